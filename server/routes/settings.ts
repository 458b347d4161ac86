import { join } from 'node:path'
import { Router } from 'express'
import { settingsReader } from '../museum/read-settings.ts'
import type { Logger } from '../web/logger.ts'
import { sendProblem } from '../web/problems.ts'

/**
 * `GET /settings.json`: the museum's settings for its kiosks from `data/settings.json`; {} when
 * there is no such file. The server reads the file at each request, and once at the start for the
 * log. An unusable file never counts as missing: a stray comma would allow what the file forbids,
 * such as the face mode.
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
