import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Setting } from './setting.ts'

/** What vite says of its build: files by the names of their sources (https://vite.dev/guide/backend-integration). */
const builtFilesSchema = z.record(z.string(), z.object({ file: z.string() }))

/**
 * Where the built kiosk has the style of pages and the icon; nothing where it is not built: pages are
 * read without as well. The list is short and read each time, so that a build meanwhile is seen.
 * Rejects when there is a list that cannot be read.
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
