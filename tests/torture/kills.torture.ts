import { it } from 'vitest'
import { killAtInstants } from '../indexer/kill-at-instants.ts'

it('an import and an indexing killed at 200 instants drawn anew lose nothing and double nothing', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  process.stderr.write(`The instants are drawn from the seed ${seed}.\n`)
  await killAtInstants({ seed, works: 40, imports: 120, indexings: 80 })
})
