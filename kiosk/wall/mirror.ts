import type { FaceReading } from '../../embeddings/follow/face-reading.ts'
import { type Colour, mixed } from '../../server/contract/colour.ts'
import type { FacePlace } from './layout.ts'
import { approach, laidOnto, type MirrorView, mirrorView } from './mirror-view.ts'
import { extremesOf } from './plaster.ts'
import { createFeather, lightPool, penFor, resizeCanvas } from './pool-of-light.ts'
import { rgbParts } from './room-light.ts'

/** How finely the visitor is drawn: coarsely where frames a second count for more. */
export type Fineness = 'fine' | 'coarse'

/** The visitor's own picture on the wall. */
export interface Mirror {
  /**
   * Draws on this canvas, which covers `place`, from now on. Null lets go of it and wipes it,
   * unless another is hung in its stead in the same rendering: that takes the picture over.
   */
  attach(canvas: HTMLCanvasElement | null, place: FacePlace, fineness?: Fineness): void
  /** Draws one camera frame by what was read off it. `atMs` is the frame's time. */
  show(frame: CanvasImageSource, reading: FaceReading, atMs: number): void
  /** How the last frame was laid; null while there is none. What is drawn over it follows this. */
  laid(): LaidMirror | null
  /** Wipes every canvas that held a pixel of the visitor. */
  wipe(): void
}

export type LaidMirror = {
  readonly view: MirrorView
  readonly mirrored: boolean
  /** How far the face has come up in its light, 0 to 1. */
  readonly presence: number
}

/** Width of the whole frame after blurring: a face across a quarter of it is six pixels wide. */
const BLURRED_WIDTH = 24
/** Time in which the picture follows two thirds of a movement: steady, yet still a mirror. */
const FOLLOW_MS = 140
const APPEAR_MS = 260
/** A camera's face is no wider than this; a canvas that is costs the page's thread for nothing. */
const WIDEST_CANVAS_PX: Readonly<Record<Fineness, number>> = { fine: 420, coarse: 270 }
/** What is blurred beyond recognition need not be blurred anew for every frame. */
const BLUR_EVERY_MS = 110

export type MirrorOptions = {
  /** Whether visitors see themselves as in a mirror, or as others see them. */
  readonly mirrored: boolean
  /** The wall it hangs on, whose shade the picture falls off into. */
  readonly wall: Colour
}

/**
 * A mirror: the followed face stands sharp in a soft pool of light, its eyes exactly at the
 * place's. The rest of the frame, people included, is dimmed and blurred beyond recognition, as is
 * all of it while no face is followed.
 */
export function createMirror({ mirrored, wall }: MirrorOptions): Mirror {
  const shade = extremesOf(wall).darkest
  const dimming = rgbParts(mixed(shade, wall, 0.67))
  const blurred = document.createElement('canvas')
  const soft = document.createElement('canvas')
  const feather = createFeather()
  const sharp = document.createElement('canvas')
  let canvas: HTMLCanvasElement | null = null
  /** The canvas let go of, until the rendering is over. */
  let leaving: HTMLCanvasElement | null = null
  let place: FacePlace | null = null
  let view: MirrorView | null = null
  let presence = 0
  let lastMs = 0
  let blurredMs = Number.NEGATIVE_INFINITY
  let widestPx = WIDEST_CANVAS_PX.fine

  const wipe = () => {
    for (const surface of [blurred, soft, sharp, canvas, leaving]) {
      // Setting a canvas's size gives it new, transparent pixels.
      if (surface !== null) surface.width = surface.height = 1
    }
    leaving = null
    view = null
    presence = 0
    blurredMs = Number.NEGATIVE_INFINITY
  }

  const handOver = (from: HTMLCanvasElement, to: HTMLCanvasElement) => {
    resizeCanvas(to, from.width, from.height)
    penFor(to).drawImage(from, 0, 0)
    from.width = from.height = 1
    leaving = null
  }

  return {
    wipe,
    laid: () => (view === null ? null : { view, mirrored, presence }),

    attach(next, nextPlace, fineness = 'fine') {
      widestPx = WIDEST_CANVAS_PX[fineness]
      if (next === null) {
        leaving ??= canvas
        queueMicrotask(() => {
          if (leaving !== null) wipe()
        })
      } else if (leaving !== null) handOver(leaving, next)
      else if (next !== canvas) wipe()
      canvas = next
      place = nextPlace
    },

    show(frame, reading, atMs) {
      if (canvas === null || place === null) return
      const elapsedMs = Math.min(200, Math.max(0, atMs - lastMs))
      lastMs = atMs
      const aim = mirrorView(reading, place)
      view = view === null ? aim : approach(view, aim, 1 - Math.exp(-elapsedMs / FOLLOW_MS))
      const wanted = reading.face === null ? 0 : 1
      presence += (wanted - presence) * (1 - Math.exp(-elapsedMs / APPEAR_MS))

      const density = Math.min(devicePixelRatio, widestPx / place.width)
      const width = Math.round(place.width * density)
      const height = Math.round(place.height * density)
      for (const surface of [canvas, sharp]) resizeCanvas(surface, width, height)
      const blurredHeight = Math.max(
        1,
        Math.round((BLURRED_WIDTH * reading.frameHeight) / reading.frameWidth),
      )
      if (atMs - blurredMs >= BLUR_EVERY_MS) {
        blurredMs = atMs
        resizeCanvas(blurred, BLURRED_WIDTH, blurredHeight)
        resizeCanvas(soft, BLURRED_WIDTH * 6, blurredHeight * 6)
        blur({ blurred, soft, feather, frame })
      }
      draw({
        canvas,
        soft,
        feather,
        sharp,
        frame,
        reading,
        place,
        view,
        presence,
        density,
        mirrored,
        dimming,
        shade: rgbParts(shade),
      })
    },
  }
}

/** Makes of the frame a picture in which nobody is to be recognised. */
function blur(of: {
  readonly blurred: HTMLCanvasElement
  readonly soft: HTMLCanvasElement
  readonly feather: HTMLCanvasElement
  readonly frame: CanvasImageSource
}): void {
  const { blurred, soft, feather, frame } = of
  const small = penFor(blurred)
  small.imageSmoothingQuality = 'high'
  small.globalCompositeOperation = 'source-over'
  small.clearRect(0, 0, blurred.width, blurred.height)
  small.drawImage(frame, 0, 0, blurred.width, blurred.height)
  small.globalCompositeOperation = 'destination-in'
  small.drawImage(feather, 0, 0, blurred.width, blurred.height)
  // Enlarged in two steps: the first smooth while it is still cheap, the second merely wide.
  const wide = penFor(soft)
  wide.imageSmoothingQuality = 'high'
  wide.clearRect(0, 0, soft.width, soft.height)
  wide.drawImage(blurred, 0, 0, soft.width, soft.height)
}

function draw(of: {
  readonly canvas: HTMLCanvasElement
  readonly soft: HTMLCanvasElement
  readonly feather: HTMLCanvasElement
  readonly sharp: HTMLCanvasElement
  readonly frame: CanvasImageSource
  readonly reading: FaceReading
  readonly place: FacePlace
  readonly view: MirrorView
  readonly presence: number
  readonly density: number
  readonly mirrored: boolean
  /** Parts of colours, as `rgb()` takes them: over the blurred frame, and about the face. */
  readonly dimming: string
  readonly shade: string
}): void {
  const { canvas, soft, feather, sharp, frame, reading, place, view, presence } = of
  const { density, mirrored, dimming, shade } = of
  const { frameWidth, frameHeight } = reading
  const eyes = { x: (place.eyeX - place.x) * density, y: (place.eyeY - place.y) * density }
  const lay = (context: CanvasRenderingContext2D, source: CanvasImageSource) => {
    context.setTransform(...laidOnto(view, place, { density, mirrored }))
    context.drawImage(source, 0, 0, frameWidth, frameHeight)
    context.setTransform(1, 0, 0, 1, 0, 0)
  }

  const context = penFor(canvas)
  context.clearRect(0, 0, canvas.width, canvas.height)
  lay(context, soft)
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = `rgb(${dimming} / 0.68)`
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'source-over'
  if (presence < 0.01) return

  const light = penFor(sharp)
  light.clearRect(0, 0, sharp.width, sharp.height)
  lay(light, frame)
  light.globalCompositeOperation = 'destination-in'
  lay(light, feather)
  light.globalCompositeOperation = 'source-over'
  lightPool(light, eyes, place.eyeDistance * density, shade)
  context.globalAlpha = presence
  context.drawImage(sharp, 0, 0)
  context.globalAlpha = 1
}
