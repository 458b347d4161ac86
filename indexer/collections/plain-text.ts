/**
 * Text of a label, far beyond what any wall label holds. What lies beyond is cut off: records are
 * strangers' texts.
 */
const MAX_LENGTH = 20_000

/** Elements that part words; all others stand within one. */
const PARTING = /^(?:br|p|div|li|ul|ol|dl|dt|dd|tr|td|th|table|h[1-6]|hr|blockquote|section)$/i

/** Accents by the endings of entity names, as combining characters: `&eacute;` is e and an acute. */
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  breve: '\u0306',
  caron: '\u030C',
  cedil: '\u0327',
  circ: '\u0302',
  dblac: '\u030B',
  dot: '\u0307',
  grave: '\u0300',
  macr: '\u0304',
  ogon: '\u0328',
  ring: '\u030A',
  tilde: '\u0303',
  uml: '\u0308',
}

/** The other entities that occur in labels, by their names in HTML. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsaquo: '‹',
  rsaquo: '›',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  middot: '·',
  bull: '•',
  prime: '′',
  Prime: '″',
  copy: '©',
  reg: '®',
  trade: '™',
  times: '×',
  deg: '°',
  plusmn: '±',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  pound: '£',
  euro: '€',
  sect: '§',
  iexcl: '¡',
  iquest: '¿',
  ordf: 'ª',
  ordm: 'º',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
  lstrok: 'ł',
  Lstrok: 'Ł',
  inodot: 'ı',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
}

/**
 * Text as it may stand on a wall label, of HTML or of text with loose ends: one line, tags taken
 * out, entities decoded once, spaces single, no comma at the end, composed (NFC). Nothing becomes ''. The HTML entities
 * that are not known here (mathematics and arrows, mostly) stay as they stand.
 */
export function plainText(text: string | null | undefined): string {
  return (
    (text ?? '')
      .slice(0, MAX_LENGTH)
      // A tag, not any text between < and >: "height < 20 cm" keeps its sign. No tag holds another, so
      // this takes one pass whatever the text.
      .replaceAll(/<(?:\/?([a-z][a-z0-9]*)\b|!--|[!?])[^<>]*>/gi, (_, element?: string) =>
        PARTING.test(element ?? '') ? ' ' : '',
      )
      .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,30}));/gi, decoded)
      .replaceAll(/\u00AD/g, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      // What parts a library's title from what follows it there: "Portrait of a man /".
      .replace(/(?: [/:;=]|,)$/, '')
      .trimEnd()
      .normalize('NFC')
  )
}

function decoded(entity: string, decimal?: string, hexadecimal?: string, name = ''): string {
  if (decimal !== undefined) return character(Number.parseInt(decimal, 10))
  if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16))
  const accent = ACCENTS[name.slice(1)]
  return ENTITIES[name] ?? (accent === undefined ? entity : `${name.charAt(0)}${accent}`)
}

/** What Windows put at 145 to 151; old records are full of it, and HTML reads these numbers so. */
const WINDOWS_PUNCTUATION = '‘’“”•–—'

/** A number that is no character shows as such. */
function character(code: number): string {
  const punctuation = WINDOWS_PUNCTUATION[code - 145]
  if (punctuation !== undefined) return punctuation
  const exists = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return exists ? String.fromCodePoint(code) : '\uFFFD'
}
