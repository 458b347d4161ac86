import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { MAX_SAME_SITTER } from '../../../embeddings/gallery/portrait.ts'
import type { DataPaths } from '../../../embeddings/store/data-paths.ts'
import { type Gallery, openGallery } from '../../../embeddings/store/gallery-reader.ts'
import { temporaryData, writeMadeUpGallery } from './make-gallery.ts'
import { seededDescriptors } from './nearest-index-contract.ts'

const COUNT = 30
/** Work 0, 1, 2 … by Nobody, two portraits each; those of the first eight are of one sitter. */
const ofOneSitter = (position: number) => (position < 16 ? { sitter: 'sitter-1' } : {})

let paths: DataPaths
let remove: () => Promise<void>
let gallery: Gallery
const faces = seededDescriptors(COUNT, 11)
beforeEach(async () => {
  ;({ paths, remove } = await temporaryData())
  await writeMadeUpGallery(paths, 'grouped', COUNT, faces, 2, undefined, ofOneSitter)
  await writeMadeUpGallery(paths, 'plain', COUNT, faces)
  gallery = await openGallery(paths, 'grouped')
})
afterEach(async () => {
  gallery.close()
  await remove()
})

const probes = seededDescriptors(20, 5)

describe('portraits of one sitter', () => {
  it('are one match: the most like of them, with the next ones under it', async () => {
    const plain = await openGallery(paths, 'plain')
    for (const probe of probes) {
      const all = await plain.matches(probe, COUNT)
      const isOfSitter = ({ portraitId }: { portraitId: string }): boolean =>
        gallery.portraits.at(gallery.portraits.positionOf(portraitId) as number).sitter !==
        undefined
      const own = all.filter(isOfSitter).map(({ portraitId }) => portraitId)
      const expected = all.filter((match) => !isOfSitter(match) || match.portraitId === own[0])
      const matches = await gallery.matches(probe, 10)
      expect(matches.map(({ portraitId }) => portraitId)).toEqual(
        expected.slice(0, 10).map(({ portraitId }) => portraitId),
      )
      const grouped = matches.filter(({ sitter }) => sitter !== undefined)
      expect(grouped.length).toBeLessThanOrEqual(1)
      for (const { sameSitter } of grouped) {
        expect(sameSitter?.map(({ portraitId }) => portraitId)).toEqual(
          own.slice(1, 1 + MAX_SAME_SITTER),
        )
      }
      expect(matches.filter(({ sameSitter }) => sameSitter !== undefined)).toEqual(grouped)
    }
    plain.close()
  })

  it('leave as many matches as are asked for, as long as there are so many', async () => {
    const [probe] = probes as [Descriptor]
    expect(await gallery.matches(probe, 12)).toHaveLength(12)
    expect(await gallery.matches(probe, 100)).toHaveLength(COUNT - 16 + 1)
  })

  it('stand under a match only where they pass its filter', async () => {
    const [probe] = probes as [Descriptor]
    const none = await gallery.matches(probe, 5, { museums: ['Elsewhere'] })
    expect(none).toEqual([])
    const all = await gallery.matches(probe, COUNT, { museums: ['The Museum'] })
    expect(all).toEqual(await gallery.matches(probe, COUNT))
  })

  it('lead from one of its works to another, and never back to itself', async () => {
    const similar = await gallery.similarTo(0, 5)
    expect(similar).toHaveLength(5)
    const shown = similar.flatMap((match) => [match, ...(match.sameSitter ?? [])])
    expect(shown.some(({ workId }) => workId === 'work-0')).toBe(false)
    expect(similar.filter(({ sitter }) => sitter === 'sitter-1').length).toBeLessThanOrEqual(1)
  })
})
