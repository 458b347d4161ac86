// Reads a data folder's settings.json as the server would, and tells the parent process why it is
// refused, or null: `pendant doctor` knows no module of the server's.
import { settingsReader } from './museum/read-settings.ts'

const read = await settingsReader(process.argv[3] ?? 'data')()
process.send?.('problem' in read ? read.problem : null)
process.disconnect?.()
