import type { Tongue } from '../state/languages.ts'

/** What a script is set in, beside Latin, which every page has. */
type Faces = { readonly styles: () => Promise<unknown>; readonly families: readonly string[] }

const FACES: Readonly<Record<string, Faces>> = {
  Jpan: {
    styles: () => import('../styles/fonts-jpan.css'),
    families: ['Noto Serif JP Variable', 'Noto Sans JP Variable'],
  },
  Hans: {
    styles: () => import('../styles/fonts-hans.css'),
    families: ['Noto Serif SC Variable', 'Noto Sans SC Variable'],
  },
  Arab: {
    styles: () => import('../styles/fonts-arab.css'),
    families: ['Noto Naskh Arabic Variable', 'Noto Sans Arabic Variable'],
  },
}

/**
 * Has the typefaces of a language at hand: their styles, and the letters of a text, so that nobody
 * sees it without them; other letters come when they are on screen. A script that no typeface is
 * bundled for is left to the machine. Rejects where a file does not arrive.
 */
export async function loadScript({ tag }: Tongue, text: string): Promise<void> {
  const faces = FACES[new Intl.Locale(tag).maximize().script ?? '']
  if (faces === undefined) return
  await faces.styles()
  await Promise.all(faces.families.map((family) => document.fonts.load(`1em "${family}"`, text)))
}
