// @ts-check
// `npm test`: every check and every test, from a fresh clone, in one command.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, ROOT, run, say } from '../server/start/dependencies.mjs'

ensureDependencies()

const report = join(ROOT, 'node_modules', '.cache', 'pendant-tests.json')
rmSync(report, { force: true })

const browser = run(process.execPath, ['--import', 'tsx', 'tests/browser/ensure-chromium.ts'])
const check = run('npm', ['run', '--silent', 'check'])
const tests = run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])

if (browser.status !== 0) say('no browser was found, so every browser test failed; see above.')
if (check.status !== 0) say('"npm run check" found something; see above.')
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
  readFileSync(report, 'utf8'),
)
const failed = numFailedTests + (check.status === 0 ? 0 : 1)
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`)
process.exit(browser.status || check.status || tests.status || (failed > 0 ? 1 : 0))
