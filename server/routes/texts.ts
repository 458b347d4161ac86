import { Router } from 'express'
import type { TextsRead } from '../museum/read-texts.ts'
import { sendProblem } from '../web/problems.ts'

/**
 * `GET /museum/texts.json`: the texts in the museum's own words, `{ "<tag>": … }` of every file in
 * `data/kiosk/texts/`; {} where there is none; a problem that lists every fault where there are any.
 */
export function textsRoute(readTexts: () => Promise<TextsRead>): Router {
  const router = Router()
  router.get('/museum/texts.json', async (_request, response) => {
    const read = await readTexts()
    if ('texts' in read) response.set('Cache-Control', 'no-cache').json(read.texts)
    else sendProblem(response, { code: 'internal', detail: read.problem })
  })
  return router
}
