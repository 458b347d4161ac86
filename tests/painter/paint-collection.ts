// Paints the pictures of the built-in collection again, and writes its list:
//   npm run paint [-- FOLDER]     FOLDER: where they are shipped, indexer/built-in-collection
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BUILT_IN_CSV } from '../../indexer/import/built-in-collection.ts'
import { showProgress } from '../../indexer/terminal/progress.ts'
import { collectionCsv, pictureFile } from './collection-csv.ts'
import { inventedSitters } from './invented-sitters.ts'
import { paintPictures } from './paint-pictures.ts'

const [folder = dirname(BUILT_IN_CSV)] = process.argv.slice(2)
const sitters = inventedSitters()
await mkdir(folder, { recursive: true })
const display = showProgress(process.stderr, 'Painting', sitters.length)
try {
  await paintPictures(
    sitters.map((sitter) => ({ sitter, path: join(folder, pictureFile(sitter)) })),
    () => display.advance(),
  )
} finally {
  display.finish()
}
await writeFile(join(folder, 'collection.csv'), collectionCsv(sitters))
