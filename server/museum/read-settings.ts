import { join } from 'node:path'
import { museumSettingsSchema, parseKioskSettings, refusal } from '../contract/kiosk-settings.ts'
import { filesOf } from '../contract/look.ts'
import { explainFault, listFaults } from '../contract/setting-faults.ts'
import type { Rooms } from '../contract/way-to.ts'
import { faultOfFile } from './museum-file.ts'
import { readMuseumJson } from './read-json.ts'

/** The kiosks' part of `data/settings.json`, or why there is none to send. */
export type SettingsRead = { readonly settings: object } | { readonly problem: string }

/**
 * Reads a museum's settings afresh at each call; {} when there is no file. Kiosks get only what the
 * file says and fill in the rest themselves. The PIN stays on the server, see
 * docs/adr/0025-a-pin-never-leaves-the-server.md.
 */
export function settingsReader(data: string): () => Promise<SettingsRead> {
  return async () => {
    const read = await readMuseumSettings(data)
    if ('problem' in read) return read
    const { json, settings } = read
    const { look, operator } = settings
    const faults: string[] = []
    for (const { setting, file } of filesOf(look)) {
      const fault = await faultOfFile(data, file)
      if (fault !== null) faults.push(`${setting} ${fault}`)
    }
    if (faults.length > 0) return { problem: refusal(faults) }
    if (!('operator' in json)) return { settings: json }
    return { settings: { ...json, operator: { hasPin: operator.pin !== null } } }
  }
}

/** Reads the operator's PIN afresh at each call; null without one, or where the file is refused. */
export function pinReader(data: string): () => Promise<string | null> {
  return async () => {
    const read = await readMuseumSettings(data)
    return 'problem' in read ? null : read.settings.operator.pin
  }
}

type MuseumSettings = ReturnType<typeof museumSettingsSchema.parse>

/** The file as it is and as it is meant, or what is wrong with it. */
async function readMuseumSettings(
  data: string,
): Promise<{ json: object; settings: MuseumSettings } | { problem: string }> {
  const read = (await readMuseumJson(join(data, 'settings.json'))) ?? { json: {} }
  if ('fault' in read) return { problem: `settings.json: ${read.fault}.` }
  const { json } = read
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { problem: 'settings.json: it is JSON, but not an object in { }.' }
  }
  const parsed = museumSettingsSchema.safeParse(json, { error: explainFault })
  if (!parsed.success) return { problem: refusal(listFaults(parsed.error)) }
  return { json, settings: parsed.data }
}

/**
 * Reads the museum's directions to its rooms afresh at each call. Faulty settings give no
 * directions: a page works without them, and the log has the fault (see server/routes/settings.ts).
 */
export function roomsReader(data: string): () => Promise<Rooms> {
  const readSettings = settingsReader(data)
  return async () => {
    const read = await readSettings()
    const parsed = parseKioskSettings('settings' in read ? read.settings : {})
    return 'settings' in parsed ? parsed.settings : { here: [], rooms: {} }
  }
}
