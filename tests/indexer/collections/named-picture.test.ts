import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findNamedPicture } from '../../../indexer/collections/csv/named-picture.ts'
import { fileFinder } from '../../../indexer/collections/find-file.ts'
import { scratchFolder } from '../scratch-folder.ts'

describe('the picture that a cell names', () => {
  it.each([
    ['https://a.example/1.jpg', 'https://a.example/1.jpg'],
    ['https://a.example/1.jpg; https://a.example/2.jpg', 'https://a.example/1.jpg'],
    ['https://a.example/1.jpg;https://a.example/2.jpg', 'https://a.example/1.jpg'],
    ['https://a.example/1.jpg \n\n | HTTPS://a.example/2.jpg', 'https://a.example/1.jpg'],
    ['https://a.example/?a;b|c', 'https://a.example/?a;b|c'],
    ['https://a.example/?a;b|c | http://a.example/2.jpg', 'https://a.example/?a;b|c'],
    ['https://a.example/?to=http://b.example/', 'https://a.example/?to=http://b.example/'],
  ])('is, of %j, the first address', async (cell, address) => {
    const found = await findNamedPicture(cell, fileFinder(await scratchFolder()))
    expect(found).toMatchObject({ path: address, picture: { urls: [address] } })
  })

  it('is the first file that is there', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'b.jpg'), '')
    expect(await findNamedPicture('a.jpg;b.jpg', fileFinder(folder))).toMatchObject({
      path: 'b.jpg',
    })
  })

  // What grew with the square or the cube of the cell would not end within the time a test has.
  it.each(['\n\t', ' ', '\n', ';', '|\n ', ';http', ' https://', '\t;'])(
    'is none of a cell of %j again and again, however long',
    async (filler) => {
      const folder = await scratchFolder()
      for (const length of [4_000, 9_900, 2_000_000]) {
        const cell = `https://${filler.repeat(length / filler.length)}`.slice(0, length)
        const found = await findNamedPicture(`a${cell}`, fileFinder(folder))
        expect('problem' in found).toBe(true)
      }
    },
  )
})
