import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Setting } from './setting.ts'

/**
 * vite's manifest of its build: files by the names of their sources
 * (https://vite.dev/guide/backend-integration).
 */
const builtFilesSchema = z.record(z.string(), z.object({ file: z.string() }))

/**
 * Finds the style sheet and the icon of the built kiosk. Without a build there are none, and pages
 * are readable without them. Reads the short manifest at each call, so that a later build counts.
 * Rejects when the manifest cannot be read.
 */
export async function pageStyle(kiosk: string): Promise<Pick<Setting, 'stylesheet' | 'icon'>> {
  let list: string
  try {
    list = await readFile(join(kiosk, '.vite', 'manifest.json'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { stylesheet: undefined, icon: undefined }
  }
  const built = builtFilesSchema.parse(JSON.parse(list))
  const pathOf = (source: string): string | undefined => {
    const file = built[source]?.file
    return file === undefined ? undefined : `/${file}`
  }
  return { stylesheet: pathOf('page/page.css'), icon: pathOf('exhibit/pendant.svg') }
}
