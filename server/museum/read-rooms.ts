import { parseKioskSettings } from '../contract/kiosk-settings.ts'
import type { Rooms } from '../contract/way-to.ts'
import { settingsReader } from './read-settings.ts'

/**
 * Reads what the museum tells of its rooms, afresh each time. Settings with a fault tell nothing here: a
 * page can do without the way, and the fault is in the log already, see server/routes/settings.ts.
 */
export function roomsReader(data: string): () => Promise<Rooms> {
  const readSettings = settingsReader(data)
  return async () => {
    const read = await readSettings()
    const parsed = parseKioskSettings('settings' in read ? read.settings : {})
    return 'settings' in parsed ? parsed.settings : { here: [], rooms: {} }
  }
}
