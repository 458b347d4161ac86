import { it } from 'vitest'
import { killAtInstants } from './kill-at-instants.ts'

// Two hundred instants, drawn anew each time, are killed at by `npm run torture -- kills`.
it(
  'an import and an indexing that are killed again and again lose nothing and double nothing',
  {
    timeout: 600_000,
  },
  () => killAtInstants({ seed: 1606, works: 8, imports: 8, indexings: 6 }),
)
