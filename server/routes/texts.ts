import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Router } from 'express'
import { liesWithin, museumFolder } from '../museum/museum-file.ts'
import { whereNotJson } from '../museum/read-settings.ts'
import type { Logger } from '../web/logger.ts'
import { sendProblem } from '../web/problems.ts'

/** What a file of texts is called: the tag of its language. Whatever else lies there is passed by. */
const TEXTS_FILE = /^([A-Za-z0-9][A-Za-z0-9-]*)\.json$/

/**
 * `GET /museum/texts.json`: what the museum says in its own words, `{ "<tag>": … }` of every
 * `data/kiosk/texts/<tag>.json`; {} where there is none. It is read at each request. A file that is
 * not JSON is never taken for none; what is in the others the kiosk checks, which knows the texts.
 */
export function textsRoute(data: string, log: Logger): Router {
  const folder = join(museumFolder(data), 'texts')
  let complaint = ''
  const router = Router()
  router.get('/museum/texts.json', async (_request, response) => {
    const { texts, faults } = await readTexts(folder)
    const problem = faults.join('\n')
    if (problem !== '' && problem !== complaint) {
      log.error({ folder, problem }, 'the museum’s own texts cannot be used')
    }
    complaint = problem
    if (problem === '') response.set('Cache-Control', 'no-cache').json(texts)
    else sendProblem(response, { code: 'internal', detail: problem })
  })
  return router
}

async function readTexts(folder: string) {
  const texts: Record<string, unknown> = {}
  const faults: string[] = []
  let names: string[] = []
  try {
    names = await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Node's own message would tell where the folder lies.
    if (code !== 'ENOENT') faults.push(`texts: the folder cannot be read (${code}).`)
  }
  for (const name of names.sort()) {
    const [, tag] = TEXTS_FILE.exec(name) ?? []
    if (tag === undefined) continue
    const read = await readJson(folder, join(folder, name))
    if ('json' in read) texts[tag] = read.json
    else faults.push(`texts/${name}: ${read.fault}.`)
  }
  return { texts, faults }
}

async function readJson(
  folder: string,
  file: string,
): Promise<{ json: unknown } | { fault: string }> {
  let text: string
  try {
    if (!(await liesWithin(folder, file))) return { fault: 'it is a link out of its folder' }
    text = await readFile(file, 'utf8')
  } catch (error) {
    return { fault: `it cannot be read (${(error as NodeJS.ErrnoException).code})` }
  }
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    return { fault: `it is not JSON (${whereNotJson((error as Error).message, text)})` }
  }
}
