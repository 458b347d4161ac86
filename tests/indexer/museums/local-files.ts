import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csvSource } from '../../../indexer/collections/csv/csv.ts'
import { folderSource } from '../../../indexer/collections/folder/folder.ts'
import { lidoSource } from '../../../indexer/collections/lido/lido.ts'
import {
  lidoRecord,
  production,
  representation,
  resourceSet,
} from '../collections/lido-documents.ts'
import type { CollectionFormat } from './museum-format.ts'
import type { Answering, Exhibit } from './museum-server.ts'
import { collectionAt } from './visit-museum.ts'

const CC0 = 'https://creativecommons.org/publicdomain/zero/1.0/'
const IN_COPYRIGHT = 'http://rightsstatements.org/vocab/InC/1.0/'

/** Only pictures are on the web. */
const pictures: Answering = ({ url }, works) => {
  const work = works.find(({ id }) => url.pathname === `/pictures/${id}.jpg`)
  return work && { type: 'image/jpeg', body: work.picture }
}

const picture = (id: string): RegExp => new RegExp(`^/pictures/${id}\\.jpg$`)

/** A table of works whose pictures are addresses. */
export const csvTable: CollectionFormat = {
  source: 'csv',
  answering: pictures,
  async open(origin, works, folder) {
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'works.csv')
    await writeFile(
      file,
      tableOf(works, ({ id }) => `${origin}/pictures/${id}.jpg`),
    )
    return collectionAt(csvSource, undefined, { locations: [file] })
  },
  picture,
}

/** A folder of pictures with a table of labels. */
export const labelledFolder: CollectionFormat = {
  source: 'folder',
  answering: () => undefined,
  async open(_, works, folder) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(join(folder, 'pictures'), { recursive: true })
    for (const { id, picture } of works)
      await writeFile(join(folder, `pictures/${id}.jpg`), picture)
    const csv = join(folder, 'labels.csv')
    await writeFile(
      csv,
      tableOf(works, ({ id }) => `pictures/${id}.jpg`),
    )
    return collectionAt(folderSource, undefined, { locations: [folder], csv })
  },
}

/** An exported file whose pictures are on the web. */
export const lidoFile: CollectionFormat = {
  source: 'lido',
  answering: pictures,
  async open(origin, works, folder) {
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'export.xml')
    const records = works.map(({ id, title, artist, date, open }) =>
      lidoRecord({
        id: `DE-1/${id}`,
        title,
        event: production(`
          <lido:eventActor><lido:displayActorInRole>${artist}</lido:displayActorInRole></lido:eventActor>
          <lido:eventDate><lido:displayDate>${date}</lido:displayDate></lido:eventDate>`),
        resources: resourceSet({
          representations: representation({ link: `${origin}/pictures/${id}.jpg` }),
          rights: `<lido:rightsType><lido:conceptID lido:type="URI">${open ? CC0 : IN_COPYRIGHT}</lido:conceptID></lido:rightsType>`,
        }),
      }),
    )
    await writeFile(
      file,
      `<?xml version="1.0" encoding="UTF-8"?><lido:lidoWrap xmlns:lido="http://www.lido-schema.org">${records.join('\n')}</lido:lidoWrap>`,
    )
    return collectionAt(lidoSource, undefined, { locations: [file] })
  },
  picture,
}

function tableOf(works: readonly Exhibit[], file: (work: Exhibit) => string): string {
  const rows = works.map((work) =>
    [
      work.id,
      file(work),
      work.title,
      work.artist,
      work.date,
      work.open ? CC0 : IN_COPYRIGHT,
    ].join(),
  )
  return `id,file,title,artist,date,rights\n${rows.join('\n')}\n`
}
