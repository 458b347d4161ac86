import { rm, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { projectPortrait, unfittedSpace } from '../../embeddings/likeness/likeness-space.ts'
import { type PosePack, parsePosePack } from '../../embeddings/movement/pose-pack.ts'
import { poseVectorOf } from '../../embeddings/movement/pose-vector.ts'
import { usualPose } from '../../embeddings/movement/usual-pose.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import { buildGallery } from '../../indexer/gallery/build-gallery.ts'
import { makePosePack } from '../../indexer/gallery/make-pose-pack.ts'
import { THUMBNAIL_SHAPE } from '../../indexer/images/aligned-thumbnail.ts'
import { Interrupted } from '../../indexer/terminal/curator-error.ts'
import { hungPortraits } from './hung-portraits.ts'
import { scratchFolder } from './scratch-folder.ts'

const MODELS = { 'a-model.bin': 'f'.repeat(64) }

function placed(portraits: readonly DescribedPortrait[]) {
  const likeness = unfittedSpace()
  const places = portraits.map(({ descriptor }) =>
    projectPortrait(likeness, descriptor as Descriptor, 0.1),
  )
  return { likeness, places }
}

/** What was told while a pose pack was made. */
function watched() {
  const told = { total: 0, done: 0, finished: false }
  return {
    told,
    watch(total: number) {
      told.total = total
      return {
        advance() {
          told.done += 1
        },
        finish() {
          told.finished = true
        },
      }
    },
  }
}

function read(bytes: Uint8Array | undefined): PosePack {
  const parsed = parsePosePack(Uint8Array.from(bytes ?? []))
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.posePack
}

const { signal } = new AbortController()

describe('making a pose pack', () => {
  it('holds every portrait of a gallery, as it moves, where it lies, with its tile', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 5)
    const { watch, told } = watched()
    const { posePack, leftOut } = await makePosePack(paths, portraits, placed(portraits), {
      signal,
      watch,
    })
    expect(leftOut).toEqual([])
    expect(told).toEqual({ total: 5, done: 5, finished: true })
    expect(posePack?.portraits).toBe(5)
    const made = read(posePack?.bytes)
    expect(made.thumbnail).toEqual(THUMBNAIL_SHAPE)
    const movements = portraits.map(({ landmarks }) => poseVectorOf(landmarks))
    expect(made.usual).toEqual(usualPose(movements))
    expect(made.likeness).toEqual(unfittedSpace())
    for (const [
      i,
      { portraitId, workId, label, movement, place, jpeg },
    ] of made.portraits.entries()) {
      expect([portraitId, workId]).toEqual([`work-${i}~1`, `work-${i}`])
      expect(label).toMatchObject({
        title: 'The Laughing Cavalier',
        artist: 'Frans Hals',
        date: '1624',
      })
      expect(movement).toEqual(movements[i])
      expect(place).toEqual(placed(portraits).places[i])
      const { dominant } = await sharp(jpeg).stats()
      expect(Math.abs(dominant.r - (40 + 10 * i))).toBeLessThan(12)
    }
  })

  it('leaves out a portrait whose picture is missing or damaged, and says which and why', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 4)
    const file = (i: number) => paths.media(portraits[i]?.portrait.crop.digest as string)
    await rm(file(0))
    await writeFile(file(2), 'no picture at all')
    const { posePack, leftOut } = await makePosePack(paths, portraits, placed(portraits), {
      signal,
      watch: watched().watch,
    })
    expect(read(posePack?.bytes).portraits.map(({ portraitId }) => portraitId)).toEqual([
      'work-1~1',
      'work-3~1',
    ])
    expect(leftOut).toEqual([
      { portraitId: 'work-0~1', reason: 'the file is missing' },
      { portraitId: 'work-2~1', reason: expect.stringMatching(/not a picture/) },
    ])
  })

  it('leaves out a face whose eyes are nowhere', async () => {
    const paths = dataPaths(await scratchFolder())
    const [first, ...others] = (await hungPortraits(paths, 2)) as [
      DescribedPortrait,
      DescribedPortrait,
    ]
    const collapsed = { ...first, landmarks: first.landmarks.map(() => ({ x: 100, y: 100 })) }
    const portraits = [collapsed, ...others]
    const { posePack, leftOut } = await makePosePack(paths, portraits, placed(portraits), {
      signal,
      watch: watched().watch,
    })
    expect(posePack?.portraits).toBe(1)
    expect(leftOut).toEqual([{ portraitId: 'work-0~1', reason: 'its eyes cannot be told apart' }])
  })

  it('stops between two pictures when it is told to', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 3)
    const stop = new AbortController()
    const { told, watch } = watched()
    const making = makePosePack(paths, portraits, placed(portraits), {
      signal: stop.signal,
      watch(total) {
        const progress = watch(total)
        return {
          ...progress,
          advance() {
            progress.advance()
            stop.abort()
          },
        }
      },
    })
    await expect(making).rejects.toThrow(Interrupted)
    expect(told).toEqual({ total: 3, done: 1, finished: true })
  })
})

describe('the pose pack of a gallery that is built', () => {
  it('lies in it, and who is not in it is told', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 6)
    await rm(paths.media(portraits[1]?.portrait.crop.digest as string))
    const said: string[] = []
    const { manifest } = await buildGallery(paths, portraits, MODELS, new Date(), {
      signal,
      atlas: 'none',
      watch: (_what, total) => watched().watch(total),
      say: (line) => said.push(line),
    })
    expect(manifest.reel?.portraits).toBe(5)
    expect(said).toEqual([expect.stringMatching(/work-1~1 \(the file is missing\)/)])
    const gallery = await openGallery(paths, manifest.id)
    gallery.close()
    expect(gallery.reel?.sha256).toBe(manifest.reel?.sha256)
  })

  it('is none where no picture is left, and the gallery is there all the same', async () => {
    const paths = dataPaths(await scratchFolder())
    const portraits = await hungPortraits(paths, 6)
    await rm(`${paths.data}/media`, { recursive: true })
    const said: string[] = []
    const { manifest } = await buildGallery(paths, portraits, MODELS, new Date(), {
      signal,
      atlas: 'none',
      watch: (_what, total) => watched().watch(total),
      say: (line) => said.push(line),
    })
    expect(manifest.reel).toBeUndefined()
    expect(said).toEqual([expect.stringMatching(/and 3 more/)])
  })
})
