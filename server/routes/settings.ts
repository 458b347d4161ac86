import { join } from 'node:path'
import { Router } from 'express'
import { settingsReader } from '../museum/read-settings.ts'
import type { Logger } from '../web/logger.ts'
import { sendProblem } from '../web/problems.ts'

/**
 * `GET /settings.json`: what the museum has set for its kiosks in `data/settings.json`; {} where
 * there is no such file. It is read at each request, and once at the start for the log. A file that
 * cannot be used is never taken for none: what it forbids, such as the face mode, would be allowed by
 * a stray comma.
 */
export function settingsRoute(data: string, log: Logger): Router {
  const file = join(data, 'settings.json')
  const readSettings = settingsReader(data)
  let complaint: string | undefined
  async function read() {
    const answer = await readSettings()
    const problem = 'problem' in answer ? answer.problem : undefined
    if (problem !== undefined && problem !== complaint) {
      log.error({ file, problem }, 'the kiosk settings cannot be used')
    }
    complaint = problem
    return answer
  }
  const router = Router()
  router.get('/settings.json', async (_request, response) => {
    const answer = await read()
    if ('settings' in answer) {
      response.set('Cache-Control', 'no-cache').json(answer.settings)
    } else {
      sendProblem(response, { code: 'internal', detail: answer.problem })
    }
  })
  void read()
  return router
}
