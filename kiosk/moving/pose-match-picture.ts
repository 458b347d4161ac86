import type { PosePackPortrait } from '../../embeddings/movement/pose-pack.ts'
import type { ThumbnailShape } from '../../embeddings/movement/pose-pack-header.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FacePlace } from '../wall/layout.ts'
import { penFor, resizeCanvas, wipeCanvas } from '../wall/pool-of-light.ts'
import { rgbParts } from '../wall/room-light.ts'
import { createFlashLimiter } from './flash-limiter.ts'

/** What is drawn: a decoded thumbnail, and what of its portrait matters for that. */
type Shown = Pick<PosePackPortrait, 'portraitId' | 'luminance' | 'label'> & {
  readonly thumbnail: ThumbnailShape
}

/** The picture that changes with a movement, on a canvas of its own: nothing is rendered for it. */
export interface PoseMatchPicture {
  /**
   * `owing` is where a statement is shown that has to stand by a work wherever that is, word for
   * word.
   */
  attach(canvas: HTMLCanvasElement | null, place: FacePlace, owing?: HTMLElement | null): void
  show(thumbnail: ImageBitmap, shown: Shown, atMs: number): void
  /** The next picture stands by itself; none stays on the canvas. */
  forget(): void
}

/** The share of light that black over a picture leaves, by the exponent of a screen's encoding. */
const SCREEN_GAMMA = 2.2

/**
 * Eyes are always where the place has them. Where the flash limiter asks for it (see
 * `createFlashLimiter`), the wall's shade dims the picture. The canvas has a thumbnail's own
 * pixels: the browser enlarges it, which costs the page's thread nothing.
 */
export function createPoseMatchPicture(shade: Colour): PoseMatchPicture {
  const limiter = createFlashLimiter()
  const dim = `rgb(${rgbParts(shade)}`
  let canvas: HTMLCanvasElement | null = null
  let place: FacePlace | null = null
  let statement: HTMLElement | null = null

  const wipe = (): void => {
    if (canvas === null) return
    wipeCanvas(canvas)
    delete canvas.dataset.portraitId
    if (statement !== null) statement.textContent = ''
  }

  return {
    attach(next, nextPlace, owing = null) {
      if (next !== canvas) wipe()
      canvas = next
      place = nextPlace
      statement = owing
      limiter.forget()
    },

    show(bitmap, { portraitId, luminance, label, thumbnail }, atMs) {
      if (canvas === null || place === null) return
      const [left, right] = thumbnail.eyes
      // Tile pixels a CSS pixel of the place.
      const density = (right.x - left.x) / place.eyeDistance
      const width = Math.round(place.width * density)
      const height = Math.round(place.height * density)
      resizeCanvas(canvas, width, height)
      const pen = penFor(canvas)
      const x = Math.round((place.eyeX - place.x) * density - (left.x + right.x) / 2)
      const y = Math.round((place.eyeY - place.y) * density - left.y)
      pen.clearRect(0, 0, width, height)
      pen.drawImage(bitmap, x, y)
      const light = limiter.light(luminance, atMs)
      if (light < 0.995) {
        pen.fillStyle = `${dim} / ${1 - light ** (1 / SCREEN_GAMMA)})`
        pen.fillRect(x, y, thumbnail.width, thumbnail.height)
      }
      const owed = label.requiredStatement
      if (statement !== null && statement.textContent !== owed) statement.textContent = owed
      canvas.dataset.portraitId = portraitId
    },

    forget() {
      limiter.forget()
      wipe()
    },
  }
}
