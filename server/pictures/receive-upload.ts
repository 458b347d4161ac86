import type { Request, Response } from 'express'
import multer, { MulterError } from 'multer'
import type { Refusal } from '../contract/failures.ts'

const MAX_PICTURE_BYTES = 10 * 1024 * 1024
/** The most bytes of a form: the largest picture and its surroundings. */
const MAX_FORM_BYTES = MAX_PICTURE_BYTES + 64 * 1024
const MAX_FIELDS = 40
const PICTURE_FIELD = 'image'

/** A form as received: its one picture and its other fields, which may be repeated. */
export type Upload = {
  readonly picture: Uint8Array<ArrayBuffer>
  readonly fields: Readonly<Record<string, string | string[]>>
}

// Uploads stay in memory and are never written to the disk.
const readForm = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: MAX_PICTURE_BYTES,
    files: 1,
    fields: MAX_FIELDS,
    parts: MAX_FIELDS + 1,
    fieldNameSize: 40,
    fieldSize: 400,
    headerPairs: 20,
    fieldNestingDepth: 0,
  },
}).single(PICTURE_FIELD)

const FORM = `multipart/form-data with one file in the field ${PICTURE_FIELD}`

/**
 * Reads a form with a picture, or says what is wrong with it; `gone` when the client hung up.
 * Blanks the bytes that multer gathered. The network's own buffers are left to be overwritten.
 */
export async function receiveUpload(
  request: Request,
  response: Response,
): Promise<Upload | { readonly refusal: Refusal } | 'gone'> {
  if (Number(request.headers['content-length']) > MAX_FORM_BYTES) return { refusal: TOO_LARGE }
  const error = await new Promise<unknown>((resolve) => readForm(request, response, resolve))
  const gathered = request.file?.buffer
  // The picture gets a buffer of its own, because another thread takes it over.
  const picture = new Uint8Array(gathered ?? [])
  gathered?.fill(0)
  const fields = (request.body ?? {}) as Upload['fields']
  if (error !== undefined) {
    picture.fill(0)
    // A stream's error about a lost client has no code of its own.
    if (request.destroyed && !request.complete) return 'gone'
    return { refusal: refusalOf(error) }
  }
  if (gathered) return { picture, fields }
  return {
    refusal: badRequest(
      PICTURE_FIELD in fields
        ? `The field ${PICTURE_FIELD} holds text: send it as a file, with a file name.`
        : `The form has no file in its field ${PICTURE_FIELD}; this route takes ${FORM}.`,
    ),
  }
}

const TOO_LARGE: Refusal = {
  code: 'too-large',
  detail: `A picture may have up to ${MAX_PICTURE_BYTES / 1024 / 1024} MB; save it smaller or as a JPEG.`,
}

/** multer's own messages may name fields and files, so they are replaced. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof MulterError)) {
    return badRequest(`The form is broken or cut short; this route takes ${FORM}.`)
  }
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return TOO_LARGE
    case 'LIMIT_FILE_COUNT':
      return badRequest(`The form has several files; send one, in the field ${PICTURE_FIELD}.`)
    case 'LIMIT_UNEXPECTED_FILE':
      return badRequest(`The file goes into the field ${PICTURE_FIELD}, and into no other.`)
    default:
      return badRequest(
        `Beside its picture a form has at most ${MAX_FIELDS} fields with plain names and short values.`,
      )
  }
}

function badRequest(detail: string): Refusal {
  return { code: 'bad-request', detail }
}
