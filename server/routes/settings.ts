import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router } from 'express'
import type { Logger } from '../logger.ts'
import { sendProblem } from '../problems.ts'

/**
 * `GET /settings.json`: what the museum has set for its kiosks in `data/settings.json`; {} where
 * there is no such file. A file that cannot be used is never taken for none: what it forbids, such
 * as the face mode, would be allowed by a stray comma.
 */
export function settingsRoute(data: string, log: Logger): Router {
  const file = join(data, 'settings.json')
  let complaint: string | undefined
  const router = Router()
  router.get('/settings.json', async (_request, response) => {
    const read = await readSettings(file)
    const problem = 'problem' in read ? read.problem : undefined
    if (problem !== undefined && problem !== complaint) {
      log.error({ file, problem }, 'the kiosk settings cannot be used')
    }
    complaint = problem
    if ('settings' in read) {
      response.set('Cache-Control', 'no-cache').json(read.settings)
    } else {
      sendProblem(response, { code: 'internal', detail: `settings.json: ${read.problem}.` })
    }
  })
  return router
}

async function readSettings(file: string): Promise<{ settings: object } | { problem: string }> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Node's own message would tell where the file lies.
    return code === 'ENOENT' ? { settings: {} } : { problem: `it cannot be read (${code})` }
  }
  try {
    const settings: unknown = JSON.parse(text)
    if (typeof settings === 'object' && settings && !Array.isArray(settings)) return { settings }
    return { problem: 'it is JSON, but not an object' }
  } catch (error) {
    return { problem: `it is not JSON (${(error as Error).message})` }
  }
}
