import { csvCollection } from '../../../indexer/collections/csv/csv.ts'
import { lidoCollection } from '../../../indexer/collections/lido/lido.ts'
import { drawn } from './local-items.ts'

/** The program of `peakMemoryOf`. */
const [source, location = ''] = process.argv.slice(2)
const collection =
  source === 'csv'
    ? csvCollection(location, { columns: {} })
    : lidoCollection(location, { languages: ['en'] })
let items = 0
for await (const _ of drawn(collection)) items += 1
process.stdout.write(JSON.stringify({ items, peakMb: process.resourceUsage().maxRSS / 1024 }))
