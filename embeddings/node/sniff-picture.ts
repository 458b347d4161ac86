import { isWebPage } from './web-page.ts'

/** The kinds of pictures that are read, by what their bytes begin with. */
const PICTURES: readonly Kind[] = [
  { name: 'JPEG', starts: (bytes) => begins(bytes, [0xff, 0xd8, 0xff]) },
  { name: 'PNG', starts: (bytes) => begins(bytes, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]) },
  { name: 'GIF', starts: (bytes) => /^GIF8[79]a/.test(text(bytes)) },
  { name: 'WebP', starts: (bytes) => /^RIFF.{4}WEBP/s.test(text(bytes)) },
  // 42 is TIFF, 43 BigTIFF; each in either byte order.
  { name: 'TIFF', starts: (bytes) => /^(II[*+]\0|MM\0[*+])/.test(text(bytes)) },
  // The brand that counts may be among the compatible ones.
  { name: 'AVIF', starts: (bytes) => /^.{4}ftyp.*avi[fs]/s.test(text(brands(bytes))) },
]

/** What is not read, to be told by name. */
const OTHERS: readonly Kind[] = [
  { name: 'a web page', starts: (bytes) => isWebPage(words(bytes)) },
  { name: 'an SVG drawing', starts: (bytes) => /<svg[\s>]/i.test(text(bytes)) },
  { name: 'an XML document', starts: (bytes) => /^\s*<\?xml/.test(words(bytes)) },
  { name: 'a JSON document', starts: (bytes) => /^\s*[[{]/.test(words(bytes)) },
  { name: 'a PDF document', starts: (bytes) => text(bytes).includes('%PDF-') },
  {
    name: 'a HEIC picture',
    starts: (bytes) => /^.{4}ftyp.*(hei[cxms]|hev)/s.test(text(brands(bytes))),
  },
  { name: 'a video', starts: (bytes) => /^.{4}ftyp/s.test(text(bytes)) },
  {
    name: 'a JPEG 2000 picture',
    starts: (bytes) => begins(bytes, [0, 0, 0, 0x0c, ...ascii('jP')]),
  },
  { name: 'a JPEG XL picture', starts: (bytes) => begins(bytes, [0xff, 0x0a]) },
  { name: 'a Photoshop file', starts: (bytes) => /^8BPS/.test(text(bytes)) },
  { name: 'a BMP picture', starts: (bytes) => /^BM/.test(text(bytes)) },
  { name: 'a ZIP archive', starts: (bytes) => begins(bytes, [...ascii('PK'), 3, 4]) },
]

type Kind = { readonly name: string; starts(bytes: Uint8Array): boolean }

/** What is said of a file that none of these is. */
export const UNKNOWN_KIND = 'of an unknown kind'

/** How many bytes of a file are enough to see what it is. */
export const SNIFFED_BYTES = 1024

/** What a file is by its first bytes, whatever it is called; `picture` when it is of a kind that is read. */
export function sniffPicture(start: Uint8Array): { picture: boolean; name: string } {
  const picture = PICTURES.find(({ starts }) => starts(start))
  if (picture) return { picture: true, name: picture.name }
  if (start.byteLength === 0) return { picture: false, name: 'empty' }
  const other = OTHERS.find(({ starts }) => starts(start))
  return { picture: false, name: other?.name ?? UNKNOWN_KIND }
}

/** The box that names an MP4-like file's brands, and nothing after it. */
function brands(bytes: Uint8Array): Uint8Array {
  const length = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return bytes.subarray(0, Math.min(Number.parseInt(length || '0', 16), 256))
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

function ascii(letters: string): number[] {
  return [...Buffer.from(letters, 'latin1')]
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
