import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import type { SourceWork } from '../../../indexer/collections/collection.ts'
import { localPictures } from '../../../indexer/import/local-pictures.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('pictures that a curator has on disk', () => {
  it.each([
    ['its record', 'SK-C-5.jpg', { record: 'SK-C-5' }],
    ['its record with an ending of its own', 'Cavalier.tif', { record: 'Cavalier.jpg' }],
    ['an accession number with a full stop', '1915.534.jpg', { record: '1915.534' }],
    ['its id', 'met-101.png', { givenId: 'met-101' }],
    [
      'its image’s address',
      'b3974542.jpg',
      { image: 'https://a.museum/iiif/b3974542/full/max/0/default.jpg' },
    ],
  ])('are found by %s', async (_, name, named) => {
    const { folder, pictures } = await folderOf(name)
    expect(pictures.of(work(named))).toBe(join(folder, name))
  })

  it('are not taken for those of a work whose number only begins alike', async () => {
    const { pictures } = await folderOf('1915.jpg')
    expect(pictures.of(work({ record: '1915.534' }))).toBeUndefined()
  })
})

async function folderOf(name: string) {
  const folder = await scratchFolder()
  await writeFile(join(folder, name), '')
  return { folder, pictures: await localPictures(folder) }
}

type Named = { readonly record?: string; readonly givenId?: string; readonly image?: string }

function work({
  record = 'a record',
  givenId,
  image = 'https://a.museum/1.jpg',
}: Named): SourceWork {
  return {
    record,
    givenId,
    path: record,
    picture: { urls: [image] },
    pictureVersion: '',
    label: EMPTY_LABEL,
  }
}
