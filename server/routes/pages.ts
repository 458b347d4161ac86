import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Gallery } from '../../embeddings/store/gallery-reader.ts'
import { FAILURES } from '../contract/failures.ts'
import type { Rooms } from '../contract/way-to.ts'
import { openAtlas } from '../lookup/open-atlas.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { pathBetween } from '../lookup/path-between.ts'
import type { TextsRead } from '../museum/read-texts.ts'
import type { Html } from '../pages/html.ts'
import { linePage } from '../pages/line-page.ts'
import { pageStyle } from '../pages/page-style.ts'
import { portraitPage } from '../pages/portrait-page.ts'
import { type Setting, wordsFor } from '../pages/setting.ts'
import { type Sorry, sorryPage } from '../pages/sorry-page.ts'
import { workPage } from '../pages/work-page.ts'
import { sendProblem } from '../web/problems.ts'

/** The number of similar portraits on a face's page. */
const LIKENESSES = 6

/** A page's content, given its setting; or the reason why it shows nothing. */
type Sight = ((setting: Setting) => Html) | Sorry

/**
 * Public pages without a script: `GET /w/:id` shows a work, `GET /p/:id` one of its faces,
 * `GET /line/:from/:to` the way between two.
 */
export function pageRoutes(
  gallery: ServedGallery,
  { searching, crossing }: { searching: RequestHandler; crossing: RequestHandler },
  kiosk: string,
  publicUrl: string | null,
  rooms: () => Promise<Rooms>,
  readTexts: () => Promise<TextsRead>,
): Router {
  const show =
    (see: (served: Gallery, id: string, to: string) => Sight | Promise<Sight>): RequestHandler =>
    async (request, response) => {
      // Faulty texts are left out here. The log and the kiosk's screen report the fault.
      const read = await readTexts()
      const setting = {
        ...(await wordsFor(request, 'texts' in read ? read.texts : {})),
        ...(await pageStyle(kiosk)),
        rooms: await rooms(),
        origin: publicUrl ?? '',
      }
      response.vary('Accept-Language')
      await gallery.use(async (served) => {
        const sight: Sight = served
          ? await see(served, request.params.id as string, request.params.to as string)
          : { reason: 'no-gallery' }
        if (typeof sight === 'function') sendPage(response, sight(setting), setting)
        else apologise(request, response, sight, setting)
      })
    }
  const router = Router()
  router.get('/w/:id', searching, show(seeWork))
  router.get('/p/:id', searching, show(seePortrait))
  router.get('/line/:id/:to', crossing, show(seeLine))
  return router
}

function seeWork({ portraits }: Gallery, workId: string): Sight {
  const [first, ...others] = portraits
    .positionsOfWork(workId)
    .map((position) => portraits.at(position))
  return first ? (setting) => workPage([first, ...others], setting) : { reason: 'not-found' }
}

async function seePortrait(served: Gallery, portraitId: string): Promise<Sight> {
  const { portraits } = served
  const position = portraits.positionOf(portraitId)
  if (position !== undefined) {
    const likenesses = await served.similarTo(position, LIKENESSES)
    return (setting) => portraitPage(portraits.at(position), likenesses, setting)
  }
  // An earlier gallery may have hung another face of the work; see `Portrait`'s id.
  const [, workId] = /^(.+)~\d+$/s.exec(portraitId) ?? []
  return workId !== undefined && portraits.positionsOfWork(workId).length > 0
    ? { reason: 'face-gone', workId }
    : { reason: 'not-found' }
}

function seeLine(served: Gallery, from: string, to: string): Sight {
  const atlas = openAtlas(served)
  if ('problem' in atlas) return { reason: 'not-found' }
  const path = pathBetween(served, atlas, from, to)
  return 'code' in path ? { reason: 'not-found' } : (setting) => linePage(path, setting)
}

/**
 * Sends a page. Express makes the entity tag from the sent text, which holds gallery, language,
 * address and style. The tag is weak, since the text is compressed in several ways.
 */
function sendPage(response: Response, { html }: Html, { words }: Setting): void {
  response
    .set({ 'Cache-Control': 'no-cache', 'Content-Language': words.language })
    .type('html')
    .send(html)
}

/** A page for clients that prefer one, as browsers do; a problem for programs. */
function apologise(request: Request, response: Response, sorry: Sorry, setting: Setting): void {
  response.vary('Accept')
  const code = sorry.reason === 'no-gallery' ? 'no-gallery' : 'not-found'
  if (request.accepts(['application/problem+json', 'html']) !== 'html') {
    const detail =
      code === 'no-gallery' ? FAILURES[code].title : 'The gallery that is served holds none such.'
    sendProblem(response, { code, detail })
    return
  }
  response
    .status(FAILURES[code].httpStatus)
    .set({ 'Cache-Control': 'no-store', 'Content-Language': setting.words.language })
    .type('html')
    .send(sorryPage(sorry, setting).html)
}
