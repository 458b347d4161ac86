import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { SPACE_ID } from '../../embeddings/face/descriptor.ts'
import { MAX_MATCHES } from '../contract/events.ts'
import type { MatchList } from '../contract/http.ts'
import type { PictureMatchList } from '../contract/match-request.ts'
import { type FilteredOutcome, findPassing } from '../lookup/find-pendants.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { parseMatchRequest } from '../lookup/parse-probe.ts'
import { parsePictureForm } from '../pictures/picture-form.ts'
import type { PictureReader } from '../pictures/picture-reader.ts'
import { receiveUpload } from '../pictures/receive-upload.ts'
import { uploadSlots } from '../pictures/upload-slots.ts'
import { clientAddress, partyOf } from '../web/client-address.ts'
import { sendProblem } from '../web/problems.ts'
import { noGallery } from './no-gallery.ts'

/** Limit of a JSON body: 128 numbers in full, indented, one on each line, take 4 KB. */
const MAX_BODY = '16kb'

/** Forms that may arrive at once. Each may hold 10 MB. */
const MAX_UPLOADS = 24
/** Seconds after which a client that was told "busy" may ask again: a picture takes about one. */
const RETRY_SECONDS = 3

/**
 * `POST /match` with `{ descriptor, k?, mode?, space?, filter? }` as JSON, or with a picture in a
 * form. The look-up is the same as `pendant:find`.
 */
export function matchRoute(
  gallery: ServedGallery,
  searching: RequestHandler,
  pictures: PictureReader | undefined,
  trustedProxies: number,
): Router {
  const router = Router()
  const withPicture: RequestHandler = pictures
    ? matchPicture(gallery, pictures, trustedProxies)
    : (_request, _response, next) => next()
  router.post(
    '/match',
    searching,
    withPicture,
    onlyJson(pictures !== undefined),
    express.json({ limit: MAX_BODY }),
    async (request, response) => {
      const parsed = parseMatchRequest(request.body)
      if ('failure' in parsed) return sendProblem(response, parsed.failure)
      const { probe, filter } = parsed
      const list = listOf(
        await gallery.use((served) => findPassing(served, probe, filter)),
        response,
      )
      if (list) response.set('Cache-Control', 'no-store').json(list)
    },
  )
  return router
}

function matchPicture(
  gallery: ServedGallery,
  pictures: PictureReader,
  trustedProxies: number,
): RequestHandler {
  const slots = uploadSlots(MAX_UPLOADS)

  return async (request, response, next) => {
    if (!request.is('multipart/form-data')) return next()
    if (!gallery.info) return noGallery(response)
    const party = partyOf(clientAddress(request, trustedProxies))
    if (!slots.take(party)) {
      return sendBusy(response, 'Too many pictures are being sent; send this one again soon.')
    }
    try {
      await answer(request, response)
    } finally {
      slots.giveBack(party)
    }
  }

  async function answer(request: Request, response: Response): Promise<void> {
    const upload = await receiveUpload(request, response)
    if (upload === 'gone') return
    if ('refusal' in upload) return sendProblem(response, upload.refusal)
    const form = parsePictureForm(upload.fields)
    if ('detail' in form) {
      upload.picture.fill(0)
      return sendProblem(response, { code: 'bad-request', ...form })
    }
    const { k, face, filter } = form
    const reading = await pictures.read({ bytes: upload.picture, face }, hangUpOf(response))
    if (reading.status === 'refused') {
      const { code, detail } = reading.refusal
      return code === 'busy' ? sendBusy(response, detail) : sendProblem(response, { code, detail })
    }
    const { descriptor, box, width, height } = reading
    const probe = { descriptor, k, mode: 'likeness', space: SPACE_ID } as const
    const outcome = await gallery.use((served) => findPassing(served, probe, filter))
    descriptor.fill(0)
    const list = listOf(outcome, response)
    if (!list) return
    const pictureList: PictureMatchList = { ...list, face: { box, width, height } }
    response.set('Cache-Control', 'no-store').json(pictureList)
  }
}

/** The list to answer. Sends a failure itself and then returns nothing. */
function listOf(outcome: FilteredOutcome, response: Response): MatchList | undefined {
  if (outcome.status === 'failed') {
    sendProblem(response, outcome.failure)
    return undefined
  }
  const { gallery, nothingNear, matches } = outcome
  return { gallery, nothingNear, matches: [...matches] }
}

function sendBusy(response: Response, detail: string): void {
  response.set('Retry-After', String(RETRY_SECONDS))
  sendProblem(response, { code: 'busy', detail })
}

/** Aborts when the client hangs up before its answer. */
function hangUpOf(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

function onlyJson(takesPictures: boolean): RequestHandler {
  const json = `application/json, { "descriptor": [128 numbers], "k": up to ${MAX_MATCHES} }`
  const detail = takesPictures
    ? `This route reads ${json}, and multipart/form-data with a picture in the field image.`
    : `This route reads ${json}; this server takes no pictures.`
  return (request, response, next) => {
    // A missing body is not of another type; it is refused as a probe.
    if (request.is('application/json') !== false) return next()
    sendProblem(response, { code: 'unsupported-media-type', detail })
  }
}
