import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { euclideanDistance } from '../../../embeddings/face/distance.ts'
import type { FaceModels } from '../../../embeddings/face/face-models.ts'
import { type Face, findFaces } from '../../../embeddings/face/face-pipeline.ts'
import { eyeDistancePx } from '../../../embeddings/face/landmarks.ts'
import { INDEXING_MODELS } from '../../../embeddings/node/load-node-models.ts'
import { decideEngine } from '../../../embeddings/node/native-engine.ts'
import { loadNativeModels } from '../../../embeddings/node/native-models.ts'
import { loadTfjsModels } from '../../../embeddings/node/tfjs-models.ts'
import { blankPixels } from '../../../embeddings/pixels/pixels.ts'
import type { Point } from '../../../embeddings/pixels/point.ts'
import { decodePicture } from '../../decode-picture.ts'
import { paintedSitter, someSitters } from '../../painted-sitters.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pendant-engine-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const DYING = new URL('./dying-self-test.ts', import.meta.url)
const WRONG = new URL('./wrong-self-test.ts', import.meta.url)

describe('the engine that computes the nets in Node', { timeout: 300_000 }, () => {
  it('is onnxruntime where it gives the answers of tfjs, which a process of its own finds out', async () => {
    expect(await decideEngine({ folder })).toMatchObject({ name: 'onnxruntime' })
    const verdict = (await readdir(folder)).find((file) => file.startsWith('self-test-'))
    const differences = JSON.parse(await readFile(join(folder, verdict as string), 'utf8'))
    expect(differences.descriptorDistance).toBeLessThan(1e-4)
    expect(differences.landmarksPx).toBeLessThan(1e-2)
    expect(differences.boxesPx).toBeLessThan(5e-2)
  })

  it('is tested once on a machine', async () => {
    const again = await decideEngine({ folder, selfTest: DYING })
    expect(again).toMatchObject({ name: 'onnxruntime' })
  })

  it('is tfjs where native code dies of the self-test, or answers otherwise', async () => {
    const untested = join(folder, 'untested')
    const engines = [
      await decideEngine({ folder: untested, selfTest: DYING }),
      await decideEngine({ folder: untested, selfTest: WRONG }),
    ]
    expect(engines).toEqual([
      { name: 'tfjs', reason: 'its self-test ended with SIGILL' },
      { name: 'tfjs', reason: expect.stringContaining('gives other answers here') },
    ])
    expect((await readdir(untested)).filter((file) => file.endsWith('.json'))).toEqual([])
  })

  it('is tfjs where the package is missing, and says for which platform', async () => {
    const engine = await decideEngine({ folder, runtime: 'onnxruntime-node-for-no-platform' })
    expect(engine).toMatchObject({
      name: 'tfjs',
      reason: expect.stringContaining(`is not installed (${process.platform}, ${process.arch})`),
    })
  })

  it('is the one that PENDANT_ENGINE asks for, or none', async () => {
    expect(await decideEngine({ wanted: 'tfjs' })).toMatchObject({ name: 'tfjs' })
    const missing = { folder, wanted: 'onnxruntime', runtime: 'onnxruntime-node-for-no-platform' }
    await expect(decideEngine(missing)).rejects.toThrow('is not installed')
    await expect(decideEngine({ wanted: 'cuda' })).rejects.toThrow(
      'PENDANT_ENGINE is "cuda"; it may be "onnxruntime" or "tfjs".',
    )
  })

  it('refuses a graph that is damaged', async () => {
    const engine = await decideEngine({ folder })
    if (engine.name !== 'onnxruntime') throw new Error(engine.reason)
    const damaged = join(folder, 'damaged.onnx')
    const bytes = await readFile(engine.graphs.landmarks)
    await writeFile(damaged, bytes.subarray(0, bytes.length / 2))
    await expect(loadNativeModels({ ...engine.graphs, landmarks: damaged }, 0.4)).rejects.toThrow()
  })
})

describe('native models', () => {
  let native: FaceModels
  let tfjs: FaceModels
  beforeAll(async () => {
    const engine = await decideEngine({ folder })
    if (engine.name !== 'onnxruntime') throw new Error(engine.reason)
    native = await loadNativeModels(engine.graphs, INDEXING_MODELS.minDetectionScore)
    tfjs = await loadTfjsModels(INDEXING_MODELS)
  })
  afterAll(() => {
    native.close()
    tfjs.close()
  })

  it('find and describe the faces that tfjs finds and describes', async () => {
    for (const { number } of someSitters(3)) {
      const picture = await decodePicture(await paintedSitter(number))
      const [found, expected] = [await findFaces(native, picture), await findFaces(tfjs, picture)]
      expect(found.length).toBe(expected.length)
      expect(expected.length).toBeGreaterThan(0)
      expected.forEach((face, i) => {
        expectSameFace(found[i] as Face, face)
      })
    }
  })

  it('see the same in pictures that are far wider than high, or higher than wide, down to the least sure', async () => {
    const portrait = await decodePicture(await paintedSitter(14))
    for (const [across, down] of [
      [3, 1],
      [1, 2],
    ] as const) {
      const picture = blankPixels(portrait.width * across, portrait.height * down)
      for (let y = 0; y < portrait.height; y++) {
        const row = portrait.data.subarray(y * portrait.width * 4, (y + 1) * portrait.width * 4)
        picture.data.set(row, y * picture.width * 4)
      }
      const [seen, expected] = [
        await native.detect(picture, undefined, 0.05),
        await tfjs.detect(picture, undefined, 0.05),
      ]
      expect(expected.length).toBeGreaterThan(0)
      expect(seen.length).toBe(expected.length)
      expected.forEach(({ score, box }, i) => {
        expect(seen[i]?.score).toBeCloseTo(score, 4)
        for (const side of ['x', 'y', 'width', 'height'] as const) {
          expect(Math.abs((seen[i]?.box[side] ?? Number.NaN) - box[side])).toBeLessThan(0.05)
        }
      })
    }
  })

  it('take pictures of the size of their nets alone', async () => {
    await expect(native.findLandmarks(blankPixels(150, 150))).rejects.toThrow('112 × 112')
    await expect(native.describe([blankPixels(112, 112)])).rejects.toThrow('150 × 150')
    expect(await native.describe([])).toEqual([])
  })
})

function expectSameFace(found: Face, expected: Face): void {
  // Landmarks apart by 1e-5 pixels round a few pixels of the chip the other way.
  expect(euclideanDistance(found.descriptor, expected.descriptor)).toBeLessThan(5e-3)
  const apart = found.landmarks.map(({ x, y }, i) => {
    const other = expected.landmarks[i] as Point
    return Math.hypot(x - other.x, y - other.y)
  })
  // A pixel of the chip that is rounded the other way moves what is read from it: by 0.12 px on one
  // of these faces. The self-test holds the nets themselves, given the same pixels, to far less.
  expect(Math.max(...apart)).toBeLessThan(0.002 * eyeDistancePx(expected.landmarks))
  expect(Math.abs(found.box.x - expected.box.x)).toBeLessThan(0.5)
  expect(Math.abs(found.box.width - expected.box.width)).toBeLessThan(0.5)
  expect(found.score).toBeCloseTo(expected.score, 4)
}
