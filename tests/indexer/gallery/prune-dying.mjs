// @ts-check
// A program that clears galleries away and dies just before its n-th change to the disk:
//   prune-dying.mjs PROGRAMS DATA [N]      without N it lives, and prints how many changes it made
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const [programs, data, dieBefore] = process.argv.slice(2)
let changes = 0
for (const name of /** @type {const} */ (['rename', 'unlink', 'rmdir'])) {
  const change = /** @type {(...args: unknown[]) => Promise<void>} */ (promises[name])
  Object.assign(promises, {
    [name]: (/** @type {unknown[]} */ ...args) => {
      if (changes === Number(dieBefore)) process.kill(process.pid, 'SIGKILL')
      changes += 1
      return change(...args)
    },
  })
}
syncBuiltinESMExports()

const { dataPaths } = await import(`${programs}/embeddings/store/data-paths.js`)
const { prune } = await import(`${programs}/indexer/gallery/prune.js`)
await prune(dataPaths(data))
process.stdout.write(`${changes}\n`)
