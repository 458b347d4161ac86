import type { DepthView } from '../sculpture/depth-view.ts'
import { cloud, noise } from '../sculpture/noise.ts'
import { at, BUST, GROUND, HAIR, SKIN } from '../sculpture/sheet.ts'
import { lendFloats } from '../sculpture/workspace.ts'
import { mottle } from '../surface/finish.ts'
import { paperTile, tileAt } from '../surface/tiles.ts'
import { findOutlines, inked } from './outline.ts'
import { blankPicture, type Picture, type Work } from './picture.ts'
import { greyStudy } from './tone.ts'

/**
 * A set of parallel cuts through the sitter; seen on the form they curve round it as a burin's
 * lines do.
 */
function cuts(
  view: DepthView,
  axis: readonly [number, number, number],
  perCm: number,
): Float32Array {
  const { width, height, scale, centreX, centreY, depth, substance } = view
  const phase = lendFloats(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const ground = at(substance, i) === GROUND
      const z = ground ? 0 : at(depth, i)
      const px = (x - centreX) / scale
      const py = (centreY - y) / scale
      phase[i] =
        perCm *
        (ground ? py * 0.97 + px * axis[0] * 0.25 : px * axis[0] + py * axis[1] + z * axis[2])
    }
  }
  return phase
}

/**
 * Ink of one line system at a pixel, given how dark it should be; lines swell and never close up
 * before black.
 */
function ink(phase: Float32Array, i: number, width: number, dark: number): number {
  if (dark <= 0.02) return 0
  const gx = at(phase, i + 1) - at(phase, i - 1)
  const gy = at(phase, i + width) - at(phase, i - width)
  const slope = Math.min(0.5, Math.hypot(gx, gy) / 2)
  const value = at(phase, i)
  const wave = Math.abs((value - Math.floor(value)) * 2 - 1)
  const soft = Math.max(0.06, slope * 1.5)
  const edge = 1 - dark
  const line = Math.min(1, Math.max(0, (wave - edge) / soft + 0.5))
  const blurred = Math.min(1, Math.max(0, (slope - 0.28) * 6))
  return line * (1 - blurred) + dark * blurred
}

/**
 * Copper engraving on warm paper: swelling lines round the form, crossed in the shadows, a plate
 * mark.
 */
export function engraving({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const picture = blankPicture(width, height)
  const grey = greyStudy(study, 0.64, 1.32)
  const first = cuts(view, [0.22, 0.86, 0.5], 5.2)
  const second = cuts(view, [-0.62, 0.7, 0.35], 5.2)
  const third = cuts(view, [0.95, 0.2, 0.3], 5)
  const outlines = inked(findOutlines(view, 0.8), width, height, 0.8)
  const paper = paperTile()
  const margin = Math.round(width * 0.045)
  const tint = [0.2, 0.14, 0.1] as const
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x
      const kind = at(view.substance, i)
      const inset = Math.min(x - margin, y - margin, width - margin - x, height - margin * 1.6 - y)
      let laid = 0
      if (inset > 6) {
        const ground = kind === GROUND
        const value = ground
          ? 0.34 + 0.3 * at(grey, i) + 0.16 * cloud(x * 0.006, y * 0.006, seed, 2)
          : at(grey, i)
        const dark = Math.min(1, Math.max(0, 0.93 - value))
        const fine = at(study.detail, i)
        if (kind === HAIR || (kind === SKIN && at(view.weight, i) > 0.4)) {
          const strand = at(study.strands, i)
          laid = Math.min(1, Math.max(0, (dark * 1.25 - strand + 0.12) * 5))
        } else {
          laid = ink(first, i, width, Math.min(0.82, dark * 1.05 - 0.02))
          if (dark > 0.36) laid = Math.max(laid, ink(second, i, width, (dark - 0.36) * 1.1))
          if (dark > 0.62) laid = Math.max(laid, ink(third, i, width, (dark - 0.62) * 1.5))
          if (fine > 0.8) {
            // about eyes and mouth the burin stipples and flicks: tone itself, broken by the grain
            const flick = Math.min(
              1,
              Math.max(0, (dark * 1.15 - 0.2 - 0.35 * noise(x * 0.55, y * 0.55, seed + 3)) * 2.2),
            )
            laid += (Math.max(flick, laid * 0.7) - laid) * Math.min(1, (fine - 0.8) * 5)
          }
        }
        // flesh keeps a veil of plate tone between the lines, or the lines would take the face
        // apart
        if (kind === SKIN) laid += (Math.min(1, dark * 1.1) - laid) * (0.34 + 0.3 * fine * fine)
        laid = Math.max(laid, at(outlines, i) * (kind === BUST ? 0.7 : 0.85))
      } else if (inset > 4.2 && inset <= 6) laid = 0.85
      laid *= 0.9 + 0.1 * noise(x * 0.3, y * 0.3, seed)
      const plate = inset > -margin * 0.45 ? 1 : 1.03
      const dent = Math.abs(inset + margin * 0.45) < 1.6 ? 0.93 : 1
      const grain = 1 + 0.05 * tileAt(paper, x, y + (seed & 511))
      const k = i * 3
      picture.colour[k] = (0.925 * (1 - laid) + tint[0] * laid) * grain * plate * dent
      picture.colour[k + 1] = (0.885 * (1 - laid) + tint[1] * laid) * grain * plate * dent
      picture.colour[k + 2] = (0.79 * (1 - laid) + tint[2] * laid) * grain * plate * dent
    }
  }
  copyBorder(picture)
  mottle(picture, 0.05, 190, seed)
  return picture
}

/** The outermost pixels have no neighbours to be cut from; they repeat the next ones. */
export function copyBorder({ width, height, colour }: Picture): void {
  const copy = (to: number, from: number) => {
    for (let k = 0; k < 3; k++) colour[to * 3 + k] = at(colour, from * 3 + k)
  }
  for (let x = 0; x < width; x++) {
    copy(x, width + x)
    copy((height - 1) * width + x, (height - 2) * width + x)
  }
  for (let y = 0; y < height; y++) {
    copy(y * width, y * width + 1)
    copy(y * width + width - 1, y * width + width - 2)
  }
}
