import type { Box } from '../../embeddings/pixels/point.ts'

/** How a screen is drawn; CSS reads it as `data-format`. */
type Format = 'portrait' | 'landscape' | 'phone'
/** From where it is read; CSS reads it as `data-reach`. A tablet is held, a kiosk stood before. */
type Reach = 'kiosk' | 'arm' | 'hand'
/** Which way the language runs: the room is mirrored with it, though never a picture. */
export type Direction = 'ltr' | 'rtl'

/** A place on the wall for one face; everything in CSS pixels of the viewport. */
export type FacePlace = Box & {
  /** The point between the eyes. */
  readonly eyeX: number
  readonly eyeY: number
  readonly eyeDistance: number
}

/** Where everything hangs. One eye line for every face of every scene. */
export type Layout = {
  readonly format: Format
  readonly reach: Reach
  readonly direction: Direction
  /** Width of the viewport. */
  readonly width: number
  readonly eyeLine: number
  /** One face alone, as the attract carousel shows it. */
  readonly singleSlot: FacePlace
  /** How far apart the heads of the carousel's row hang, and where the row ends, from its start. */
  readonly row: { readonly spacing: number; readonly end: number }
  /** The visitor's place beside the portrait, or the chosen portrait's beside its likeness. */
  readonly visitorSlot: FacePlace
  readonly portraitSlot: FacePlace
  /** Where the words beside the pictures begin, and how wide they may run. */
  readonly words: { readonly x: number; readonly width: number }
  /** The room that a whole painting may take, in its own proportions. */
  readonly whole: Box
}

type Drawn = Omit<Layout, 'direction' | 'width'>

/** Below this width the room is a phone's. */
const PHONE_WIDTH = 700
/** A screen no larger than this, and no slimmer, is held or stands on a desk: see `Reach`. */
const ARM_SHORT_SIDE = 1050
const ARM_PROPORTION = 0.6

/** The hang for a viewport of `width` × `height` CSS pixels and a language's direction. */
export function layoutFor(width: number, height: number, direction: Direction = 'ltr'): Layout {
  const layout = { ...draw(width, height), direction, width }
  return direction === 'rtl' ? mirrored(layout) : layout
}

function draw(width: number, height: number): Drawn {
  if (width < PHONE_WIDTH && height >= width) return phone(width, height)
  const [short, long] = width < height ? [width, height] : [height, width]
  const isHeld = short <= ARM_SHORT_SIDE && short / long >= ARM_PROPORTION
  if (height > width) {
    return isHeld ? uprightTablet(width, height) : portraitFormat(width, height)
  }
  return isHeld ? lyingTablet(width, height) : landscape(width, height)
}

function portraitFormat(width: number, height: number): Drawn {
  const eyeLine = height * 0.38
  const unit = Math.min(width / 1080, height / 1920)
  const centre = width / 2
  const gap = 13 * unit
  const pair = { width: 504 * unit, height: 890 * unit, eyeDistance: 150 * unit, eyeLine }
  const singleSlot = { width: 640 * unit, height: 900 * unit, eyeDistance: 188 * unit, eyeLine }
  return {
    format: 'portrait',
    reach: 'kiosk',
    eyeLine,
    singleSlot: place({ ...singleSlot, left: centre - 320 * unit, above: 0.47 }),
    row: { spacing: 290 * unit, end: width },
    visitorSlot: place({ ...pair, left: centre - gap - pair.width, above: 0.46 }),
    portraitSlot: place({ ...pair, left: centre + gap, above: 0.46 }),
    words: { x: centre + 27 * unit, width: 470 * unit },
    whole: {
      x: centre - 484 * unit,
      y: height * 0.05,
      width: 968 * unit,
      height: height * 0.505,
    },
  }
}

function landscape(width: number, height: number): Drawn {
  const eyeLine = height * 0.45
  const unit = Math.min(width / 1920, height / 1080)
  const pair = { width: 560 * unit, height: 770 * unit, eyeDistance: 150 * unit, eyeLine }
  const singleSlot = { width: 600 * unit, height: 850 * unit, eyeDistance: 178 * unit, eyeLine }
  // The three columns of the room: guest, host, words.
  const left = (width - 1760 * unit) / 2
  return {
    format: 'landscape',
    reach: 'kiosk',
    eyeLine,
    singleSlot: place({ ...singleSlot, left: left + 230 * unit, above: 0.44 }),
    row: { spacing: 280 * unit, end: left + 1080 * unit },
    visitorSlot: place({ ...pair, left, above: 0.455 }),
    portraitSlot: place({ ...pair, left: left + 592 * unit, above: 0.455 }),
    words: { x: left + 1224 * unit, width: 560 * unit },
    whole: { x: left, y: height * 0.07, width: 1152 * unit, height: height * 0.86 },
  }
}

/**
 * Drawn on a sheet of 1180 × 1698: wider than a kiosk, and its words larger against its pictures.
 */
function uprightTablet(width: number, height: number): Drawn {
  const eyeLine = height * 0.345
  const unit = Math.min(width / 1180, height / 1698)
  const centre = width / 2
  const gap = 14 * unit
  const pair = { width: 540 * unit, height: 800 * unit, eyeDistance: 148 * unit, eyeLine }
  const singleSlot = { width: 620 * unit, height: 820 * unit, eyeDistance: 172 * unit, eyeLine }
  return {
    format: 'portrait',
    reach: 'arm',
    eyeLine,
    singleSlot: place({ ...singleSlot, left: centre - 310 * unit, above: 0.46 }),
    row: { spacing: 290 * unit, end: width },
    visitorSlot: place({ ...pair, left: centre - gap - pair.width, above: 0.46 }),
    portraitSlot: place({ ...pair, left: centre + gap, above: 0.46 }),
    words: { x: centre + 28 * unit, width: 506 * unit },
    whole: { x: centre - 540 * unit, y: height * 0.045, width: 1080 * unit, height: height * 0.45 },
  }
}

/** Drawn on a sheet of 1698 × 1180. */
function lyingTablet(width: number, height: number): Drawn {
  const eyeLine = height * 0.42
  const unit = Math.min(width / 1698, height / 1180)
  const pair = { width: 508 * unit, height: 790 * unit, eyeDistance: 138 * unit, eyeLine }
  const singleSlot = { width: 560 * unit, height: 820 * unit, eyeDistance: 164 * unit, eyeLine }
  const left = (width - 1586 * unit) / 2
  return {
    format: 'landscape',
    reach: 'arm',
    eyeLine,
    singleSlot: place({ ...singleSlot, left: left + 160 * unit, above: 0.45 }),
    row: { spacing: 270 * unit, end: left + 950 * unit },
    visitorSlot: place({ ...pair, left, above: 0.45 }),
    portraitSlot: place({ ...pair, left: left + 532 * unit, above: 0.45 }),
    words: { x: left + 1084 * unit, width: 502 * unit },
    whole: { x: left, y: height * 0.06, width: 1040 * unit, height: height * 0.86 },
  }
}

function phone(width: number, height: number): Drawn {
  const eyeLine = height * 0.27
  const pair = {
    width: width / 2,
    height: height * 0.41,
    eyeDistance: width * 0.142,
    eyeLine,
  }
  const singleSlot = { width, height: height * 0.55, eyeDistance: width * 0.26, eyeLine }
  return {
    format: 'phone',
    reach: 'hand',
    eyeLine,
    singleSlot: place({ ...singleSlot, left: 0, above: 0.27 / 0.55 }),
    row: { spacing: width * 0.5, end: width },
    visitorSlot: place({ ...pair, left: 0, above: 0.42 }),
    portraitSlot: place({ ...pair, left: width / 2, above: 0.42 }),
    words: { x: width * 0.05, width: width * 0.9 },
    whole: { x: 0, y: 0, width, height: height * 0.52 },
  }
}

/** A place whose eyes lie on the eye line, with the share `above` of its height over it. */
function place(of: {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly eyeDistance: number
  readonly eyeLine: number
  readonly above: number
}): FacePlace {
  return {
    x: of.left,
    y: of.eyeLine - of.height * of.above,
    width: of.width,
    height: of.height,
    eyeX: of.left + of.width / 2,
    eyeY: of.eyeLine,
    eyeDistance: of.eyeDistance,
  }
}

/** The same room, its other wall: what hung by the left hangs by the right. */
function mirrored(layout: Layout): Layout {
  const across = (box: { readonly x: number; readonly width: number }) =>
    layout.width - box.x - box.width
  const face = (of: FacePlace) => ({ ...of, x: across(of), eyeX: layout.width - of.eyeX })
  return {
    ...layout,
    singleSlot: face(layout.singleSlot),
    visitorSlot: face(layout.visitorSlot),
    portraitSlot: face(layout.portraitSlot),
    words: { ...layout.words, x: across(layout.words) },
    whole: { ...layout.whole, x: across(layout.whole) },
  }
}

/**
 * The hang as custom properties, for what the stylesheets set beside and below the pictures. Every
 * `-x` is told from the side where lines begin, for `inset-inline-start`.
 */
export function layoutStyle(layout: Layout): Record<string, string> {
  const { eyeLine, singleSlot, visitorSlot, portraitSlot, words } = layout
  const start = (box: { readonly x: number; readonly width: number }) =>
    layout.direction === 'ltr' ? box.x : layout.width - box.x - box.width
  return {
    '--eye-line': `${eyeLine}px`,
    '--single-x': `${start(singleSlot)}px`,
    '--single-width': `${singleSlot.width}px`,
    '--single-bottom': `${singleSlot.y + singleSlot.height}px`,
    '--visitor-x': `${start(visitorSlot)}px`,
    '--visitor-width': `${visitorSlot.width}px`,
    '--pair-top': `${visitorSlot.y}px`,
    '--pair-bottom': `${portraitSlot.y + portraitSlot.height}px`,
    '--portrait-x': `${start(portraitSlot)}px`,
    '--words-x': `${start(words)}px`,
    '--words-width': `${words.width}px`,
  }
}

/** Paint and its photograph bear no more than this: beyond it a hero is a blur. */
const MOST_ENLARGED = 2.5
/** Heads hang no smaller than this share of their usual size, or nobody would see them. */
const SMALLEST_SHARE = 0.55

/**
 * The hang with heads no larger than these crops bear: all smaller together, and still on the line
 * of the eyes. `eyeDistancesPx` are the pixels between the eyes on each.
 */
export function heldToPixels(layout: Layout, eyeDistancesPx: readonly number[]): Layout {
  const bears = MOST_ENLARGED * Math.min(...eyeDistancesPx)
  const held = (slot: FacePlace): FacePlace => {
    const eyeDistance = Math.min(
      slot.eyeDistance,
      Math.max(bears, slot.eyeDistance * SMALLEST_SHARE),
    )
    return eyeDistance === slot.eyeDistance ? slot : { ...slot, eyeDistance }
  }
  const { singleSlot, visitorSlot, portraitSlot } = layout
  return {
    ...layout,
    singleSlot: held(singleSlot),
    visitorSlot: held(visitorSlot),
    portraitSlot: held(portraitSlot),
  }
}
