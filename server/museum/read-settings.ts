import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { museumSettingsSchema, refusal } from '../contract/kiosk-settings.ts'
import { filesOf } from '../contract/look.ts'
import { explainFault, listFaults } from '../contract/setting-faults.ts'
import { faultOfFile } from './museum-file.ts'
import { pinKeys } from './pin-key.ts'

/** What kiosks are given of `data/settings.json`, or why there is nothing to be given. */
export type SettingsRead = { readonly settings: object } | { readonly problem: string }

/**
 * Reads a museum's settings afresh each time it is called; {} where there is no file. Kiosks are given
 * what the file says and no more: what it leaves out is theirs to fill in. The PIN stays here, see
 * docs/adr/0025-a-pin-never-leaves-the-server.md.
 */
export function settingsReader(data: string): () => Promise<SettingsRead> {
  const keyOf = pinKeys()
  return async () => {
    const read = await readJson(join(data, 'settings.json'))
    if ('problem' in read) return read
    const { json } = read
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return { problem: 'settings.json: it is JSON, but not an object in { }.' }
    }
    const parsed = museumSettingsSchema.safeParse(json, { error: explainFault })
    if (!parsed.success) return { problem: refusal(listFaults(parsed.error)) }
    const { look, operator } = parsed.data
    const faults: string[] = []
    for (const { setting, file } of filesOf(look)) {
      const fault = await faultOfFile(data, file)
      if (fault !== null) faults.push(`${setting} ${fault}`)
    }
    if (faults.length > 0) return { problem: refusal(faults) }
    if (!('operator' in json)) return { settings: json }
    return { settings: { ...json, operator: { pinKey: await keyOf(operator.pin) } } }
  }
}

async function readJson(file: string): Promise<{ json: unknown } | { problem: string }> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Node's own message would tell where the file lies.
    return code === 'ENOENT'
      ? { json: {} }
      : { problem: `settings.json: it cannot be read (${code}).` }
  }
  try {
    // Editors on Windows put a byte order mark first.
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return {
      problem: `settings.json: it is not JSON (${whereNotJson((error as Error).message, text)}).`,
    }
  }
}

/**
 * JSON's complaint with the line and column in place of the number of the character, and without the
 * piece of the file that some of them quote: it may be the PIN, and this is read on the wall.
 */
export function whereNotJson(complaint: string, text: string): string {
  const unquoted = complaint.replace(/, (?:\.{3})?".*$/s, '')
  return unquoted.replace(/ at position (\d+).*$/s, (_, position: string) => {
    const before = text.slice(0, Number(position)).split('\n')
    return ` in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  })
}
