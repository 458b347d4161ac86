import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { folderCollection } from '../../../indexer/collections/folder/folder.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { itemsOf, outline } from './local-items.ts'

describe('a folder of pictures', () => {
  it('has the by-products of programs and file systems passed over, and counted', async () => {
    const folder = await folderWith(
      'a.jpg',
      '@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg',
      '$RECYCLE.BIN/S-1-5/$R1.jpg',
      'room/@eaDir/b.jpg',
      '._a.jpg',
      '.thumbnails/a.jpg',
      'proofs/a.jpg',
    )
    expect((await itemsOf(folderCollection(folder, ['PROOF*']))).map(outline)).toEqual([
      'A',
      'collection: 6 by-products of programs and file systems were passed over: @eaDir (2), $RECYCLE.BIN (1), ._* (1), .thumbnails (1), proofs (1)',
    ])
  })

  it.skipIf(process.platform !== 'linux')(
    'tells of a name that is not UTF-8 legibly, and of pipes, without waiting',
    async () => {
      const folder = await folderWith('a.jpg')
      await writeFile(
        Buffer.concat([Buffer.from(`${folder}/M`), Buffer.from([0xfc]), Buffer.from('ller.jpg')]),
        '',
      )
      execFileSync('mkfifo', [join(folder, 'pipe.jpg')])
      expect((await itemsOf(folderCollection(folder))).map(outline)).toEqual([
        'Müller.jpg: its name is not UTF-8, so that it cannot be kept; rename it',
        'A',
        'pipe.jpg: it is not a regular file',
      ])
    },
  )

  it('has what is called otherwise judged by what it is', async () => {
    const folder = await folderWith()
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    await writeFile(join(folder, 'phone.HEIC'), jpeg)
    await writeFile(join(folder, 'real.HEIC'), '\0\0\0\u0018ftypheic\0\0\0\0mif1heic')
    expect((await itemsOf(folderCollection(folder))).map(outline)).toEqual([
      'Phone',
      'real.HEIC: HEIC pictures are not read; make it a JPEG, PNG or TIFF',
    ])
  })
})

async function folderWith(...paths: readonly string[]): Promise<string> {
  const folder = join(await scratchFolder(), 'collection')
  await mkdir(folder)
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), '')
  }
  return folder
}
