import type { InventedSitter } from '../invented-sitter.ts'
import { mix } from '../sculpture/curves.ts'
import type { Likeness } from './likeness.ts'
import type { Random } from './random.ts'

const DARK_HAIR = ['1a1411', '15110f', '241913', '2c1d14', '1d1717'] as const
const MIDDLE_HAIR = ['4a2f1c', '5b3a20', '3a2618', '6a4526', '50301f'] as const
const FAIR_HAIR = ['8f6a3a', 'a98350', '9a4f24', 'b7935c', '7a4a24'] as const
const DARK_EYES = ['2e1a0f', '3a2414', '241610', '452c17'] as const
const OTHER_EYES = ['5b6b3f', '5a7389', '6d8290', '6b5a34', '4f6a5e', '7a5a2c'] as const

/**
 * A face for a sitter: every measure drawn apart from every other, so that no two heads share a
 * kind.
 */
export function castFace(sitter: InventedSitter, random: Random): Likeness {
  const age =
    sitter.years === 'young'
      ? random.between(0, 0.16)
      : sitter.years === 'grown'
        ? random.between(0.2, 0.52)
        : random.between(0.66, 0.98)
  const rugged = sitter.shown === 'man' ? random.between(0.5, 1) : random.between(0, 0.42)
  const n = (spread = 1) => random.normal() * spread
  const fair = sitter.tone < 0.36
  const hairColour = fair
    ? random.pick(random.chance(0.4) ? FAIR_HAIR : random.chance(0.6) ? MIDDLE_HAIR : DARK_HAIR)
    : random.pick(sitter.tone < 0.55 && random.chance(0.4) ? MIDDLE_HAIR : DARK_HAIR)
  const irisColour =
    fair && random.chance(0.6)
      ? random.pick(OTHER_EYES)
      : random.pick(random.chance(0.06) ? OTHER_EYES : DARK_EYES)
  return {
    age,
    tone: sitter.tone,
    warmth: n(),
    rugged,
    faceWidth: n(1.15),
    faceLength: n(1.15),
    jawWidth: n(1.1),
    chin: n(),
    chinForward: n(),
    chinCleft: random.chance(0.2) ? random.between(0.4, 1) : 0,
    forehead: n(0.8),
    cheekbones: n(1.1),
    fullness: n(1.1) - (age > 0.6 ? 0.4 : 0),
    brow: n(),
    browHeight: n(1.1),
    browWeight: n(1.1) + (rugged - 0.4),
    browArch: n() + (0.5 - rugged) * 0.6,
    browTilt: n(),
    eyeSize: n(1.1) + (0.4 - rugged) * 0.7 - age * 0.4,
    eyeSpacing: n(1.1),
    eyeTilt: n(1.2),
    eyeDepth: n(),
    lidCrease: random.chance(0.28) ? random.between(0, 0.25) : random.between(0.45, 1),
    lidWeight: n(0.8),
    noseLength: n(1.15),
    noseWidth: n(1.3),
    noseBridge: n(1.3),
    noseTip: n(),
    noseHump: random.chance(0.35) ? random.between(0.5, 2) : n(0.4),
    noseReach: n(1.1),
    mouthWidth: n(1.15),
    upperLip: n(1.3),
    lowerLip: n(1.2),
    mouthHeight: n(),
    smile: mix(n(0.8), 0.9, 0.4),
    earSize: n(),
    neck: n(),
    seed: sitter.seed % 99991,
    irisColour,
    hairColour,
    grey: age > 0.6 ? random.between(0.5, 1) : age > 0.36 ? random.between(0, 0.5) : 0,
    freckles: sitter.tone < 0.5 && random.chance(0.25) ? random.between(0.4, 1) : 0,
  }
}
