import {
  type KioskSettings,
  kioskSettingsSchema,
  parseKioskSettings,
} from '../../server/contract/kiosk-settings.ts'

export type Settings = KioskSettings

/** What holds where a museum sets nothing. */
export const USUAL_SETTINGS: Settings = kioskSettingsSchema.parse({})

export const parseSettings = parseKioskSettings
