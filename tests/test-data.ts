import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * The folder of real paintings and photographs, or undefined, said aloud, where there is none: it
 * is not part of the project. PENDANT_TEST_DATA names it; by default it lies beside the checkout.
 */
export function testDataFolder(whatIsSkipped: string): string | undefined {
  const folder = resolve(ROOT, process.env.PENDANT_TEST_DATA ?? '../shared')
  if (existsSync(resolve(folder, 'visitors')) && existsSync(resolve(folder, 'collection'))) {
    return folder
  }
  console.warn(
    `SKIPPED: ${whatIsSkipped}, for ${folder} holds no visitors/ and collection/; set PENDANT_TEST_DATA.`,
  )
  return undefined
}
