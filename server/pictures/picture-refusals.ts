import type { DecodeFault } from '../../embeddings/node/decode-image.ts'
import type { Refusal } from '../contract/failures.ts'

/** The largest picture that the server decodes. */
export const MAX_MEGAPIXELS = 50

const READ_KINDS = 'JPEG, PNG, WebP, AVIF, TIFF or GIF'

/** Advice on pictures of unreadable kinds, by `sniffPicture`'s names for them. */
const ADVICE: Readonly<Record<string, string>> = {
  'a HEIC picture': 'Export it as a JPEG; telephones do so when set to "most compatible".',
  'an SVG drawing': 'A drawing shows no photographed face; send a picture of one.',
  'a PDF document': 'Send the picture in it by itself.',
  'a ZIP archive': 'Send the picture in it by itself.',
  'a web page': 'Send the picture itself, not the page that shows it.',
  'a video': 'Send one frame of it.',
}

/** Refuses a file of an unreadable kind; `name` is `sniffPicture`'s name for it. */
export function notRead(name: string): Refusal {
  if (name === 'empty') return badPicture('The file is empty.')
  const advice = ADVICE[name] ?? `Send a ${READ_KINDS}.`
  return badPicture(
    name === 'of an unknown kind'
      ? `The file is no picture of a kind that is read. ${advice}`
      : `The file is ${name}, which is not read. ${advice}`,
  )
}

const FAULTS: Readonly<Record<DecodeFault, string>> = {
  empty: 'The file is empty.',
  'not-a-picture': `The file is no picture of a kind that is read. Send a ${READ_KINDS}.`,
  'other-format': `The file is a picture of a kind that is not read. Send a ${READ_KINDS}.`,
  'too-many-pixels': `The picture has more than ${MAX_MEGAPIXELS} megapixels; make it smaller.`,
  'too-small': 'The picture is too small to show a face: it is under 32 pixels wide or high.',
  'too-slow': 'The picture takes too long to decode; save it anew, smaller or as a JPEG.',
  'too-costly':
    'The picture takes more to decode than a photograph does: it holds too many scans, frames, texts or profiles, or needs too much memory. Save it anew, as a plain JPEG.',
  damaged: 'The picture is damaged or cut short; send it again, whole.',
}

/** Leaves out libvips's own words, which may quote from the picture. */
export function notDecoded(fault: DecodeFault): Refusal {
  return badPicture(FAULTS[fault])
}

function badPicture(detail: string): Refusal {
  return { code: 'bad-picture', detail }
}

/** Mean brightness, 0 to 1. Darker pictures show a night rather than a face. */
const VERY_DARK = 0.1
/** Shorter side in pixels at which a face that fills a quarter of it has eyes 10 px apart. */
const VERY_SMALL_PX = 100

/** Why a picture may have no face, as far as the picture shows. */
export function noFace(picture: {
  readonly width: number
  readonly height: number
  /** 0 black to 1 white. */
  readonly brightness: number
}): Refusal {
  const { width, height, brightness } = picture
  return {
    code: 'no-face',
    detail:
      Math.min(width, height) < VERY_SMALL_PX
        ? `No face was found, and the picture is very small (${width} × ${height} pixels): send a larger one.`
        : brightness < VERY_DARK
          ? 'No face was found, even in a brightened copy, and the picture is very dark: take one in more light.'
          : 'No face was found, not even in a brightened copy and in turned ones: take a picture in which the face is larger, sharper or seen from the front.',
  }
}

export function noSuchFace(number: number): Refusal {
  return {
    code: 'no-face',
    detail: `The picture shows ${number === 1 ? '1 face' : `${number} faces`}; the face asked for is none of them.`,
  }
}

export function manyFaces(number: number): Refusal {
  return {
    code: 'many-faces',
    detail: `The picture shows ${number} faces of similar size. Say which is meant with face=1 to face=${number}, 1 being the largest, or send a picture of one person.`,
  }
}

/** Refuses a picture because a worker took too long. */
export function tookTooLong(): Refusal {
  return {
    code: 'busy',
    detail: 'The faces in the picture could not be looked at in the time there is for one.',
  }
}

export function tooManyWaiting(number: number): Refusal {
  return {
    code: 'busy',
    detail: `${number} pictures are waiting already; send this one again soon.`,
  }
}

export const CLOSING: Refusal = { code: 'busy', detail: 'The server is closing.' }
