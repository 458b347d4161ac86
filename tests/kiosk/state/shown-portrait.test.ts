import { describe, expect, it } from 'vitest'
import { toPortraitMatch } from '../../../embeddings/gallery/portrait.ts'
import { shownMatch, shownPortrait } from '../../../kiosk/state/shown-portrait.ts'
import { madeUpPortrait } from '../../embeddings/store/make-gallery.ts'

const lent = madeUpPortrait(0)
const portrait = {
  ...lent,
  label: {
    ...lent.label,
    requiredStatement: 'Lent by nobody',
    onView: false,
    translations: { fr: { title: 'Œuvre' } },
  },
}

describe('a portrait on the wall', () => {
  it('[LK9] has its whole label with it, chosen or matched, and of the match no more', () => {
    const distances = { squaredDistance: 0.2, adjustedSquaredDistance: 0.8, similarity: 0.5 }
    const matched = shownMatch(toPortraitMatch(portrait, distances))
    expect(matched.label).toEqual(portrait.label)
    expect(matched).toEqual({
      ...shownPortrait(portrait),
      ...{ similarity: 0.5, squaredDistance: 0.8 },
    })
  })
})
