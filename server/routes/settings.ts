import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router } from 'express'
import type { Logger } from '../logger.ts'

/** `GET /settings.json`: what the museum has set for its kiosks in `data/settings.json`; {} when nothing. */
export function settingsRoute(data: string, log: Logger): Router {
  const file = join(data, 'settings.json')
  let complaint: string | undefined
  const router = Router()
  router.get('/settings.json', async (_request, response) => {
    const read = await readSettings(file)
    const problem = 'problem' in read ? read.problem : undefined
    if (problem !== undefined && problem !== complaint) {
      log.warn({ file, problem }, 'the kiosk settings are not used')
    }
    complaint = problem
    response.set('Cache-Control', 'no-cache').json('settings' in read ? read.settings : {})
  })
  return router
}

async function readSettings(file: string): Promise<{ settings: object } | { problem: string }> {
  try {
    const settings: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof settings === 'object' && settings && !Array.isArray(settings)) return { settings }
    return { problem: 'it is JSON, but not an object' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { settings: {} }
    return { problem: (error as Error).message }
  }
}
