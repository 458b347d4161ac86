import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Agent, fetch, WebSocket } from 'undici'
import { forkProgram } from '../../embeddings/node/program-process.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { type Check, type Finding, problem, well } from './check.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SETTINGS_READER = new URL('../../server/check-settings.ts', import.meta.url)
const SERVER_ANSWERS_WITHIN_MS = 2000

/** Checks of the catalogue, the gallery, the kiosk and the server of this environment. */
export function dataChecks(paths: DataPaths, environment: NodeJS.ProcessEnv): Check[] {
  return [
    { check: 'data folder', look: () => mayBeWritten(paths.data) },
    {
      check: 'catalogue',
      async look() {
        if (!existsSync(paths.catalogue)) {
          return problem(
            `there is none at ${paths.catalogue}`,
            'Bring works in: npm run pendant -- import folder DIR',
          )
        }
        return expected(async () => {
          const { withCatalogue } = await import('../catalogue/catalogue.ts')
          return withCatalogue(paths.catalogue, ({ works }) =>
            well(`${works.all().length} works in ${paths.catalogue}`),
          )
        })
      },
    },
    {
      check: 'gallery',
      look: () =>
        expected(async () => {
          const { openPublished } = await import('../gallery/publish-checked.ts')
          const { isStored } = await import('../images/media-store.ts')
          const gallery = await openPublished(paths)
          try {
            const { id, portraits, works } = gallery.manifest
            const first = portraits.count > 0 ? gallery.portraits.at(0) : undefined
            const hung = first ? [first.crop, first.picture, first.closer ?? []].flat() : []
            for (const media of hung) {
              if (await isStored(paths, media)) continue
              return problem(
                `gallery ${id} is sound, but its pictures are missing from ${join(paths.data, 'media')}`,
                'Put the folder back, or make them again: npm run pendant -- index',
              )
            }
            return well(`${id}, ${portraits.count} portraits of ${works} works`)
          } finally {
            gallery.close()
          }
        }),
    },
    {
      check: 'kiosk',
      look() {
        const page = resolve(ROOT, environment.PENDANT_KIOSK || 'dist/kiosk', 'index.html')
        return existsSync(page)
          ? well(`built, ${page}`)
          : problem(`not built: there is no ${page}`, 'Build it: npm run build (npm start does)')
      },
    },
    { check: 'settings', look: () => settingsAreTaken(paths.data) },
    { check: 'server', look: () => serverAnswers(environment) },
    { check: 'websockets', look: () => webSocketsPass(environment) },
  ]
}

/** Writes a file: only that shows a full disk, one mounted for reading or a foreign owner. */
async function mayBeWritten(folder: string): Promise<Finding> {
  if (!existsSync(folder)) return well(`${folder}, which is made when it is first needed`)
  const file = join(folder, `.doctor-${process.pid}`)
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile('may be written')
    await handle.sync()
  } finally {
    await handle.close()
    await rm(file)
  }
  return well(`${folder} may be written`)
}

/** Asks the server's own reader in a process, as the indexer imports nothing of the server. */
async function settingsAreTaken(data: string): Promise<Finding> {
  const reader = forkProgram(SETTINGS_READER, [data])
  const [problemFound] = (await Promise.race([
    once(reader, 'message'),
    once(reader, 'exit').then(([status]) => [`its reader ended with ${status}`]),
  ])) as [string | null]
  return problemFound === null
    ? well(existsSync(join(data, 'settings.json')) ? 'settings.json is taken' : 'there are none')
    : problem(problemFound, 'Correct what it names; docs/settings.md lists every setting.')
}

/** A server that does not run is no problem; one that runs and cannot show the camera page is. */
async function serverAnswers(environment: NodeJS.ProcessEnv): Promise<Finding> {
  const address = addressHere(environment)
  const dispatcher = anyCertificate()
  const signal = AbortSignal.timeout(SERVER_ANSWERS_WITHIN_MS)
  const page = await fetch(address, { signal, dispatcher }).catch((error: Error) => error)
  if (page instanceof Error) {
    return page.name === 'TimeoutError'
      ? problem(
          `${address} does not answer within ${SERVER_ANSWERS_WITHIN_MS / 1000} s`,
          'Look at what listens on that port; PORT and HOST say where the server is.',
        )
      : well(`none is running at ${address}; start it: npm start`)
  }
  const text = await page.text()
  return page.ok && /<html/i.test(text)
    ? well(`the camera page answers at ${address}`)
    : problem(
        `${address} answers ${page.status} instead of the camera page`,
        'Stop the server, run "npm run build" and start it again.',
      )
}

/** Where the server is by its own settings. */
function addressHere(environment: NodeJS.ProcessEnv): string {
  const host = environment.HOST || '127.0.0.1'
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const bracketed = reachable.includes(':') ? `[${reachable}]` : reachable
  const scheme = environment.PENDANT_TLS_CERT ? 'https' : 'http'
  return `${scheme}://${bracketed}:${environment.PORT || '8080'}/`
}

/** Whoever ends TLS here does so for the museum's name: what it shows this machine need not fit. */
function anyCertificate(): Agent {
  return new Agent({ connect: { rejectUnauthorized: false } })
}

/**
 * Whether websockets pass the way that screens take: by the public address, where there is one, and
 * so through every proxy. Without them screens use long polling, which costs both ends more.
 */
async function webSocketsPass(environment: NodeJS.ProcessEnv): Promise<Finding> {
  const address = environment.PENDANT_PUBLIC_URL || addressHere(environment)
  const dispatcher = anyCertificate()
  const signal = AbortSignal.timeout(SERVER_ANSWERS_WITHIN_MS)
  const isThere = await fetch(new URL('/api/v1/health', address), { signal, dispatcher }).then(
    () => true,
    () => false,
  )
  if (!isThere) return well(`no server answers at ${address}`)
  return (await opensWebSocket(address, dispatcher))
    ? well(`pass to ${address}`)
    : problem(
        `do not pass to ${address}: screens there use long polling`,
        'Let every proxy pass upgrades on /socket.io/; docs/operations.md, “A proxy you have”.',
      )
}

/** Something has to come back: proxies also accept a websocket and pass nothing on. */
function opensWebSocket(address: string, dispatcher: Agent): Promise<boolean> {
  const path = new URL('/socket.io/?EIO=4&transport=websocket', address)
  path.protocol = path.protocol.replace('http', 'ws')
  return new Promise((resolve) => {
    const line = new WebSocket(path, { dispatcher })
    const end = (passes: boolean): void => {
      clearTimeout(late)
      resolve(passes)
      line.close()
    }
    const late = setTimeout(() => end(false), SERVER_ANSWERS_WITHIN_MS)
    line.onmessage = () => end(true)
    line.onerror = () => end(false)
    line.onclose = () => end(false)
  })
}

/** A `CuratorError` is a finding: its message says what is wrong and what to do. */
async function expected(look: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return problem('it cannot be opened', error.message)
  }
}
