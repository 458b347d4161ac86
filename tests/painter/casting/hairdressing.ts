import type { BeardStyle } from '../sculpture/beard.ts'
import type { HairStyle } from '../sculpture/hair.ts'
import { type Headwear, showsHair } from '../sculpture/headwear.ts'
import type { Likeness } from './likeness.ts'
import type { Random } from './random.ts'

const PLAIN: HairStyle = {
  top: 0.9,
  side: 0.6,
  length: 0,
  curl: 0.1,
  parting: 'none',
  recede: 0,
  fringe: 0,
  crownBare: 0,
}

/** Hair, or undefined for a bare head. */
export function castHair(
  of: Likeness,
  shown: 'woman' | 'man',
  headwear: Headwear,
  random: Random,
): HairStyle | undefined {
  if (headwear === 'veil' || headwear === 'coif') return undefined
  const curl = random.chance(0.25 + 0.5 * of.tone)
    ? random.between(0.5, 1)
    : random.between(0, 0.35)
  const recede = Math.max(-0.8, random.normal() * 0.5 + (shown === 'man' ? of.age * 1.2 : -0.2))
  const base: HairStyle = { ...PLAIN, curl, recede }
  if (!showsHair(headwear)) {
    // under a hat: what falls below it, close to the head
    const length = shown === 'woman' ? random.pick([0, 0, 8, 14, 18]) : random.pick([0, 0, 0, 6, 9])
    return { ...base, top: 0.1, side: 0.25, length }
  }
  if (shown === 'man') {
    if (of.age > 0.3 && random.chance(0.16 + 0.3 * of.age)) {
      return random.chance(0.35)
        ? undefined
        : {
            ...base,
            crownBare: random.between(0.75, 0.95),
            side: random.between(0.5, 1.3),
            length: random.chance(0.3) ? 5 : 0,
          }
    }
    return random.pick<HairStyle>([
      { ...base, top: random.between(0.5, 0.9), side: 0.35 },
      { ...base, top: random.between(1.1, 1.8), side: 0.6, parting: 'side' },
      {
        ...base,
        top: random.between(1, 1.6),
        side: 0.8,
        parting: 'side',
        fringe: random.between(0.3, 1.2),
      },
      { ...base, top: 1.1, side: 0.9, length: random.between(6, 9), parting: 'centre' },
      {
        ...base,
        top: 1.2,
        side: 1.2,
        length: random.between(10, 15),
        parting: random.pick(['centre', 'side']),
      },
      {
        ...base,
        top: random.between(1.6, 2.6),
        side: random.between(1.0, 1.8),
        curl: random.between(0.7, 1),
      },
      { ...base, top: 0.8, side: 0.7, fringe: random.between(1.6, 2.4), parting: 'forward' },
      { ...base, top: 0.8, side: 0.5, bun: 'top', curl: 0 },
    ])
  }
  return random.pick<HairStyle>([
    { ...base, top: 1.1, side: 0.9, parting: 'centre', bun: 'nape' },
    { ...base, top: 1.4, side: 0.8, bun: 'top', parting: random.pick(['none', 'centre']) },
    { ...base, top: 0.9, side: 0.7, parting: 'centre', bun: 'braid', curl: Math.min(curl, 0.4) },
    { ...base, top: 1.1, side: 1.1, parting: 'centre', length: random.between(18, 27) },
    { ...base, top: 1.3, side: 1.1, parting: 'side', length: random.between(16, 25) },
    {
      ...base,
      top: 1.1,
      side: 1.0,
      parting: random.pick(['centre', 'side']),
      length: random.between(7, 12),
    },
    {
      ...base,
      top: 1.2,
      side: 1.2,
      fringe: random.between(1.8, 2.7),
      length: random.between(7, 13),
      curl: Math.min(curl, 0.25),
      parting: 'forward',
    },
    { ...base, top: random.between(2.4, 4), side: random.between(2, 3.4), curl: 1, length: 0 },
    { ...base, top: random.between(0.5, 0.9), side: 0.4, curl: Math.max(curl, 0.5) },
    { ...base, top: random.between(2, 3), side: 1.4, bun: 'nape', curl: random.between(0.2, 0.6) },
  ])
}

export function castBeard(
  of: Likeness,
  shown: 'woman' | 'man',
  random: Random,
): { beard?: BeardStyle; stubble: number } {
  if (shown === 'woman') return { stubble: 0 }
  if (random.chance(0.46)) return { stubble: random.chance(0.5) ? random.between(0.3, 1) : 0.12 }
  const kind = random.pick<BeardStyle['kind']>([
    'full',
    'full',
    'full',
    'goatee',
    'moustache',
    'moustache',
    'whiskers',
    'chin-curtain',
  ])
  const long = kind === 'full' && random.chance(0.25 + 0.4 * of.age)
  return {
    beard: {
      kind,
      thick: random.between(0.4, 0.8) + (long ? 0.7 : 0),
      length: long ? random.between(1.5, 5) : random.between(0, 0.8),
    },
    stubble: kind === 'moustache' || kind === 'goatee' ? 0.25 : 0,
  }
}
