import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { SPACE_ID } from '../../embeddings/descriptor.ts'
import {
  INVENTED_SITTERS_VERSION,
  inventedSitters,
} from '../../indexer/invented-sitters/invented-sitters.ts'
import { paintCollection } from '../../indexer/invented-sitters/paint-collection.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { openLogger } from '../../server/logger.ts'
import { writeFakeCameraClip, writeFakeCameraShots } from '../browser/fake-camera.ts'
import { cachedFolder } from './cached-folder.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

/** Who hangs in the museum of these tests; a few, so that it is soon painted. */
const HANGING = [2, 14, 34, 47, 61, 88, 101, 120]
/** Who visits it. */
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
  const sitters = inventedSitters().filter(({ number }) => HANGING.includes(number))
  const visitor = sitters.find(({ number }) => number === VISITOR)
  if (visitor === undefined) throw new Error(`There is no invented sitter ${VISITOR}.`)
  const data = await cachedFolder(galleryName(), async (draft) => {
    const { directory, csv } = await paintCollection(join(draft, 'pictures'), { sitters })
    await pendant('import', 'folder', directory, '--csv', csv, '--data', draft)
    await pendant('index', '--data', draft)
    const painting = await readFile(join(directory, `${visitor.id}.jpg`))
    await writeFakeCameraClip(join(draft, 'sitter.mjpeg'), painting)
    await writeFakeCameraShots(join(draft, 'empty.mjpeg'), [{ people: [], frames: 15 }])
  })
  return { data, visitorId: visitor.id }
}

export async function openMuseum(): Promise<Museum> {
  const { data, visitorId } = await museumData()
  const kiosk = await mkdtemp(join(tmpdir(), 'pendant-kiosk-'))
  await build({
    configFile: join(ROOT, 'kiosk/vite.config.ts'),
    build: { outDir: kiosk, emptyOutDir: true },
    logLevel: 'error',
  })

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
      await rm(kiosk, { recursive: true, force: true })
    },
  }
}

function galleryName(): string {
  const space = SPACE_ID.replaceAll(/[^a-z0-9]+/g, '-')
  return `gallery-${INVENTED_SITTERS_VERSION}-${HANGING.join('-')}-${space}`
}

async function pendant(...words: readonly string[]): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', join(ROOT, 'indexer/cli.ts'), ...words], {
    cwd: ROOT,
  })
}
