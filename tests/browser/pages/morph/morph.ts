import '../../../../kiosk/page/own-scripts-alone.ts'
import { h, render } from 'preact'
import { eyeCentres, type Landmarks } from '../../../../embeddings/face/landmarks.ts'
import { openCanvasMorph } from '../../../../kiosk/morph/canvas-morph.ts'
import { composePoster } from '../../../../kiosk/morph/compose-poster.ts'
import { openCrossFade } from '../../../../kiosk/morph/cross-fade.ts'
import type { MorphRenderer, MorphScene } from '../../../../kiosk/morph/draw-layers.ts'
import { Morph } from '../../../../kiosk/morph/morph-view.tsx'
import { playMorph } from '../../../../kiosk/morph/play-morph.ts'
import { PlacedFace } from '../../../../kiosk/parts/placed-face.tsx'
import type { FrozenPair, Still } from '../../../../kiosk/state/frozen-pair.ts'
import { layoutFor } from '../../../../kiosk/wall/layout.ts'
import { createMirror } from '../../../../kiosk/wall/mirror.ts'

/** A picture's address, and the landmarks of its face. */
export type OfferedSitter = { readonly address: string; readonly landmarks: Landmarks }

/** How a morph ran over the browser's own frames. */
export type MorphRun = {
  readonly kind: MorphRenderer['kind']
  readonly openMs: number
  /** Milliseconds of the page's thread, drawing by drawing, and from frame to frame. */
  readonly drawMs: readonly number[]
  readonly frameMs: readonly number[]
}

export type MorphPage = typeof morphPage
type Kind = MorphRenderer['kind']

const WALL = { red: 27, green: 27, blue: 24 }

const wall = document.getElementById('wall') as HTMLElement
const place = layoutFor(1080, 1920).portraitSlot
let pair: FrozenPair

/** Every canvas the page has had, to see what is left on them. */
const canvases: HTMLCanvasElement[] = []
const createElement = document.createElement.bind(document)
document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options)
  if (element instanceof HTMLCanvasElement) canvases.push(element)
  return element
}) as typeof document.createElement

const morphPage = {
  async seat(visitor: OfferedSitter, portrait: OfferedSitter): Promise<void> {
    pair = {
      portraitId: 'portrait',
      visitor: await stillOf(visitor),
      portrait: await stillOf(portrait),
    }
  },

  /** How far two renderers' pictures are apart at each of these instants: see `difference`. */
  compare(one: Kind, other: Kind, instants: readonly number[]) {
    const [ours, theirs] = [drawn(one, instants), drawn(other, instants)]
    return ours.map((picture, index) => difference(picture, theirs[index] as ImageData))
  },

  /** How far the morph's beginning and the live mirror are apart about the face. */
  compareToMirror() {
    const canvas = document.createElement('canvas')
    const mirror = createMirror({ mirrored: true, wall: WALL })
    mirror.attach(canvas, place)
    const { picture, landmarks } = pair.visitor
    const face = { landmarks } as Parameters<typeof mirror.show>[1]['face']
    const reading = { frameWidth: picture.width, frameHeight: picture.height, facesInView: 1, face }
    // Until the face has come up out of the blurred frame.
    for (let frame = 1; frame <= 60; frame++) mirror.show(picture, reading, frame * 200)
    const [morph] = drawn('morph', [0])
    const reach = place.eyeDistance
    const [x, y] = [place.eyeX - place.x - reach, place.eyeY - place.y - 0.6 * reach]
    const area = { x, y, width: 2 * reach, height: 2 * reach }
    const result = difference(cut(pixelsOf(canvas), area), cut(morph as ImageData, area))
    mirror.wipe()
    return result
  },

  /** Hangs the morph as an exhibit does, until it is done; how often it said so. */
  play(): Promise<number> {
    let done = 0
    return new Promise((resolve) => {
      attach(() => {
        done += 1
        // Whatever it says after that is heard as well.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(done)))
      })
    })
  },

  /** Hangs it still, some of the way. */
  stand: (posterAt: number): void => attach(() => {}, posterAt),

  shownPortrait(): Promise<void> {
    const { width, height } = pair.portrait.picture
    const crop = { digest: '0'.repeat(64), width, height }
    const eyes = eyeCentres(pair.portrait.landmarks)
    const portrait = { crop, eyes } as unknown as Parameters<typeof PlacedFace>[0]['portrait']
    return new Promise((resolve) => {
      render(h(PlacedFace, { portrait, place, description: '', onReady: resolve }), wall)
    })
  },

  clear: (): void => render(null, wall),

  /** Canvases with more on them than a picture's feather. */
  canvasesLeft: (): number => canvases.filter(({ width }) => width > 64).length,

  /** A poster, and what of it is painted. */
  poster(width: number, height: number) {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const frame = composePoster(canvas, pair, { mirrored: true, wall: WALL })
    const painted = pixelsOf(canvas, null)
    const opacityAt = (x: number, y: number) => painted.data[(y * width + x) * 4 + 3]
    const picture = canvas.toDataURL()
    canvas.width = canvas.height = 1
    const corners = [opacityAt(0, 0), opacityAt(width - 1, height - 1)]
    return { frame, corners, middle: opacityAt(width >> 1, height >> 1), picture }
  },

  /** These instants of a morph side by side, as a PNG's data URL. */
  strip(kind: Kind, instants: readonly number[]): string {
    const pictures = drawn(kind, instants)
    const canvas = document.createElement('canvas')
    canvas.width = pictures.reduce((width, picture) => width + picture.width, 0)
    canvas.height = pictures[0]?.height ?? 1
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    pictures.forEach((picture, index) => {
      context.putImageData(picture, index * picture.width, 0)
    })
    return canvas.toDataURL()
  },

  /** A whole morph, played as an exhibit plays it. */
  async run(kind: Kind): Promise<MorphRun> {
    const portraitSlot = document.createElement('div')
    portraitSlot.className = 'morph'
    for (const side of ['width', 'height'] as const) portraitSlot.style[side] = `${place[side]}px`
    wall.replaceChildren(portraitSlot)
    let opened: MorphRenderer | null = null
    let openMs = 0
    const drawMs: number[] = []
    const times: number[] = []
    await new Promise<void>((resolve) => {
      const close = playMorph(
        portraitSlot,
        {
          scene: scene(),
          manner: 'morph',
          standsAt: undefined,
          onShown(t) {
            // Before it begins to change, the visitor is held still.
            if (t > 0) times.push(document.timeline.currentTime as number)
          },
          onDone() {
            close()
            resolve()
          },
        },
        () => {
          const startMs = performance.now()
          const renderer = open(kind)
          openMs = performance.now() - startMs
          opened = renderer
          const draw = (t: number) => {
            const drawStartMs = performance.now()
            renderer.draw(t)
            drawMs.push(performance.now() - drawStartMs)
          }
          return { ...renderer, draw }
        },
      )
    })
    portraitSlot.remove()
    const frameMs = times.slice(1).map((time, index) => time - (times[index] as number))
    return { kind: (opened as MorphRenderer | null)?.kind ?? 'morph', openMs, drawMs, frameMs }
  },
}

function scene(): MorphScene {
  return { pair, place, mirrored: true, wall: WALL, screenDensity: devicePixelRatio }
}

function open(kind: Kind): MorphRenderer {
  return kind === 'morph' ? openCanvasMorph(scene()) : openCrossFade(scene())
}

function drawn(kind: Kind, instants: readonly number[]): ImageData[] {
  const renderer = open(kind)
  const pictures = instants.map((t) => {
    renderer.draw(t)
    return pixelsOf(renderer.surface)
  })
  renderer.close()
  return pictures
}

function attach(onDone: () => void, posterAt?: number): void {
  render(null, wall)
  const stands = posterAt === undefined ? {} : { posterAt }
  render(h(Morph, { pair, place, mirrored: true, wall: WALL, onDone, ...stands }), wall)
}

async function stillOf({ address, landmarks }: OfferedSitter): Promise<Still> {
  const blob = await (await fetch(address)).blob()
  return { picture: await createImageBitmap(blob), landmarks }
}

/** What is on a canvas, as large as its place, on the wall or on nothing. */
function pixelsOf(surface: HTMLCanvasElement, ground: string | null = '#1b1b18'): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = ground === null ? surface.width : place.width
  canvas.height = ground === null ? surface.height : place.height
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  if (ground !== null) {
    context.fillStyle = ground
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  context.drawImage(surface, 0, 0, canvas.width, canvas.height)
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height)
  canvas.width = canvas.height = 1
  return pixels
}

type Area = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function cut(picture: ImageData, { x, y, width, height }: Area): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = picture.width
  canvas.height = picture.height
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.putImageData(picture, 0, 0)
  const part = context.getImageData(Math.round(x), Math.round(y), width, height)
  canvas.width = canvas.height = 1
  return part
}

/** By how many of 255 steps two pictures differ by the mean, and where the most. */
function difference(a: ImageData, b: ImageData): { mean: number; largest: number } {
  let sum = 0
  let largest = 0
  a.data.forEach((value, at) => {
    const by = Math.abs(value - (b.data[at] as number))
    sum += by
    if (by > largest) largest = by
  })
  return { mean: sum / a.data.length, largest }
}

Object.assign(globalThis, { morph: morphPage })
