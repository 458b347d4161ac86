import { percentDecoded, withoutSlash } from './web-address.ts'

/**
 * `the-man_with-the-golden-helmet.jpg` as "The man with the golden helmet"; of an address, its last
 * piece, or what names the picture where an IIIF image service serves it.
 */
export function titleFromFileName(path: string): string {
  const name = nameIn(path).replace(/\.[^.]+$/, '')
  // Hyphens are word breaks only where no space is: "Portrait of Anne-Marie" keeps hers.
  const words = (/\s/.test(name.trim()) ? name : name.replaceAll('-', ' '))
    .replaceAll('_', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** IDENTIFIER/REGION/SIZE/ROTATION/default.jpg; https://iiif.io/api/image/3.0/ */
const IIIF_REQUEST = /\/[^/]+\/[^/]+\/!?[\d.]+\/(default|native|color|gray|bitonal)\.\w+$/

function nameIn(path: string): string {
  if (!/^https?:\/\//i.test(path)) return path.slice(path.lastIndexOf('/') + 1)
  const address = withoutSlash(new URL(path).pathname.replace(IIIF_REQUEST, ''))
  const name = address.slice(address.lastIndexOf('/') + 1)
  const decoded = percentDecoded(name)
  return decoded === undefined ? name : nameIn(decoded)
}

/** What names a cut of a picture, and not the work. */
const CUT = /\s*\((?:detail|Detail|détail|Ausschnitt)\)\s*$/
/** The number of a file among others of one painter, as in "Francesco Hayez 057". */
const FILE_NUMBER = /\s+(?:0\d+(?:-\d+)?|\d{2,3})$/
const PADDED_NUMBER = /\s+0\d+(?:-\d+)?$/

/**
 * A title without what only a file's name would say: "(detail)", the painter's own name before a
 * dash, and a file's number. What is called after its painter and a number is untitled: empty text.
 */
export function titleOfWork(title: string, artist: string): string {
  const uncut = title.replace(CUT, '').trim()
  if (artist === '') return uncut.replace(PADDED_NUMBER, '')
  const lead = `${artist} - `
  const named = uncut.startsWith(lead) ? uncut.slice(lead.length) : uncut
  const isNumbered = FILE_NUMBER.test(named)
  if (isNumbered && isOneName(named.replace(FILE_NUMBER, ''), artist)) return ''
  return named.replace(PADDED_NUMBER, '')
}

/** "Antonello da Messina" and "Antonello Messina" are one painter. */
function isOneName(name: string, artist: string): boolean {
  const words = (text: string) => text.toLowerCase().split(/[^\p{L}]+/u)
  const known = words(artist)
  return words(name).every((word) => known.includes(word) || word.length <= 3)
}
