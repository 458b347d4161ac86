import { mkdir, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { squaredDistance } from '../../../embeddings/face/distance.ts'
import { portraitMatchSchema, toPortraitMatch } from '../../../embeddings/gallery/portrait.ts'
import { projectVisitor } from '../../../embeddings/likeness/likeness-space.ts'
import type { DataPaths } from '../../../embeddings/store/data-paths.ts'
import {
  currentGalleryId,
  listGalleries,
  publishGallery,
} from '../../../embeddings/store/galleries.ts'
import { GalleryRefused, openGallery } from '../../../embeddings/store/gallery-reader.ts'
import { replaceFile } from '../../../embeddings/store/replace-file.ts'
import { madeUpLandmarks } from '../../made-up-landmarks.ts'
import {
  forgetFacets,
  forgetLandmarks,
  madeUpPortrait,
  temporaryData,
  writeMadeUpGallery,
} from './make-gallery.ts'
import { seededDescriptors } from './nearest-index-contract.ts'

let paths: DataPaths
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ paths, remove } = await temporaryData())
})
afterEach(() => remove())

describe('a gallery', () => {
  it('comes back as it was written', async () => {
    await writeMadeUpGallery(paths, 'g1', 20)
    const gallery = await openGallery(paths, 'g1')
    expect(gallery.manifest).toMatchObject({ id: 'g1', works: 10, index: { ef: 50 } })
    expect(gallery.portraits.count).toBe(20)
    expect(gallery.portraits.at(7)).toEqual(madeUpPortrait(7))
    expect(gallery.portraits.positionOf('work-3~2')).toBe(7)
    expect(gallery.portraits.positionOf('nobody')).toBeUndefined()
    const landmarks = gallery.portraits.landmarksAt(7)
    expect(landmarks).toHaveLength(68)
    madeUpLandmarks().forEach(({ x, y }, i) => {
      expect(landmarks?.[i]?.x).toBeCloseTo(x, 3)
      expect(landmarks?.[i]?.y).toBeCloseTo(y, 3)
    })
    expect(() => gallery.portraits.landmarksAt(20)).toThrow(RangeError)
    gallery.close()
  })

  it('tells no landmarks where it was written before they were kept', async () => {
    await writeMadeUpGallery(paths, 'g1', 4)
    await forgetLandmarks(paths, 'g1')
    const gallery = await openGallery(paths, 'g1')
    expect(gallery.portraits.at(2)).toEqual(madeUpPortrait(2))
    expect(gallery.portraits.landmarksAt(2)).toBeUndefined()
    gallery.close()
  })

  it.each([
    ['by the lists it was built with', async () => undefined],
    ['where it was built without lists', () => forgetFacets(paths, 'g1')],
  ])('filters %s', async (_, change) => {
    await writeMadeUpGallery(paths, 'g1', 9)
    await change()
    const gallery = await openGallery(paths, 'g1')
    expect(gallery.filtered().counts({}, 10)).toEqual({
      museum: [{ value: 'The Museum', portraits: 9 }],
      century: [{ value: 17, portraits: 9 }],
      place: [{ value: '12', portraits: 9 }],
      category: [],
      onView: 0,
    })
    expect(gallery.filtered().passing({ categories: ['Beards'] }).positions).toHaveLength(0)
    expect(gallery.filtered().passing({ places: ['12'] }).positions).toHaveLength(9)
    expect(gallery.filtered().passing({ centuries: [16] }).positions).toHaveLength(0)
    gallery.close()
  })

  it('answers a probe with its nearest portraits, dressed for a visitor', async () => {
    await writeMadeUpGallery(paths, 'g1', 20)
    const gallery = await openGallery(paths, 'g1')
    const probe = seededDescriptors(20, 11)[5] as Descriptor
    const matches = await gallery.matches(probe, 3)
    expect(matches).toHaveLength(3)
    expect(matches[0]).toMatchObject({ portraitId: 'work-2~2', title: 'Work 2', similarity: 1 })
    expect(matches[0]?.squaredDistance).toBeCloseTo(0)
    gallery.close()
  })

  it('ranks by distance in its likeness space, and tells the plain distance beside it', async () => {
    await writeMadeUpGallery(paths, 'g1', 40)
    const gallery = await openGallery(paths, 'g1')
    const probe = seededDescriptors(1, 12)[0] as Descriptor
    const matches = await gallery.matches(probe, 10)
    const place = projectVisitor(gallery.likeness, probe)
    for (const [rank, match] of matches.entries()) {
      const position = gallery.portraits.positionOf(match.portraitId) as number
      expect(match.adjustedSquaredDistance).toBeCloseTo(
        squaredDistance(place, await gallery.index.embeddingAt(position)),
        5,
      )
      const plain = squaredDistance(probe, gallery.portraits.descriptorAt(position))
      expect(match.squaredDistance).toBeCloseTo(plain, 10)
      const before = matches[rank - 1]?.adjustedSquaredDistance ?? 0
      expect(match.adjustedSquaredDistance).toBeGreaterThanOrEqual(before)
    }
    expect(() => gallery.portraits.descriptorAt(40)).toThrow(RangeError)
    gallery.close()
  })

  it('names what resembles one of its own portraits, never another face of the same work', async () => {
    await writeMadeUpGallery(paths, 'g1', 40)
    const gallery = await openGallery(paths, 'g1')
    const similar = await gallery.similarTo(4, 6)
    expect(similar).toHaveLength(6)
    expect(similar.map((match) => match.workId)).not.toContain('work-2')
    gallery.close()
  })

  it('names as many as are asked for, even where a crowded work is nearest to itself', async () => {
    const [crowd, ...others] = seededDescriptors(11, 5) as [Descriptor, ...Descriptor[]]
    const alike = Array.from({ length: 30 }, (_, at) =>
      toDescriptor([...crowd].map((number, i) => number + 1e-4 * ((at + i) % 7))),
    )
    await writeMadeUpGallery(paths, 'g1', 40, [...alike, ...others], 30)
    const gallery = await openGallery(paths, 'g1')
    const similar = await gallery.similarTo(4, 8)
    expect(similar).toHaveLength(8)
    expect(new Set(similar.map((match) => match.workId))).toEqual(new Set(['work-1']))
    expect(await gallery.similarTo(4, 8, { museums: ['the museum'] })).toEqual(similar)
    gallery.close()
  })

  it('dresses a match with all that is shown of the work', async () => {
    const media = { digest: 'c'.repeat(64), width: 3000, height: 4000 }
    const place = { x: 0.2, y: 0.1, width: 0.5, height: 0.4 }
    const distances = { squaredDistance: 0.2, adjustedSquaredDistance: 0.5, similarity: 0.9 }
    const match = toPortraitMatch({ ...madeUpPortrait(3), closer: media, place }, distances)
    expect(match).toMatchObject({ portraitId: 'work-1~2', closer: media, place, ...distances })
    // And with nothing that the contract does not have.
    expect(portraitMatchSchema.parse(match)).toEqual(match)
    const older = portraitMatchSchema.parse(toPortraitMatch(madeUpPortrait(3), distances))
    expect('closer' in older || 'place' in older).toBe(false)
  })

  it('may be empty, and then matches nobody', async () => {
    await writeMadeUpGallery(paths, 'g0', 0)
    const gallery = await openGallery(paths, 'g0')
    expect(await gallery.matches(seededDescriptors(1, 1)[0] as Descriptor, 5)).toEqual([])
    gallery.close()
  })

  it('leaves no draft behind', async () => {
    await writeMadeUpGallery(paths, 'g1', 4)
    expect(await readdir(paths.galleries)).toEqual(['g1'])
  })

  it('clears away what a killed writer has left, but no draft that may be in hand', async () => {
    for (const draft of ['.draft-killed', '.draft-in-hand']) {
      await mkdir(join(paths.galleries, draft), { recursive: true })
      await writeFile(join(paths.galleries, draft, 'portraits.hnsw'), 'half an index')
    }
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
    await utimes(join(paths.galleries, '.draft-killed'), twoHoursAgo, twoHoursAgo)
    await writeMadeUpGallery(paths, 'g1', 4)
    expect((await readdir(paths.galleries)).sort()).toEqual(['.draft-in-hand', 'g1'])
  })
})

describe('a gallery is refused', () => {
  const spoilt: Record<string, [(folder: string) => Promise<void>, RegExp]> = {
    'without a manifest': [
      async (folder) => writeFile(join(folder, 'manifest.json'), ''),
      /manifest is not JSON/,
    ],
    'of another format': [
      (folder) => edit(folder, (manifest) => ({ ...manifest, format: 'pendant-gallery/9' })),
      /format is "pendant-gallery\/9"; this version reads "pendant-gallery\/2"/,
    ],
    'of another embedding space': [
      (folder) => edit(folder, (manifest) => ({ ...manifest, spaceId: 'somewhere-else' })),
      /belong to the space "somewhere-else".*index the collection again/,
    ],
    'whose manifest is that of another': [
      (folder) => edit(folder, (manifest) => ({ ...manifest, id: 'g7' })),
      /its manifest is that of g7/,
    ],
    'with a field missing': [
      (folder) => edit(folder, (manifest) => ({ ...manifest, calibration: undefined })),
      /damaged \(calibration/,
    ],
    'with half an index': [
      (folder) => truncate(join(folder, 'portraits.hnsw'), 900),
      /portraits.hnsw is damaged/,
    ],
    'with half a likeness space': [
      (folder) => truncate(join(folder, 'likeness.f32'), 900),
      /likeness.f32 is damaged/,
    ],
    'with spoilt portraits': [
      (folder) => writeFile(join(folder, 'portraits.db'), 'not a database'),
      /portraits.db is damaged/,
    ],
  }

  async function edit(
    folder: string,
    change: (manifest: Record<string, unknown>) => Record<string, unknown>,
  ): Promise<void> {
    const file = join(folder, 'manifest.json')
    await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))))
  }

  it.each(Object.entries(spoilt))('%s', async (_, [spoil, message]) => {
    await writeMadeUpGallery(paths, 'g1', 10)
    await spoil(paths.gallery('g1'))
    const opening = openGallery(paths, 'g1')
    await expect(opening).rejects.toThrow(GalleryRefused)
    await expect(opening).rejects.toThrow(message)
  })

  it('that is not there, by its name', async () => {
    await expect(openGallery(paths, 'g404')).rejects.toThrow(/Gallery g404 .* it has no manifest/)
  })
})

describe('publishing', () => {
  it('points at a gallery, and back at an older one', async () => {
    expect(await currentGalleryId(paths)).toBeUndefined()
    expect(await listGalleries(paths)).toEqual([])
    await writeMadeUpGallery(paths, 'g1', 4)
    await writeMadeUpGallery(paths, 'g2', 6)
    await publishGallery(paths, 'g2')
    expect(await currentGalleryId(paths)).toBe('g2')
    await publishGallery(paths, 'g1')
    expect(await listGalleries(paths)).toMatchObject([
      { id: 'g1', current: true },
      { id: 'g2', current: false },
    ])
  })

  it('changes nothing when the gallery is missing or unsound', async () => {
    await writeMadeUpGallery(paths, 'g1', 4)
    await publishGallery(paths, 'g1')
    await mkdir(paths.gallery('empty-folder'))
    await expect(publishGallery(paths, 'g9')).rejects.toThrow(/There is no gallery g9/)
    await expect(publishGallery(paths, 'empty-folder')).rejects.toThrow(/cannot be published/)
    expect(await currentGalleryId(paths)).toBe('g1')
    expect(await listGalleries(paths)).toContainEqual(
      expect.objectContaining({ id: 'empty-folder', problem: expect.any(String) }),
    )
  })
})

describe('replacing a file', () => {
  it('shows a reader the old or the new, never half, while it is replaced again and again', async () => {
    const file = join(paths.data, 'replaced')
    const texts = ['a'.repeat(200_000), 'b'.repeat(200_000)]
    await replaceFile(file, texts[0] as string)
    let done = false
    const writing = (async () => {
      for (let i = 0; i < 40; i++) await replaceFile(file, texts[i % 2] as string)
      done = true
    })()
    let reads = 0
    while (!done) {
      expect(texts).toContain(await readFile(file, 'utf8'))
      reads += 1
    }
    await writing
    expect(reads).toBeGreaterThan(1)
    expect(await readdir(paths.data)).toEqual(['replaced'])
  })
})
