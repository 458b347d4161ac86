import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler } from 'express'
import { SNIFFED_BYTES, sniffPicture } from '../../embeddings/node/sniff-picture.ts'
import { storageFault } from '../../embeddings/store/storage-faults.ts'
import type { Refusal } from '../contract/failures.ts'
import { sendProblem } from '../web/problems.ts'

const MAX_UPLOAD_BYTES = 200 * 1024 * 1024
const FOLDER = /^[\w-]{1,60}$/
const PICTURE = /\.(jpe?g|png|webp|tiff?|gif|avif)$/i
const TABLE = /\.(csv|tsv|txt|json|xml)$/i
/** No slash, no control character, and no leading dot. */
const NAME = /^[^./\\\p{Cc}][^/\\\p{Cc}]{0,190}$/u

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.refusal = refusal
  }
}

/**
 * `PUT /desk/upload/:folder/:name` keeps a picture or a table in the data folder, under the name it
 * came with. A picture is told by its first bytes, whatever its name says; archives are refused.
 */
export function uploadRoute(uploads: string): RequestHandler {
  return async (request, response) => {
    const { folder = '', name = '' } = request.params as { folder?: string; name?: string }
    const isPicture = PICTURE.test(name)
    if (!FOLDER.test(folder) || !NAME.test(name) || !(isPicture || TABLE.test(name))) {
      return sendProblem(response, {
        code: 'refused',
        detail:
          'Pictures (JPEG, PNG, WebP, TIFF, GIF, AVIF) and tables (CSV, JSON, XML) come in, each under a plain name. Unpack archives first.',
      })
    }
    if (Number(request.get('content-length') ?? 0) > MAX_UPLOAD_BYTES) {
      return sendProblem(response, TOO_LARGE)
    }
    const file = join(uploads, folder, name)
    const draft = join(uploads, folder, `.${name}.part`)
    try {
      await mkdir(join(uploads, folder), { recursive: true })
      await pipeline(request, checked(isPicture), createWriteStream(draft))
      await rename(draft, file)
      response.json({ location: `upload:${folder}`, file: `upload:${folder}/${name}` })
    } catch (error) {
      await rm(draft, { force: true })
      const fault = storageFault(error)
      if (error instanceof Refused) sendProblem(response, error.refusal)
      else if (fault) {
        sendProblem(response, { code: 'refused', detail: `${fault.what}. ${fault.advice}` })
      } else throw error
    }
  }
}

/** Passes bytes on, as long as they are not too many and begin as such a file does. */
function checked(isPicture: boolean): Transform {
  let count = 0
  let start: Buffer | undefined = Buffer.alloc(0)
  const look = (): Refused | undefined => {
    if (!start) return undefined
    const { picture, name } = sniffPicture(start)
    const isWanted = isPicture ? picture : !picture && !/archive|video|PDF/.test(name)
    start = undefined
    if (isWanted) return undefined
    const detail = `The file is ${name}, and not what its name says.`
    return new Refused({ code: 'refused', detail })
  }
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      count += part.length
      if (count > MAX_UPLOAD_BYTES) return done(new Refused(TOO_LARGE))
      if (start) start = Buffer.concat([start, part])
      const refused = start && start.length >= SNIFFED_BYTES ? look() : undefined
      done(refused ?? null, part)
    },
    flush(done) {
      done(look() ?? null)
    },
  })
}

const TOO_LARGE: Refusal = {
  code: 'too-large',
  detail: `A file has at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MB; put larger ones into a folder on the server.`,
}
