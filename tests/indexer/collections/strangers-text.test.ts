import { describe, expect, it } from 'vitest'
import { artistName } from '../../../indexer/collections/artist-name.ts'
import { findColumns } from '../../../indexer/collections/csv/csv-columns.ts'
import { SYSTEMS } from '../../../indexer/collections/csv/csv-systems.ts'
import { findNamedPicture } from '../../../indexer/collections/csv/named-picture.ts'
import { passOver } from '../../../indexer/collections/files-below.ts'
import { imageServiceOf } from '../../../indexer/collections/iiif/image-service.ts'
import { readLanguageMap } from '../../../indexer/collections/iiif/language-map.ts'
import { labelFieldNamed } from '../../../indexer/collections/label-names.ts'
import { whereItHangs, whetherOnView } from '../../../indexer/collections/on-view.ts'
import { titleFromFileName } from '../../../indexer/collections/picture-title.ts'
import { plainText } from '../../../indexer/collections/plain-text.ts'
import { readEightBit } from '../../../indexer/collections/text-decoding.ts'
import { httpAddress } from '../../../indexer/collections/web-address.ts'
import { idFromGiven, slug } from '../../../indexer/collections/work-id.ts'

/** Everything that looks at strangers' texts by patterns. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  artistName,
  findColumns: (text) => findColumns(['file', text], {}, 'x.csv'),
  findNamedPicture: (text) =>
    findNamedPicture(text, async () => ({ problem: 'none', isMissing: true })),
  idFromGiven,
  imageServiceOf: (text) => imageServiceOf({ '@id': `https://a.example/${text.slice(0, 4000)}` }),
  isByProduct: (text) => passOver(['*a*a*b']).isByProduct(text.slice(0, 255)),
  labelFieldNamed,
  plainText,
  readEightBit: (text) => readEightBit([text]),
  readLanguageMap: (text) => readLanguageMap({ [text.slice(0, 1000)]: text }),
  slug,
  systems: (text) => Object.values(SYSTEMS).map((system) => system.read('title', text)),
  titleFromFileName,
  httpAddress,
  whereItHangs: (text) => whereItHangs(text, null),
  whetherOnView,
}

/** Pieces that patterns come upon again and again. */
const PIECES = [
  '\n\t',
  ' ',
  '/',
  ';',
  '<',
  '<a',
  '&#',
  "urn:cspace:a'",
  '"',
  '-',
  '_',
  '.',
  '(1',
  ':1',
  'not on ',
  'é',
]

/** A cell has 20,000 characters: steps that grow with its cube would not end in hours. */
const LENGTHS = [1000, 20_000]

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it.each(PIECES)('comes to an end with %j, however often it stands there', async (piece) => {
    for (const length of LENGTHS) {
      const many = piece.repeat(Math.ceil(length / piece.length))
      for (const text of [many, `x${many}`, `${many}x`, `https://a.example/${many}x`]) {
        expect(await read(text)).not.toBe(text.length)
      }
    }
  })
})
