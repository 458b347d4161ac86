import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import {
  type ProjectedEmbedding,
  projectPortrait,
  unfittedSpace,
} from '../../embeddings/likeness/likeness-space.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { publishGallery } from '../../embeddings/store/galleries.ts'
import { openGallery } from '../../embeddings/store/gallery-reader.ts'
import { buildHnswIndex } from '../../embeddings/store/hnsw-index.ts'
import { layOutNeighbours, principalPoints } from '../../indexer/atlas/lay-out-neighbours.ts'
import { layoutQuality } from '../../indexer/atlas/layout-quality.ts'
import { neighboursOf } from '../../indexer/atlas/neighbours.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { startServerProgram } from '../server/server-program.ts'
import { syntheticFaces } from '../server/synthetic-faces.ts'
import { writeSyntheticGallery } from '../server/synthetic-gallery.ts'
import type { Figures } from './figures.ts'

const PORTRAITS = 40_000
const NEIGHBOURS = 15
const EF = 64
const OLD = 3_000
const NEW = 500
const PANNING_MS = 8_000
/** Enlarges a map of 40,000 until about 5,000 are in view. */
const NEARER_FOR_5000 = 2.8
const SEED = 2026
/** A flight over the whole map; its memory is looked at in either half. */
const FLIGHT_MS = 120_000

/**
 * The atlas of synthetic portraits: what the map takes, how far its neighbours are true ones,
 * whether portraits stay, and how many frames a second a browser draws in software.
 */
export async function atlasBench({
  portraits = PORTRAITS,
}: {
  portraits?: number | undefined
}): Promise<Figures> {
  const { places, faces, space } = someoneElses(portraits)
  const index = buildHnswIndex(places)
  index.ef = EF
  const data = await mkdtemp(join(tmpdir(), 'pendant-atlas-bench-'))
  try {
    const paths = dataPaths(data)
    const seconds = new Map<string, number>()
    let peakMb = 0
    const startMs = performance.now()
    await writeSyntheticGallery(paths, 'bench', faces, {
      enrolled: { space, index },
      atlas(what) {
        const sinceMs = performance.now()
        return {
          advance() {
            peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6)
          },
          finish: () => seconds.set(what, (performance.now() - sinceMs) / 1000),
        }
      },
    })
    const wholeSeconds = (performance.now() - startMs) / 1000
    await publishGallery(paths, 'bench')
    const gallery = await openGallery(paths, 'bench')
    gallery.close()
    const { quality, bytes = 0 } = gallery.atlas ?? {}
    return {
      portraits,
      ...Object.fromEntries([...seconds].map(([what, took]) => [`${what}, s`, took])),
      'gallery with its atlas, s': wholeSeconds,
      'peak of memory, MB': peakMb,
      'atlas, bytes a portrait': bytes / portraits,
      'trustworthiness, k 15': quality?.trustworthiness ?? 0,
      'continuity, k 15': quality?.continuity ?? 0,
      'trustworthiness of the principal axes':
        layoutQuality(places, principalPoints(places))?.trustworthiness ?? 0,
      ...(await newcomers()),
      ...(await flown(data)),
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

function someoneElses(count: number) {
  const people = syntheticFaces(SEED)
  const faces = Array.from({ length: count }, () => people.stranger())
  const unfitted = unfittedSpace()
  const centre = unfitted.portraitCentre.map(
    (_, i) => faces.reduce((sum, face) => sum + (face[i] as number), 0) / count,
  )
  const space = { ...unfitted, portraitCentre: centre, visitorCentre: centre }
  return { faces, space, places: faces.map((face) => projectPortrait(space, face, 0)) }
}

/** NEW portraits among OLD ones: how far the old ones move, and how well the new ones lie. */
async function newcomers(): Promise<Figures> {
  const { places } = someoneElses(OLD + NEW)
  const old: ProjectedEmbedding[] = places.slice(0, OLD)
  const indexOf = (those: readonly ProjectedEmbedding[]) => {
    const index = buildHnswIndex(those)
    index.ef = EF
    return index
  }
  const map = await layOutNeighbours(
    await neighboursOf(indexOf(old), old, NEIGHBOURS),
    principalPoints(old),
  )
  const start = new Float32Array(2 * places.length)
  start.set(map)
  const held = Uint8Array.from(places, (_, at) => (at < OLD ? 1 : 0))
  const neighbours = await neighboursOf(indexOf(places), places, NEIGHBOURS)
  const more = await layOutNeighbours(neighbours, start, { held })
  const moved = map.reduce((sum, value, i) => sum + Math.abs(value - (more[i] as number)), 0)
  return {
    [`${NEW} among ${OLD}: mean shift of the old`]: moved / map.length,
    'trustworthiness with the new': layoutQuality(places, more)?.trustworthiness ?? 0,
  }
}

/** Frames a second while the map is dragged, and memory at the end, in software rendering. */
async function flown(data: string): Promise<Figures> {
  const server = startServerProgram({
    PORT: '0',
    PENDANT_DATA: data,
    PENDANT_KIOSK: await builtKiosk(),
  })
  const browser = await openChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const openedMs = performance.now()
    await page.goto(`${await server.address}/atlas`)
    await page.locator('.atlas-map[data-frames]').waitFor({ timeout: 120_000 })
    const firstMs = performance.now() - openedMs
    await page.waitForTimeout(4_000)
    const all = await framesWhileDragged(page)
    await page.mouse.move(900, 400)
    for (let nearer = 1; nearer < NEARER_FOR_5000; nearer *= Math.exp(0.16)) {
      await page.mouse.wheel(0, -100)
      await page.waitForTimeout(40)
    }
    await page.waitForTimeout(4_000)
    const some = await framesWhileDragged(page)
    const flight = (await page.evaluate(FLIGHT)) as readonly MemoryMb[]
    const most = (of: readonly MemoryMb[], what: keyof MemoryMb) =>
      Math.max(...of.map((each) => each[what]))
    const half = flight.length >> 1
    const [earlier, later] = [flight.slice(0, half), flight.slice(half)]
    return {
      'first picture of the map, ms': firstMs,
      'frames/s, dragging the whole map': all,
      'frames/s, dragging with about 5,000 in view': some,
      'flight, first half: textures at most, MB': most(earlier, 'textures'),
      'flight, second half: textures at most, MB': most(later, 'textures'),
      'flight, first half: heap at most, MB': most(earlier, 'heap'),
      'flight, second half: heap at most, MB': most(later, 'heap'),
    }
  } finally {
    await browser.close()
    server.child.kill('SIGTERM')
    await server.exit
  }
}

/** As text: what compiles benchmarks would name the functions within by one the page lacks. */
const DRAG = `(async () => {
  const map = document.querySelector('.atlas-map')
  const tell = (type, clientX) =>
    map.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, clientX, clientY: 400, bubbles: true }),
    )
  map.setPointerCapture = () => undefined
  tell('pointerdown', 900)
  const [before, since] = [Number(map.dataset.frames), performance.now()]
  for (let turn = 0; performance.now() - since < ${PANNING_MS}; turn++) {
    tell('pointermove', 900 + 60 * Math.sin(turn / 20))
    await new Promise(requestAnimationFrame)
  }
  const seconds = (performance.now() - since) / 1000
  tell('pointerup', 900)
  return (Number(map.dataset.frames) - before) / seconds
})()`

type MemoryMb = { readonly textures: number; readonly heap: number }

/** Nearer, aside, and farther again, over all of the map, in a circle. */
const FLIGHT = `(async () => {
  const map = document.querySelector('.atlas-map')
  const press = (key) => map.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  const pause = () => new Promise((resolve) => setTimeout(resolve, 100))
  const told = []
  const since = performance.now()
  for (let turn = 0; performance.now() - since < ${FLIGHT_MS}; turn++) {
    press('Home')
    for (let nearer = 0; nearer < 8; nearer++) {
      press('+')
      press(['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][(turn + (nearer >> 1)) % 4])
      await pause()
    }
    for (let step = 0; step < 12; step++) {
      press(['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][turn % 4])
      await pause()
    }
    told.push({
      textures: Number(map.dataset.textureBytes) / 1e6,
      heap: performance.memory.usedJSHeapSize / 1e6,
    })
  }
  return told
})()`

async function framesWhileDragged(page: Page): Promise<number> {
  return (await page.evaluate(DRAG)) as number
}
