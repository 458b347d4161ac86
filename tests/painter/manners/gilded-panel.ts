import { smoothstep } from '../sculpture/curves.ts'
import { noise, speck } from '../sculpture/noise.ts'
import { at, GROUND } from '../sculpture/sheet.ts'
import { crackle, rake, varnish } from '../surface/finish.ts'
import { goOver } from './brushwork.ts'
import {
  blankPicture,
  grade,
  type Picture,
  pictureOf,
  recoverDetail,
  type Work,
} from './picture.ts'

/** Egg tempera before burnished gold: leaf laid in squares, a punched border, hatched flesh. */
export function gildedPanel({ study, view, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.96, 1.08)
  const picture = blankPicture(width, height)
  picture.colour.set(target.colour)
  goOver(
    picture,
    study,
    target,
    {
      radius: 1.4,
      length: 17,
      spacing: 4,
      opacity: 0.5,
      body: 0.1,
      tolerance: 0,
      fromDetail: 0.1,
      valueJitter: 0.045,
      hueJitter: 0.02,
      stray: 0.12,
      brush: 'bristle',
    },
    seed,
  )
  recoverDetail(picture, target, study, 0.65, 0.45)
  const leaf = Math.round(width / 5.2)
  const cx = view.centreX
  const cy = view.centreY - view.scale
  const ring = view.scale * 14.2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const inset = Math.min(x, y, width - 1 - x, height - 1 - y)
      const frame = width * 0.055
      if (at(view.substance, i) !== GROUND && inset > frame + 3) continue
      const lx = x + 4 * noise(y * 0.03, 1, seed)
      const ly = y + 4 * noise(x * 0.03, 2, seed)
      const sheet = speck(Math.floor(lx / leaf), Math.floor(ly / leaf), seed)
      const lap = Math.min(lx % leaf, ly % leaf)
      const glow =
        0.62 +
        0.5 * smoothstep(1.0, 0.05, Math.hypot(x / width - 0.3, y / height - 0.18)) +
        0.08 * sheet
      const rubbed = smoothstep(
        0.7,
        0.86,
        noise(x * 0.02, y * 0.02, seed + 2) * 0.6 + noise(x * 0.11, y * 0.11, seed + 3) * 0.4,
      )
      let value = glow * (lap < 2.5 ? 1.1 : 1) * (0.94 + 0.12 * noise(x * 0.4, y * 0.08, seed + 4))
      // punched work: two rows of dots and a rosette band along the frame, a ring of rays about the
      // head
      let punch = 0
      const along = inset === x || inset === width - 1 - x ? y : x
      for (const [line, pitch, size] of [
        [frame * 0.45, 11, 3.4],
        [frame + 5, 13, 3.6],
        [frame + 17, 9, 2.2],
      ] as const) {
        punch = Math.max(
          punch,
          smoothstep(size, size - 1.4, Math.hypot(inset - line, (along % pitch) - pitch / 2)),
        )
      }
      const radius = Math.hypot(x - cx, y - cy)
      const angle = Math.atan2(y - cy, x - cx)
      const arc = angle * radius
      for (const [line, pitch, size] of [
        [ring, 14, 3.8],
        [ring - 12, 8, 2.1],
        [ring + 12, 8, 2.1],
      ] as const) {
        punch = Math.max(
          punch,
          smoothstep(
            size,
            size - 1.4,
            Math.hypot(radius - line, (((arc % pitch) + pitch) % pitch) - pitch / 2),
          ),
        )
      }
      if (radius < ring - 18)
        value *= 0.97 + 0.07 * Math.sin(angle * 110) * smoothstep(ring * 0.5, ring, radius)
      value *= 1 - 0.3 * punch
      picture.relief[i] =
        -punch * 1.6 + (Math.abs(inset - frame) < 2.5 ? 1.6 : 0) + 0.06 * speck(x, y, seed)
      const k = i * 3
      const bole = rubbed * 0.5
      picture.colour[k] = 0.88 * value * (1 - bole) + 0.52 * bole
      picture.colour[k + 1] = 0.69 * value * (1 - bole) + 0.25 * bole
      picture.colour[k + 2] = 0.34 * value * (1 - bole) + 0.15 * bole
    }
  }
  rake(picture, 0.6, undefined, 0, 0)
  crackle(picture, 0.3, seed & 511)
  varnish(picture, 0.22, seed)
  return picture
}
