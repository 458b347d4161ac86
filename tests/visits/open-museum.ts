import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type RunningServer, startServer } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { openLogger } from '../../server/web/logger.ts'
import { writeFakeCameraClip, writeFakeCameraShots } from '../browser/fake-camera.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { cachedFolder } from '../cached-folder.ts'
import { hangSitters, someSitters } from '../painted-sitters.ts'
import { pictureFile } from '../painter/collection-csv.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

/** All that the gallery and its clips depend on. */
const MADE_OF = [
  'embeddings',
  'indexer',
  'package-lock.json',
  'tests/browser/fake-camera.ts',
  'tests/painted-sitters.ts',
  'tests/painter',
  'tests/visits/open-museum.ts',
]
/** Of the operator, in every museum here. */
export const PIN = '2468'
/** Who visits. */
const VISITOR = 34

/** A small museum: invented sitters on its walls, its server, the built kiosk. */
export interface Museum {
  readonly address: string
  /** The portrait that shows the visitor of `sitterClip`. */
  readonly visitorPortraitId: string
  /** Camera clips: the visitor, and an empty room. */
  readonly sitterClip: string
  readonly emptyClip: string
  /** The server goes away, as when a machine is switched off. */
  closeServer(): Promise<void>
  /** It comes back at the same address. */
  openServer(): Promise<void>
  close(): Promise<void>
}

/** A data folder with the published gallery of the museum, and its camera clips. */
export async function museumData(): Promise<{ data: string; visitorId: string }> {
  const sitters = someSitters()
  const visitor = sitters.find(({ number }) => number === VISITOR)
  if (visitor === undefined) throw new Error(`Invented sitter ${VISITOR} does not hang here.`)
  const data = await cachedFolder('museum', MADE_OF, async (draft) => {
    const { directory, csv } = await hangSitters(join(draft, 'pictures'), sitters)
    await pendant('import', 'folder', directory, '--csv', csv, '--data', draft)
    await pendant('index', '--data', draft)
    await writeFile(join(draft, 'settings.json'), JSON.stringify({ operator: { pin: PIN } }))
    const painting = await readFile(join(directory, pictureFile(visitor)))
    await writeFakeCameraClip(join(draft, 'sitter.mjpeg'), painting)
    await writeFakeCameraShots(join(draft, 'empty.mjpeg'), [{ people: [], frames: 15 }])
  })
  return { data, visitorId: visitor.id }
}

export async function openMuseum(): Promise<Museum> {
  const { data, visitorId } = await museumData()
  const kiosk = await builtKiosk()
  let server: RunningServer | null = null
  let port = 0
  async function openServer(): Promise<void> {
    const parsed = parseConfig({ PORT: String(port), PENDANT_DATA: data, PENDANT_KIOSK: kiosk })
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    server = await startServer({
      ...parsed.config,
      log: openLogger('silent'),
      pace: { lingerMs: 20, drainMs: 500 },
    })
    port = server.port
  }
  await openServer()

  return {
    address: `http://localhost:${port}`,
    visitorPortraitId: `${visitorId}~1`,
    sitterClip: join(data, 'sitter.mjpeg'),
    emptyClip: join(data, 'empty.mjpeg'),
    openServer,
    async closeServer() {
      await server?.close()
      server = null
    },
    async close() {
      await server?.close()
    },
  }
}

async function pendant(...words: readonly string[]): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', join(ROOT, 'indexer/cli.ts'), ...words], {
    cwd: ROOT,
  })
}
