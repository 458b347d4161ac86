import type { Gaze } from '../colour/eye.ts'
import { mixRgb, type Rgb, scaleRgb } from '../colour/light-values.ts'
import type { Ground } from '../grounds/grounds.ts'
import type { InventedSitter } from '../invented-sitter.ts'
import type { Light } from '../light/light.ts'
import { MANNERS, type Manner } from '../manners/manners.ts'
import type { BeardStyle } from '../sculpture/beard.ts'
import type { HairStyle } from '../sculpture/hair.ts'
import { showsHair } from '../sculpture/headwear.ts'
import { castFace } from './cast-face.ts'
import { castBeard, castHair } from './hairdressing.ts'
import type { Likeness } from './likeness.ts'
import { type Random, seededRandom } from './random.ts'
import { dressSitter, type Outfit } from './wardrobe.ts'

/**
 * A sitting: who sits, in what, how they hold their head, in which light, before what. Angles in
 * radians.
 */
export type Sitting = {
  likeness: Likeness
  outfit: Outfit
  hair: HairStyle | undefined
  beard: BeardStyle | undefined
  stubble: number
  yaw: number
  pitch: number
  roll: number
  bodyYaw: number
  gaze: Gaze
  light: Light
  ground: Ground
  width: number
  height: number
  scale: number
  centreX: number
  centreY: number
}

export function castSitting(sitter: InventedSitter): Sitting {
  const manner = MANNERS[sitter.manner]
  const random = seededRandom(sitter.seed)
  const likeness = castFace(sitter, random)
  const outfit = dressSitter(random.pick(manner.outfits), sitter.shown, random)
  const hair = castHair(likeness, sitter.shown, outfit.headwear, random)
  const { beard, stubble } = castBeard(likeness, sitter.shown, random)
  const side = random.chance(0.5) ? 1 : -1
  // most painters turn the sitter towards the window; some do not
  const towardsLight = random.chance(0.72) ? 1 : -1
  const yaw = side * towardsLight * random.between(0.06, 0.4)
  const looking = random.chance(0.78)
  const pitch = random.normal() * 0.045 - 0.01
  const light = lightOf(manner, side, sitter.tone, random)
  const [groundKind, groundColour] = random.pick(manner.grounds)
  const shape = random.between(...manner.shape)
  const height = 2 * Math.round(random.between(455, 490))
  const width = 2 * Math.round((height * shape) / 2)
  const tall = showsHair(outfit.headwear) ? (hair?.top ?? 0) + (hair?.bun === 'top' ? 2.5 : 0) : 2.6
  const above = 13.5 + 0.85 * tall
  const framed = sitter.manner === 'gouache' || sitter.manner === 'ivory' ? 2.2 : 0
  const scale = Math.min(random.between(...manner.scale) * 1.06, (height * 0.47) / (above + framed))
  return {
    likeness,
    outfit,
    hair,
    beard,
    stubble,
    yaw,
    pitch,
    roll: random.normal() * 0.045,
    bodyYaw: -yaw * random.between(0.2, 0.9) + random.normal() * 0.2,
    gaze: {
      right: looking ? -yaw * 1.15 : random.normal() * 0.22,
      up: looking ? -pitch * 1.1 : random.normal() * 0.07,
      glintX: side * 0.42,
      glintY: 0.42,
    },
    light,
    ground: {
      kind: groundKind,
      colour: groundColour || 'e8c4c0',
      seed: sitter.seed % 9973,
      lampSide: side,
      bright: 1 - 0.25 * manner.drama,
    },
    width,
    height,
    scale,
    centreX: width * (0.5 - 0.035 * Math.sign(yaw) * random.between(0.3, 1)),
    centreY: (above + framed) * scale + height * random.between(0.0, 0.03),
  }
}

function lightOf(manner: Manner, side: number, tone: number, random: Random): Light {
  const across = random.between(...manner.sideLight)
  const up = random.between(0.4, 0.62)
  const length = Math.hypot(across, up, 0.7)
  const { drama, warmth } = manner
  const key: Rgb = mixRgb([1, 0.985, 0.96], [1.06, 0.95, 0.78], warmth)
  // the darker the skin the more light a good painter gives it
  const strength = (2.0 + 0.5 * drama) * (1 + 0.5 * tone + 0.45 * tone * tone)
  const room = (0.62 - 0.42 * drama) * (1 + 0.6 * tone)
  return {
    towards: [(side * across) / length, up / length, 0.7 / length],
    key: scaleRgb(key, strength),
    above: scaleRgb([0.92, 0.98, 1.06], room),
    below: scaleRgb(mixRgb([0.9, 0.86, 0.8], [1.05, 0.78, 0.55], warmth), room * 0.85 + 0.05),
    rim: scaleRgb([0.9, 0.95, 1], 0.22 * (1 - 0.3 * drama)),
    shadow: 0.62 + 0.3 * drama,
    exposure: 0.62,
  }
}
