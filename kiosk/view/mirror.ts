import type { FaceReading } from '../face/face-reader.ts'
import type { FacePlace } from './hang.ts'
import { approach, type MirrorView, mirroredOnto, mirrorView } from './mirror-view.ts'

/** The visitor's own picture on the wall. */
export interface Mirror {
  /** Draws on this canvas, which covers `place`, from now on; null lets go of it and wipes it. */
  hang(canvas: HTMLCanvasElement | null, place: FacePlace): void
  /** Draws one camera frame by what was read off it. `atMs` is the frame's time. */
  show(frame: CanvasImageSource, reading: FaceReading, atMs: number): void
  /** Wipes every canvas that held a pixel of the visitor. */
  wipe(): void
}

/** Width of the whole frame after blurring: a face across a quarter of it is six pixels wide. */
const BLURRED_WIDTH = 24
/** Time in which the picture follows two thirds of a movement: steady, yet still a mirror. */
const FOLLOW_MS = 140
const APPEAR_MS = 260
/**
 * The pool of light about the face, in eye distances; its middle is below the eyes. It falls off
 * from `core` of its radius, first into shade and then into nothing, so that a bright room behind
 * the visitor makes no halo.
 */
const POOL = { radiusX: 2.02, radiusY: 2.8, below: 0.4, core: 0.46 }
/** A camera's face is no wider than this; a canvas that is costs the page's thread for nothing. */
const WIDEST_CANVAS_PX = 420

/**
 * A mirror: the followed face stands sharp in a soft pool of light, mirrored, its eyes exactly at
 * the place's. The rest of the frame, people included, is dimmed and blurred beyond recognition,
 * as is all of it while no face is followed.
 */
export function createMirror(): Mirror {
  const blurred = document.createElement('canvas')
  const soft = document.createElement('canvas')
  const feather = createFeather()
  const sharp = document.createElement('canvas')
  let canvas: HTMLCanvasElement | null = null
  let place: FacePlace | null = null
  let view: MirrorView | null = null
  let presence = 0
  let lastMs = 0

  const wipe = () => {
    for (const surface of [blurred, soft, sharp, canvas]) {
      // Setting a canvas's size gives it new, transparent pixels.
      if (surface !== null) surface.width = surface.height = 1
    }
    view = null
    presence = 0
  }

  return {
    wipe,

    hang(next, nextPlace) {
      if (next !== canvas) wipe()
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

      const density = Math.min(devicePixelRatio, WIDEST_CANVAS_PX / place.width)
      const width = Math.round(place.width * density)
      const height = Math.round(place.height * density)
      for (const surface of [canvas, sharp]) resize(surface, width, height)
      const blurredHeight = Math.max(
        1,
        Math.round((BLURRED_WIDTH * reading.frameHeight) / reading.frameWidth),
      )
      resize(blurred, BLURRED_WIDTH, blurredHeight)
      resize(soft, BLURRED_WIDTH * 6, blurredHeight * 6)
      draw({
        canvas,
        blurred,
        soft,
        feather,
        sharp,
        frame,
        reading,
        place,
        view,
        presence,
        density,
      })
    },
  }
}

function draw(of: {
  readonly canvas: HTMLCanvasElement
  readonly blurred: HTMLCanvasElement
  readonly soft: HTMLCanvasElement
  readonly feather: HTMLCanvasElement
  readonly sharp: HTMLCanvasElement
  readonly frame: CanvasImageSource
  readonly reading: FaceReading
  readonly place: FacePlace
  readonly view: MirrorView
  readonly presence: number
  readonly density: number
}): void {
  const { canvas, blurred, soft, feather, sharp, frame, reading, place, view, presence, density } =
    of
  const { frameWidth, frameHeight } = reading
  const eyes = { x: (place.eyeX - place.x) * density, y: (place.eyeY - place.y) * density }
  const small = pen(blurred)
  small.imageSmoothingQuality = 'high'
  small.globalCompositeOperation = 'source-over'
  small.clearRect(0, 0, blurred.width, blurred.height)
  small.drawImage(frame, 0, 0, blurred.width, blurred.height)
  small.globalCompositeOperation = 'destination-in'
  small.drawImage(feather, 0, 0, blurred.width, blurred.height)
  // Enlarged in two steps: the first smooth while it is still cheap, the second merely wide.
  const wide = pen(soft)
  wide.imageSmoothingQuality = 'high'
  wide.clearRect(0, 0, soft.width, soft.height)
  wide.drawImage(blurred, 0, 0, soft.width, soft.height)

  const lay = (context: CanvasRenderingContext2D, source: CanvasImageSource) => {
    context.setTransform(...mirroredOnto(view, place, density))
    context.drawImage(source, 0, 0, frameWidth, frameHeight)
    context.setTransform(1, 0, 0, 1, 0, 0)
  }

  const context = pen(canvas)
  context.clearRect(0, 0, canvas.width, canvas.height)
  lay(context, soft)
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = 'rgb(24 24 21 / 0.68)'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'source-over'
  if (presence < 0.01) return

  const light = pen(sharp)
  light.clearRect(0, 0, sharp.width, sharp.height)
  lay(light, frame)
  light.globalCompositeOperation = 'destination-in'
  lay(light, feather)
  const unit = place.eyeDistance * density
  light.setTransform(
    POOL.radiusX * unit,
    0,
    0,
    POOL.radiusY * unit,
    eyes.x,
    eyes.y + POOL.below * unit,
  )
  light.globalCompositeOperation = 'source-atop'
  light.fillStyle = fallOff(
    light,
    POOL.core,
    0.82,
    (share) => `rgb(19 19 17 / ${0.08 + 0.88 * share})`,
  )
  light.fillRect(-20, -20, 40, 40)
  light.globalCompositeOperation = 'destination-in'
  light.fillStyle = fallOff(light, 0.6, 1, (share) => `rgb(0 0 0 / ${1 - share})`)
  light.fillRect(-20, -20, 40, 40)
  light.setTransform(1, 0, 0, 1, 0, 0)
  light.globalCompositeOperation = 'source-over'
  context.globalAlpha = presence
  context.drawImage(sharp, 0, 0)
  context.globalAlpha = 1
}

/** A gradient about the unit circle that eases from share 0 at radius `from` to share 1 at `to`. */
function fallOff(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  colour: (share: number) => string,
): CanvasGradient {
  const gradient = context.createRadialGradient(0, 0, from, 0, 0, to)
  for (let step = 0; step <= 8; step++) {
    gradient.addColorStop(step / 8, colour(0.5 - 0.5 * Math.cos((Math.PI * step) / 8)))
  }
  return gradient
}

/** A camera frame's outline, opaque inside and clear at the rim, so that no frame ends in an edge. */
function createFeather(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 48
  const context = pen(canvas)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'destination-in'
  for (const [x, y] of [
    [canvas.width, 0],
    [0, canvas.height],
  ] as const) {
    const rim = context.createLinearGradient(0, 0, x, y)
    for (const [share, opacity] of [
      [0, 0],
      [0.06, 0.3],
      [0.15, 1],
      [0.85, 1],
      [0.94, 0.3],
      [1, 0],
    ] as const) {
      rim.addColorStop(share, `rgb(0 0 0 / ${opacity})`)
    }
    context.fillStyle = rim
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  return canvas
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no canvas to draw the mirror on.')
  return context
}
