import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { AgentName } from '../downloads/web.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError, Interrupted } from '../terminal/curator-error.ts'
import { readCuratorSettings, writeCuratorSettings } from '../terminal/curator-settings.ts'

/**
 * How Pendant introduces itself to a museum's server: its name and whom to write to. An address
 * given is kept at once; without one it is asked for when it is first needed, where somebody can
 * answer. Throws `CuratorError` when the address given is none.
 */
export async function introduction(
  paths: DataPaths,
  given: string | undefined,
  context: CommandContext,
): Promise<AgentName> {
  if (given !== undefined) await keepContact(paths, given)
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const known = (await readCuratorSettings(paths)).contact
  let contact = known === undefined ? undefined : Promise.resolve(known)
  return async (needed) => {
    if (needed === 'needed') contact ??= askForContact(paths, context)
    const told = await contact
    return told === undefined ? `Pendant/${version}` : `Pendant/${version} (${told})`
  }
}

async function askForContact(paths: DataPaths, context: CommandContext): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CuratorError(
      'Museums ask programs that read their servers whom to write to in case of trouble; say it once: --contact you@museum.example',
    )
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(
      'Museums ask programs that read their servers whom to write to in case of trouble.\nYour e-mail address (kept in curator.json, sent with every request): ',
      { signal: context.signal },
    )
    await keepContact(paths, answer)
    return answer.trim()
  } catch (error) {
    // The terminal takes ctrl-C and ctrl-D for itself while it waits for an answer.
    if ((error as Error).name === 'AbortError') throw new Interrupted('Stopped.')
    throw error
  } finally {
    terminal.close()
  }
}

async function keepContact(paths: DataPaths, text: string): Promise<void> {
  const contact = z.email().safeParse(text.trim())
  if (!contact.success) throw new CuratorError(`"${text.trim()}" is no e-mail address.`)
  await writeCuratorSettings(paths, {
    ...(await readCuratorSettings(paths)),
    contact: contact.data,
  })
}
