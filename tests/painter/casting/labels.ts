import type { MannerName } from '../manners/manner-names.ts'

type LabelVoice = {
  share: number
  media: readonly [string, ...string[]]
  dates: readonly [string, ...string[]]
}

/** How each manner's wall label speaks, and how many of every 144 sitters are painted in it. */
export const LABEL_VOICES: Record<MannerName, LabelVoice> = {
  'lamplit-oil': {
    share: 20,
    media: ['Oil on canvas, as code imagines it', 'In the manner of oil on canvas, by lamplight'],
    dates: [
      'about 1640, by its manner',
      'about 1628, by its manner',
      'after 1650, to judge by the shadows',
      'about 1665, by its manner',
      'about 1611, by its manner',
    ],
  },
  'grand-oil': {
    share: 16,
    media: ['In the grand manner of oil on canvas', 'Oil on canvas, as code imagines it'],
    dates: [
      'about 1770, by its manner',
      'about 1785, by its curtain',
      'before 1800, to judge by the silk',
      'about 1824, by its manner',
      'about 1752, by its manner',
    ],
  },
  'smooth-panel': {
    share: 16,
    media: ['In the manner of oil and tempera on poplar', 'Oil on panel, as code imagines it'],
    dates: [
      'about 1490, by its manner',
      'about 1505, by its manner',
      'about 1475, by its landscape',
      'about 1520, by its manner',
      'about 1533, by its manner',
    ],
  },
  'broken-brush': {
    share: 14,
    media: [
      'Oil in broken touches, painted by code out of doors',
      'In the manner of oil on pale-primed canvas',
    ],
    dates: [
      'about 1878, by its light',
      'a summer about 1884',
      'about 1891, by its manner',
      'spring, about 1873',
    ],
  },
  pastel: {
    share: 12,
    media: ['In the manner of pastel on toned paper'],
    dates: [
      'about 1745, by its manner',
      'about 1760, by its powder',
      'about 1886, by its manner',
      'about 1780, by its manner',
    ],
  },
  gouache: {
    share: 11,
    media: ['In the manner of opaque water-colour and gold on paper'],
    dates: [
      'about 1630, by its borders',
      'about 1690, by its manner',
      'about 1605, by its manner',
      'about 1920, by its manner',
    ],
  },
  woodcut: {
    share: 7,
    media: ['In the manner of a chiaroscuro woodcut from two blocks'],
    dates: ['about 1518, by its manner', 'about 1590, by its manner', 'about 1930, by its manner'],
  },
  engraving: {
    share: 8,
    media: ['In the manner of an engraving on laid paper'],
    dates: ['about 1654, by its lines', 'about 1720, by its manner', 'about 1595, by its manner'],
  },
  fresco: {
    share: 9,
    media: ['In the manner of true fresco, detached'],
    dates: ['about 1340, by its manner', 'about 1460, by its plaster', 'about 1508, by its manner'],
  },
  'gilded-panel': {
    share: 8,
    media: ['In the manner of tempera and gold on panel'],
    dates: ['about 1380, by its gold', 'about 1290, by its manner', 'about 1425, by its manner'],
  },
  ivory: {
    share: 8,
    media: ['In the manner of water-colour on ivory; no elephant was involved'],
    dates: ['about 1795, by its manner', 'about 1810, by its manner', 'about 1768, by its manner'],
  },
  silk: {
    share: 7,
    media: ['In the manner of ink and light colour on silk'],
    dates: [
      'an undated spring',
      'about 1550, by its manner',
      'about 1720, by its manner',
      'about 1640, by its line',
    ],
  },
  encaustic: {
    share: 8,
    media: ['In the manner of wax colours on limewood'],
    dates: [
      'about the year 120, by its manner',
      'about the year 180, by its manner',
      'about the year 60, by its manner',
    ],
  },
}
