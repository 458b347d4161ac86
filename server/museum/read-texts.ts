import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MuseumTexts } from '../contract/texts/museum-texts.ts'
import type { Logger } from '../web/logger.ts'
import { textFaults } from './check-texts.ts'
import { museumFolder } from './museum-file.ts'
import { readMuseumJson } from './read-json.ts'

/** The museum's own texts, or every fault in its files, one to a line. */
export type TextsRead = { readonly texts: MuseumTexts } | { readonly problem: string }

/** A text file is named after its language. Other files in the folder are ignored. */
const TEXTS_FILE = /^([A-Za-z0-9][A-Za-z0-9-]*)\.json$/

/**
 * Reads `data/kiosk/texts/<tag>.json` afresh at each call. Without files there are no texts. A
 * fault goes to the log once, until it changes. A faulty file never counts as missing: our own
 * consent notice must not silently replace the museum's.
 */
export function textsReader(data: string, log: Logger): () => Promise<TextsRead> {
  const folder = join(museumFolder(data), 'texts')
  let known = { written: '{}', read: { texts: {} } as TextsRead }
  return async () => {
    const { texts, faults } = await readFolder(folder)
    const written = JSON.stringify([texts, faults])
    if (written !== known.written) {
      known = { written, read: check(texts, faults) }
      if ('problem' in known.read) {
        const { problem } = known.read
        log.error({ folder, problem }, 'the museum’s own texts cannot be used')
      }
    }
    return known.read
  }
}

function check(texts: Readonly<Record<string, unknown>>, unread: readonly string[]): TextsRead {
  if (unread.length > 0) return { problem: unread.join('\n') }
  const faults = Object.entries(texts).flatMap(([tag, file]) =>
    textFaults(tag, file).map((fault) => `texts/${tag}.json: ${fault}`),
  )
  if (faults.length === 0) return { texts: texts as MuseumTexts }
  return { problem: `The museum’s own texts are refused:\n${faults.join('\n')}` }
}

async function readFolder(folder: string) {
  const texts: Record<string, unknown> = {}
  const faults: string[] = []
  let names: string[] = []
  try {
    names = await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') faults.push(`texts: the folder cannot be read (${code}).`)
  }
  for (const name of names.sort()) {
    const [, tag] = TEXTS_FILE.exec(name) ?? []
    if (tag === undefined) continue
    // A link that leads nowhere is in the folder, but is no file.
    const read = (await readMuseumJson(join(folder, name), folder)) ?? {
      fault: 'it leads to no file',
    }
    if ('json' in read) texts[tag] = read.json
    else faults.push(`texts/${name}: ${read.fault}.`)
  }
  return { texts, faults }
}
