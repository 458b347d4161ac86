// @ts-check
// Who imports whom, checked against .dependency-cruiser.cjs. Seeing hardly any module is a failure
// too: beside a TypeScript it does not know, dependency-cruiser finds none and calls that clean.
import { cruise } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const FOLDERS = ['embeddings', 'indexer', 'server', 'kiosk', 'tests']
const FEWEST_MODULES = 150

const config = await extractConfig('./.dependency-cruiser.cjs')
const { output } = await cruise(
  FOLDERS,
  { ...config.options, ruleSet: config, validate: true },
  {},
  { tsConfig: extractTsConfig('tsconfig.base.json') },
)
if (typeof output === 'string') throw new Error(output)
const { summary } = output
for (const { rule, from, to } of summary.violations) {
  console.error(`${rule.severity} ${rule.name}: ${from} → ${to}`)
}
if (summary.totalCruised < FEWEST_MODULES) {
  console.error(
    `dependency-cruiser saw ${summary.totalCruised} modules where there are over ${FEWEST_MODULES}.`,
  )
}
process.exitCode = summary.violations.length > 0 || summary.totalCruised < FEWEST_MODULES ? 1 : 0
