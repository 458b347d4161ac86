import { type Colour, colourOf, contrast } from '../../server/contract/colour.ts'
import { type Look, museumPath, type Typeface } from '../../server/contract/look.ts'
import { within } from '../camera/within.ts'
import { cssColour, roomLight } from '../wall/room-light.ts'

/** A museum's fonts come from its own server; what is not here by then comes up when it is. */
const FONTS_WITHIN_MS = 4_000

const WHITE: Colour = { red: 255, green: 255, blue: 255 }
const BLACK: Colour = { red: 0, green: 0, blue: 0 }

/**
 * Gives the page the museum's colours and typefaces: room.css reads each by its name and has the
 * exhibit's own where none is set. Fonts that do not come are told to `onFault`, and stay the
 * exhibit's own.
 */
export async function dressRoom(look: Look, onFault: (problem: unknown) => void): Promise<void> {
  const { style } = document.documentElement
  for (const [name, value] of Object.entries(roomProperties(look))) style.setProperty(name, value)
  const loading = (['serif', 'grotesque'] as const).flatMap((name) => {
    const typeface = look[name]
    return typeface === null ? [] : facesOf(typeface).map((face) => load(face, onFault))
  })
  await Promise.all(loading)
}

/** The custom properties that a look sets. */
export function roomProperties(look: Look): Readonly<Record<`--${string}`, string>> {
  const wall = colourOf(look.wall)
  const isDark = contrast(WHITE, wall) >= contrast(BLACK, wall)
  return {
    '--museum-wall': look.wall,
    '--museum-ink': look.ink,
    // For people who ask for more contrast, whatever the museum's ink.
    '--museum-strongest-ink': cssColour(isDark ? WHITE : BLACK),
    '--museum-scheme': isDark ? 'dark' : 'light',
    '--museum-lamp': String(roomLight(look).lamp),
    ...(look.serif && { '--museum-serif': `"${look.serif.family}"` }),
    ...(look.grotesque && { '--museum-grotesque': `"${look.grotesque.family}"` }),
  }
}

function facesOf({ family, files }: Typeface): FontFace[] {
  return files.map(
    ({ file, weight, style }) =>
      new FontFace(family, `url("${museumPath(file)}") format("woff2")`, { weight, style }),
  )
}

async function load(face: FontFace, onFault: (problem: unknown) => void): Promise<void> {
  document.fonts.add(face)
  try {
    await within(FONTS_WITHIN_MS, 'It', face.load())
  } catch (problem) {
    onFault(new Error(`The museum's font "${face.family}" does not load: ${String(problem)}`))
  }
}
