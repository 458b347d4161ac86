import { distance } from 'fastest-levenshtein'
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
const AFTER_NUMBER = /^(.+?)\s+0\d+(?:-\d+)?\s+(.+)$/
const BY_MAKER = /^(.+?)(?:,? by |\s*[-–—]\s*)([^-–—]+)$/
const YEAR_AT_END = /\s*[-–—,]\s*(?:c\.\s*)?\d{4}$/
/** Who stands beside a name is in the picture with it. */
const JOINING = /^(?:and|with|und|mit|et|avec|y|con|e)\s/i

/**
 * A title without what only a file's name would say: "(detail)", the painter's own name before a
 * dash or another title or after "by", and a file's number. What is called after its painter and a
 * number is untitled: empty text.
 */
export function titleOfWork(title: string, artist: string): string {
  const uncut = title.replace(CUT, '').trim()
  if (artist === '') return uncut.replace(PADDED_NUMBER, '')
  const maker = wordsOf(artist.replaceAll(/\([^)]*\)/g, ''))
  if (FILE_NUMBER.test(uncut) && isName(uncut.replace(FILE_NUMBER, ''), maker)) return ''
  const named = withoutMaker(uncut, maker)
  const plain = named === uncut ? named : named.replace(YEAR_AT_END, '')
  const bare = plain.replace(PADDED_NUMBER, '')
  return bare === uncut ? bare : bare.charAt(0).toUpperCase() + bare.slice(1)
}

function withoutMaker(title: string, maker: readonly string[]): string {
  const [, numbered = '', after = ''] = AFTER_NUMBER.exec(title) ?? []
  if (after !== '' && isName(numbered, maker)) return after
  for (const { index, 0: dash } of [...title.matchAll(/\s*[-–—]\s*/g)].reverse()) {
    const [lead, rest] = [title.slice(0, index), title.slice(index + dash.length)]
    // Between names without a space, a dash may belong to a sitter's: "Jean-Baptiste Colbert".
    const isApart = /^\s.*\s$/.test(dash) || wordsOf(lead).at(-1) === maker.at(-1)
    if (isApart && /^\S/.test(rest) && isName(lead, maker)) return rest
  }
  const [, before = '', by = ''] = BY_MAKER.exec(title) ?? []
  if (before !== '' && isName(by, maker) && !isName(before, maker)) return before
  return withoutWholeName(title, maker)
}

/** "Falero Luis Riccardo An Oriental Beauty" begins with all of its painter's names. */
function withoutWholeName(title: string, maker: readonly string[]): string {
  const words = title.split(/\s+/)
  const lead = words.slice(0, maker.length)
  const rest = words.slice(maker.length).join(' ')
  const isWhole =
    maker.length > 1 &&
    wordsOf(lead.join(' ')).length === maker.length &&
    lead.every((word) => maker.some((known) => isSpeltLike(wordsOf(word)[0] ?? '', known)))
  return isWhole && /^\p{Lu}/u.test(rest) && !JOINING.test(rest) ? rest : title
}

/** "Antonello da Messina" and "Antonello Messina" are one painter. */
function isName(name: string, maker: readonly string[]): boolean {
  const words = wordsOf(name)
  return (
    words.some((word) => maker.includes(word) && word.length > 3) &&
    words.every((word) => word.length <= 3 || maker.some((known) => isSpeltLike(word, known)))
  )
}

/** "Ricardo" and "Riccardo". */
function isSpeltLike(word: string, known: string): boolean {
  return word === known || (word.length > 4 && distance(word, known) <= 1)
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}]+/u).filter((word) => word !== '')
}
