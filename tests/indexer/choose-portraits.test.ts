import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { betweenEyes, eyeCentres } from '../../embeddings/face/landmarks.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import type { CuratorVerdict } from '../../indexer/catalogue/decisions.ts'
import type { CataloguedFace, PictureDescription } from '../../indexer/catalogue/descriptions.ts'
import { judgeWorks, portraitsOf } from '../../indexer/gallery/choose-portraits.ts'
import {
  A_WORK,
  aDescription,
  aFace,
  frontalLandmarks,
  RECIPE,
  STAMP,
} from './catalogue-records.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('what is hung', () => {
  it('is every good face, with its label, its pictures and its eyes', async () => {
    const { portraits, skipped } = await judge([aFace(1), aFace(2)])
    expect(skipped).toBeUndefined()
    expect(portraits.map(({ id }) => id)).toEqual([`${A_WORK.id}~1`, `${A_WORK.id}~2`])
    expect(portraits[0]).toMatchObject({
      workId: A_WORK.id,
      label: A_WORK.label,
      crop: aFace(1).crop,
    })
  })

  it('says where on the work each face is', async () => {
    const face = aFace(2)
    const { portraits } = await judge([face])
    const place = portraits[0]?.place as Box
    const eyes = betweenEyes(face.landmarks)
    expect(place.x + place.width / 2).toBeCloseTo(eyes.x / 2000, 2)
    // The window ends above where the painting does.
    expect(place.y).toBe(0)
    expect(place.height * 1000).toBeCloseTo(eyes.y + 80 * 7 * 0.58, -1)
    expect(place.width * 2000).toBeCloseTo(5.5 * 80, -1)
  })

  it('keeps its landmarks on its crop, the eyes where the portrait has them', async () => {
    const { landmarks, portraits } = await judge([aFace(1)])
    expect(landmarks[0]).toHaveLength(68)
    const [left, right] = eyeCentres(landmarks[0] ?? [])
    expect(left.x).toBeGreaterThan(0)
    expect(right.x).toBeLessThan(aFace(1).crop.width)
    expect(right.x).toBeGreaterThan(left.x)
    expect(portraits[0]?.crop).toEqual(aFace(1).crop)
  })

  it.each<[string, CataloguedFace, RegExp]>([
    ['too small a face', aFace(1, { box: { x: 0, y: 0, width: 80, height: 90 } }), /1 too small/],
    [
      'a lost profile',
      aFace(1, { landmarks: frontalLandmarks(120, 200, 8) }),
      /1 in profile, or its features/,
    ],
    ['a blur', aFace(1, { quality: 0.04, sharpness: 0.001 }), /1 too blurred/],
    [
      'a face turned away',
      aFace(1, { quality: 0.04, pose: { yaw: 55, pitch: 10, roll: 0 } }),
      /1 turned too far away/,
    ],
    [
      'a fold of drapery',
      aFace(1, { quality: 0.04, mirrorDistance: 0.44 }),
      /1 half hidden or no face/,
    ],
  ])('is not %s', async (_, face, reason) => {
    const { portraits, skipped } = await judge([face])
    expect(portraits).toEqual([])
    expect(skipped).toMatch(reason)
  })

  it('counts the faces that were too small even to describe', async () => {
    const { skipped } = await judge([aFace(1, { quality: 0.01, score: 0.1 })], [], {
      facesTooSmall: 8,
    })
    expect(skipped).toBe(
      'no face can be hung (8 too small, 1 the detector is not sure that it is a face)',
    )
    expect((await judge([])).skipped).toBe('no face was found')
  })

  it('leaves out a face that a person rejected or hid, and says who and why', async () => {
    for (const verdict of ['rejected', 'hidden'] as const) {
      const { portraits } = await judge(
        [aFace(1), aFace(2)],
        [{ verdict, faceBox: shares(aFace(1)) }],
      )
      expect(portraits.map(({ id }) => id)).toEqual([`${A_WORK.id}~2`])
      const { skipped } = await judge([aFace(1)], [{ verdict, faceBox: shares(aFace(1)) }])
      expect(skipped).toContain(`${verdict} by Ada: a horse`)
    }
  })

  it('knows a rejected face again where the work has been described anew', async () => {
    const rejected = { verdict: 'rejected' as const, faceBox: shares(aFace(2)) }
    const moved = aFace(1, { box: { ...aFace(2).box, x: aFace(2).box.x + 9 } })
    expect((await judge([moved], [rejected])).portraits).toEqual([])
  })

  it('keeps a sensitive work off the wall until it is approved', async () => {
    const sensitive = { verdict: 'sensitive' as const }
    expect((await judge([aFace(1)], [sensitive])).skipped).toBe(
      'sensitive by Ada: a horse (waits for a second look)',
    )
    const { portraits } = await judge([aFace(1)], [sensitive, { verdict: 'approved' }])
    expect(portraits).toHaveLength(1)
  })

  it('says of a portrait where to look closer, and what its crop shows of the whole', async () => {
    const { portraits } = await judge([aFace(1)])
    expect(portraits[0]?.closer).toEqual({ digest: 'e'.repeat(64), width: 2000, height: 1000 })
    expect(portraits[0]?.place?.x).toBeLessThan(0.1)
    const asLarge = await judge([aFace(1)], [], { closer: undefined })
    expect(asLarge.portraits[0]).not.toHaveProperty('closer')
  })

  it('leaves out a hidden work until it is approved again', async () => {
    const hidden = { verdict: 'hidden' as const }
    expect((await judge([aFace(1)], [hidden])).skipped).toBe('hidden by Ada: a horse')
    const { portraits } = await judge([aFace(1)], [hidden, { verdict: 'approved' }])
    expect(portraits).toHaveLength(1)
  })

  it("sets a person's yes above the rules", async () => {
    const face = aFace(1, { quality: 0.01 })
    for (const verdict of ['approved', 'pinned'] as const) {
      const { portraits } = await judge([face], [{ verdict, faceBox: shares(face) }])
      expect(portraits).toHaveLength(1)
    }
  })
})

async function judge(
  faces: CataloguedFace[],
  decisions: { verdict: CuratorVerdict; faceBox?: Box }[] = [],
  change: Partial<PictureDescription> = {},
) {
  const file = join(await scratchFolder(), 'catalogue.db')
  const catalogue = openCatalogue(file, { create: true })
  onTestFinished(() => catalogue.close())
  catalogue.works.put(A_WORK)
  catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, { ...aDescription(...faces), ...change })
  for (const { verdict, faceBox } of decisions) {
    const at = new Date()
    catalogue.decisions.add({ workId: A_WORK.id, faceBox, verdict, by: 'Ada', at, why: 'a horse' })
  }
  const [verdict] = [...judgeWorks(catalogue, RECIPE)]
  if (!verdict) throw new Error('The work was not judged.')
  const chosen = portraitsOf(verdict)
  return {
    skipped: verdict.skipped,
    portraits: chosen.map(({ portrait }) => portrait),
    landmarks: chosen.map(({ landmarks }) => landmarks),
  }
}

/** A face's box in shares of `aDescription`'s picture. */
function shares({ box }: CataloguedFace): Box {
  return { x: box.x / 2000, y: box.y / 1000, width: box.width / 2000, height: box.height / 1000 }
}
