import { WEB_PAGE } from './web-page.ts'

/** A kind of file, its beginning, and how its bytes are read (Latin-1 if not given). */
type Kind = readonly [
  name: string,
  beginning: string | RegExp,
  seen?: (bytes: Uint8Array) => string,
]

/** The kinds of pictures that are read. */
const PICTURES: readonly Kind[] = [
  ['JPEG', '\xff\xd8\xff'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['GIF', /^GIF8[79]a/],
  ['WebP', /^RIFF.{4}WEBP/s],
  // 42 is TIFF, 43 BigTIFF; each in either byte order.
  ['TIFF', /^(II[*+]\0|MM\0[*+])/],
  // The brand that counts may be among the compatible ones.
  ['AVIF', /^.{4}ftyp.*avi[fs]/s, brands],
]

/** What is not read, to be told by name. */
const OTHERS: readonly Kind[] = [
  ['a web page', WEB_PAGE, words],
  ['an SVG drawing', /<svg[\s>]/i],
  ['an XML document', /^\s*<\?xml/, words],
  ['a JSON document', /^\s*[[{]/, words],
  ['a PDF document', /%PDF-/],
  ['a HEIC picture', /^.{4}ftyp.*(hei[cxms]|hev)/s, brands],
  ['a video', /^.{4}ftyp/s],
  ['a JPEG 2000 picture', '\0\0\0\x0cjP'],
  ['a JPEG XL picture', '\xff\x0a'],
  ['a Photoshop file', '8BPS'],
  ['a BMP picture', 'BM'],
  ['a ZIP archive', 'PK\x03\x04'],
]

/** What is said of a file that none of these is. */
export const UNKNOWN_KIND = 'of an unknown kind'

/** How many bytes of a file are enough to see what it is. */
export const SNIFFED_BYTES = 1024

/** What a file is by its first bytes; `picture` when it is of a kind that is read. */
export function sniffPicture(start: Uint8Array): { picture: boolean; name: string } {
  const isOf = ([, beginning, seen = text]: Kind): boolean =>
    typeof beginning === 'string' ? seen(start).startsWith(beginning) : beginning.test(seen(start))
  const [picture] = PICTURES.find(isOf) ?? []
  if (picture) return { picture: true, name: picture }
  if (start.byteLength === 0) return { picture: false, name: 'empty' }
  const [other = UNKNOWN_KIND] = OTHERS.find(isOf) ?? []
  return { picture: false, name: other }
}

/** The box that names an MP4-like file's brands, and nothing after it. */
function brands(bytes: Uint8Array): string {
  const length = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return text(bytes.subarray(0, Math.min(Number.parseInt(length || '0', 16), 256)))
}

/** Each byte one character. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** As people read it: without a byte order mark. */
function words(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}
