import { readFile, stat } from 'node:fs/promises'
import { liesWithin } from './museum-file.ts'

/**
 * Reads a museum's own JSON file, or says why that fails; null when there is no such file. With
 * `within`, a link that leads out of that folder is not followed.
 */
export async function readMuseumJson(
  file: string,
  within?: string,
): Promise<{ readonly json: unknown } | { readonly fault: string } | null> {
  let text: string
  try {
    if (within !== undefined && !(await liesWithin(within, file))) {
      return { fault: 'it is a link out of its folder' }
    }
    // A pipe or a device would be waited for without end.
    if (!(await stat(file)).isFile()) return { fault: 'it is no regular file' }
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Node's own message would reveal the file's path.
    return code === 'ENOENT' ? null : { fault: `it cannot be read (${code})` }
  }
  try {
    // Editors on Windows put a byte order mark first.
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return { fault: `it is not JSON (${placed((error as Error).message, text)})` }
  }
}

/**
 * JSON's complaint with line and column in place of the character's number. It leaves out the piece
 * of the file that some complaints quote: that may be the PIN, and the wall shows this message.
 */
function placed(complaint: string, text: string): string {
  const unquoted = complaint.replace(/, (?:\.{3})?".*$/s, '')
  return unquoted.replace(/ at position (\d+).*$/s, (_, position: string) => {
    const before = text.slice(0, Number(position)).split('\n')
    return ` in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  })
}
