import { smoothstep } from '../sculpture/curves.ts'
import { cloud, noise } from '../sculpture/noise.ts'
import { at } from '../sculpture/sheet.ts'
import { goOver } from './brushwork.ts'
import {
  blankPicture,
  grade,
  type Picture,
  pictureOf,
  recoverDetail,
  type Work,
} from './picture.ts'

/** Water-colour on ivory: stippled, luminous, in an oval of gilt metal on dark velvet. */
export function ivoryMiniature({ study, seed }: Work): Picture {
  const { width, height } = study
  const target = pictureOf(study)
  grade(target, 0.92, 1.0, [1.07, 1.06, 1.05])
  const painted = blankPicture(width, height)
  painted.colour.set(target.colour)
  goOver(
    painted,
    study,
    target,
    {
      radius: 1.6,
      length: 4,
      spacing: 3.2,
      opacity: 0.42,
      body: 0,
      tolerance: 0,
      valueJitter: 0.05,
      hueJitter: 0.022,
      stray: 1.5,
      brush: 'soft',
    },
    seed,
  )
  recoverDetail(painted, target, study, 0.72, 0.4)
  const picture = blankPicture(width, height)
  const cx = width / 2
  const cy = height / 2
  const rx = width * 0.455
  const ry = height * 0.462
  const hue = noise(seed * 0.37, 1, 7)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = (y * width + x) * 3
      const nx = (x - cx) / rx
      const ny = (y - cy) / ry
      const d = (Math.hypot(nx, ny) - 1) * rx
      if (d < 0) {
        const shade = smoothstep(0, -26, d) * 0.3 + 0.7
        const bloom = 1 - 0.06 * smoothstep(-0.35, 0.6, nx + ny)
        for (let c = 0; c < 3; c++)
          picture.colour[k + c] = at(painted.colour, k + c) * shade * bloom
      } else if (d < 21) {
        // a rolled rim: bright to the upper left, dark to the lower right, beaded along its outer
        // edge
        const angle = Math.atan2(ny, nx)
        const roll = Math.sin((d / 21) * Math.PI * 2)
        const turned = -(Math.cos(angle) * 0.6 + Math.sin(angle) * 0.8)
        const beads = d > 13 ? 0.16 * Math.sin(angle * 230) : 0
        const value = Math.max(
          0.12,
          0.52 +
            0.34 * turned * roll +
            0.16 * Math.abs(roll) +
            beads -
            0.2 * smoothstep(2, 0, d) -
            0.25 * smoothstep(18, 21, d),
        )
        picture.colour[k] = value * 1.12
        picture.colour[k + 1] = value * 0.86
        picture.colour[k + 2] = value * 0.46
      } else {
        const nap =
          0.75 +
          0.35 * cloud(x * 0.02, y * 0.02, seed + 2, 3) +
          0.2 * (noise(x * 0.8, y * 0.8, seed + 3) - 0.5)
        const cast = 1 - 0.6 * smoothstep(36, 0, d - 21) * (nx + ny > 0 ? 1 : 0.5)
        picture.colour[k] = (0.13 + 0.13 * hue) * nap * cast
        picture.colour[k + 1] = (0.1 + 0.04 * (1 - hue)) * nap * cast
        picture.colour[k + 2] = (0.11 + 0.07 * (1 - hue)) * nap * cast
      }
    }
  }
  return picture
}
