import type { ReelPortrait } from '../../embeddings/movement/reel.ts'
import type { TileShape } from '../../embeddings/movement/reel-header.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FacePlace } from '../wall/layout.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { createLamp } from './lamp.ts'

/** What is drawn: a decoded tile, and what of its portrait matters for that. */
type Shown = Pick<ReelPortrait, 'portraitId' | 'luminance' | 'label'> & {
  readonly tile: TileShape
}

/** The picture that changes with a movement, on a canvas of its own: nothing is rendered for it. */
export interface MoverPicture {
  /**
   * `owing` is where a statement is shown that has to stand by a work wherever that is, word for
   * word.
   */
  hang(canvas: HTMLCanvasElement | null, place: FacePlace, owing?: HTMLElement | null): void
  show(tile: ImageBitmap, shown: Shown, atMs: number): void
  /** The next picture stands by itself; none stays on the canvas. */
  forget(): void
}

/** The share of light that black over a picture leaves, by the exponent of a screen's encoding. */
const SCREEN_GAMMA = 2.2

/**
 * Eyes are always where the place has them. Between pictures of different brightness the lamp is
 * turned (see `createLamp`), by laying the wall's shade over the picture. The canvas has a tile's
 * own pixels: the browser enlarges it, which costs the page's thread nothing.
 */
export function createMoverPicture(shade: Colour): MoverPicture {
  const lamp = createLamp()
  const dim = `rgb(${[shade.red, shade.green, shade.blue].map(Math.round).join(' ')}`
  let canvas: HTMLCanvasElement | null = null
  let place: FacePlace | null = null
  let statement: HTMLElement | null = null

  const wipe = (): void => {
    if (canvas === null) return
    // Setting a canvas's size gives it new, transparent pixels.
    canvas.width = canvas.height = 1
    delete canvas.dataset.portraitId
    if (statement !== null) statement.textContent = ''
  }

  return {
    hang(next, nextPlace, owing = null) {
      if (next !== canvas) wipe()
      canvas = next
      place = nextPlace
      statement = owing
      lamp.forget()
    },

    show(bitmap, { portraitId, luminance, label, tile }, atMs) {
      if (canvas === null || place === null) return
      const [left, right] = tile.eyes
      // Tile pixels a CSS pixel of the place.
      const density = (right.x - left.x) / place.eyeDistance
      const width = Math.round(place.width * density)
      const height = Math.round(place.height * density)
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      const pen = penFor(canvas)
      const x = Math.round((place.eyeX - place.x) * density - (left.x + right.x) / 2)
      const y = Math.round((place.eyeY - place.y) * density - left.y)
      pen.clearRect(0, 0, width, height)
      pen.drawImage(bitmap, x, y)
      const light = lamp.light(luminance, atMs)
      if (light < 0.995) {
        pen.fillStyle = `${dim} / ${1 - light ** (1 / SCREEN_GAMMA)})`
        pen.fillRect(x, y, tile.width, tile.height)
      }
      const owed = label.requiredStatement
      if (statement !== null && statement.textContent !== owed) statement.textContent = owed
      canvas.dataset.portraitId = portraitId
    },

    forget() {
      lamp.forget()
      wipe()
    },
  }
}
