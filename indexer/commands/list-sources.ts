import type { Source } from '../collections/source.ts'
import { allSources } from '../import/sources.ts'
import type { CommandContext } from '../terminal/command-context.ts'

/** Explains each source with what it takes and examples. */
export function listSources(context: CommandContext): void {
  const sources = allSources()
  context.answer(
    sources.map(({ name, summary, locations, filters, examples }) => ({
      source: name,
      summary,
      locations,
      filters,
      examples,
    })),
    sources.flatMap(inWords),
  )
}

function inWords({ name, summary, locations, filters, examples }: Source): string[] {
  return [
    name,
    `  ${summary}`,
    `  LOCATION: ${locations}`,
    ...Object.entries(filters).map(([filter, explained]) => `  --filter ${filter}=…  ${explained}`),
    ...examples.map((example) => `  $ ${example}`),
    '',
  ]
}
