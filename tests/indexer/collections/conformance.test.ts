import { articMuseum } from '../museums/artic-museum.ts'
import { clevelandMuseum } from '../museums/cleveland-museum.ts'
import { iiif2Museum, iiifMuseum } from '../museums/iiif-museum.ts'
import { csvTable, labelledFolder, lidoFile } from '../museums/local-files.ts'
import { metMuseum } from '../museums/met-museum.ts'
import { rijksmuseumMuseum } from '../museums/rijksmuseum-museum.ts'
import { commonsMuseum, wikidataMuseum } from '../museums/wikimedia-museum.ts'
import { collectionContract } from './collection-contract.ts'

const FORMATS = [
  labelledFolder,
  csvTable,
  iiifMuseum,
  iiif2Museum,
  metMuseum,
  articMuseum,
  clevelandMuseum,
  rijksmuseumMuseum,
  commonsMuseum,
  wikidataMuseum,
  lidoFile,
]

for (const format of FORMATS) collectionContract(format)
