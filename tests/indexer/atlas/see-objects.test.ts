import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dataPaths } from '../../../embeddings/store/data-paths.ts'
import { seeObjects } from '../../../indexer/atlas/see-objects.ts'
import { openCatalogue } from '../../../indexer/catalogue/catalogue.ts'
import { Interrupted } from '../../../indexer/terminal/curator-error.ts'
import { hungPortraits } from '../hung-portraits.ts'
import { scratchFolder } from '../scratch-folder.ts'

/** A clock on a wall: two hands in a ring, with hours. */
const HOURS = Array.from(
  { length: 12 },
  (_, at) =>
    `<line x1="256" y1="122" x2="256" y2="146" stroke="#222" stroke-width="9"
      transform="rotate(${30 * at} 256 256)"/>`,
)
const CLOCK = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
    <rect width="512" height="512" fill="#c9b79a"/>
    <circle cx="256" cy="256" r="150" fill="#fff" stroke="#222" stroke-width="18"/>
    ${HOURS.join('')}
    <path d="M256 256V160M256 256L322 296" stroke="#222" stroke-width="10"/>
  </svg>`,
)

test('things are seen in a picture once, and kept by name with a score', async () => {
  const folder = await scratchFolder()
  const paths = dataPaths(folder)
  const catalogue = openCatalogue(paths.catalogue, { create: true })
  const said: string[] = []
  const looked: number[] = []
  const seeing = {
    signal: new AbortController().signal,
    say: (line: string) => said.push(line),
    watch(_: string, total: number) {
      looked.push(total)
      return { advance() {}, finish() {} }
    },
  }
  const [clock, plain, ...others] = await hungPortraits(paths, 3)
  if (!clock || !plain) throw new Error('Two portraits hang.')
  const { digest } = clock.portrait.picture
  await sharp(CLOCK).jpeg().toFile(paths.media(digest))
  const see = (of = [clock, plain]) => seeObjects(catalogue, paths, of, seeing)
  try {
    const seen = await see()
    const [[name, score] = ['', 0]] = seen.get(digest) ?? []
    expect([name, score >= 0.35 && score <= 1]).toEqual(['clock', true])
    expect(seen.get(plain.portrait.picture.digest)).toEqual([])
    expect(await see()).toEqual(seen)
    expect([looked, said]).toEqual([[2], []])

    // A picture that is damaged is a line, and is looked at again the next time.
    const [third] = others
    if (!third) throw new Error('Three portraits hang.')
    await writeFile(paths.media(third.portrait.picture.digest), 'no picture')
    expect((await see([clock, third])).get(third.portrait.picture.digest)).toEqual([])
    expect(said).toEqual([expect.stringContaining(third.portrait.picture.digest)])
    const stopped = { ...seeing, signal: AbortSignal.abort() }
    await expect(seeObjects(catalogue, paths, [third], stopped)).rejects.toThrow(Interrupted)

    // Without its package nothing is seen, and a line says so.
    const modelFolder = join(folder, 'nowhere')
    expect(await seeObjects(catalogue, paths, [clock], { ...seeing, modelFolder })).toEqual(
      new Map(),
    )
    expect(said.at(-1)).toMatch(/no words for what is in pictures: .*nowhere/)
  } finally {
    catalogue.close()
  }
})
