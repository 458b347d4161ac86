import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import type { KioskSocket, Museum } from './museum.ts'
import { someFaces } from './museum.ts'
import { type ServerProgram, startServerProgram } from './server-program.ts'

const REPLICAS = 3
const HAS_NGINX = spawnSync('nginx', ['-v']).status === 0
/** An answer that has not come by then is asked for again, of whichever server answers. */
const PATIENCE_MS = 5_000

export type ReplicaFigures = {
  readonly balancer: string
  readonly sockets: number
  readonly probes: number
  readonly answered: number
  /** Asked more than once, since a server had gone. */
  readonly askedAgain: number
  readonly slowestMs: number
  /** What came in place of answers, and how often. */
  readonly setbacks: Readonly<Record<string, number>>
  /** The galleries that answered. */
  readonly galleries: readonly string[]
}

/**
 * Three servers behind a balancer, and many kiosks that ask all the time. Meanwhile each server is
 * killed or ended and, after a pause, started again, and another gallery is published from the
 * shared folder.
 */
export async function askReplicas(
  house: Museum,
  { sockets, pauseMs }: { sockets: number; pauseMs: number },
): Promise<ReplicaFigures> {
  const faces = someFaces(24)
  await house.hang('g1', faces)
  await house.write('g2', someFaces(30, 3))
  const ports = await Promise.all(Array.from({ length: REPLICAS }, freePort))
  const start = async (port: number): Promise<ServerProgram> => {
    const program = startServerProgram({
      PORT: String(port),
      PENDANT_DATA: house.paths.data,
      PENDANT_KIOSK: house.kiosk,
      PENDANT_LOG_LEVEL: 'warn',
      PENDANT_PICTURE_WORKERS: '0',
      PENDANT_TRUSTED_PROXIES: '1',
      PENDANT_CONNECTIONS_PER_ADDRESS: '10000',
    })
    await program.address
    return program
  }
  const programs = await Promise.all(ports.map(start))
  const balancer = HAS_NGINX ? await startNginx(ports) : await startBalancer(ports)
  if (!HAS_NGINX)
    process.stderr.write('There is no nginx here: a balancer of the test stands in.\n')
  const kiosks: KioskSocket[] = []
  try {
    const probes = faces.map((face) => ({ descriptor: descriptorToBytes(face), k: 1 }))
    let isOver = false
    const tally = { probes: 0, answered: 0, askedAgain: 0, slowestMs: 0 }
    const galleries = new Set<string>()
    const setbacks: Record<string, number> = {}
    const note = (what: string): void => {
      setbacks[what] = (setbacks[what] ?? 0) + 1
    }
    const visit = async (turn: number): Promise<void> => {
      const kiosk: KioskSocket = io(balancer.address, {
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
      })
      kiosks.push(kiosk)
      kiosk.on('connect_error', ({ message }) => note(`not connected: ${message}`))
      for (let asked = turn; !isOver; asked++) {
        tally.probes += 1
        const sinceMs = performance.now()
        for (let tried = 0; tried < 12; tried++) {
          if (tried === 1) tally.askedAgain += 1
          const outcome = await kiosk
            .timeout(PATIENCE_MS)
            .emitWithAck('pendant:find', probes[asked % probes.length] as (typeof probes)[number])
            .catch((error: Error) => error)
          if (outcome instanceof Error || outcome.status === 'failed') {
            note(outcome instanceof Error ? outcome.message : outcome.failure.code)
            await pause(100)
            continue
          }
          tally.answered += 1
          galleries.add(outcome.gallery)
          break
        }
        tally.slowestMs = Math.max(tally.slowestMs, performance.now() - sinceMs)
        await pause(100)
      }
    }
    const visits = Promise.all(Array.from({ length: sockets }, (_, turn) => visit(turn)))
    for (const [at, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      await pause(pauseMs)
      const gone = programs[at] as ServerProgram
      gone.child.kill(signal)
      await gone.exit
      if (at === 1) await house.publish('g2')
      await pause(pauseMs)
      programs[at] = await start(ports[at] as number)
    }
    await pause(pauseMs)
    isOver = true
    await visits
    return {
      balancer: balancer.name,
      sockets,
      ...tally,
      setbacks,
      galleries: [...galleries].sort(),
    }
  } finally {
    for (const kiosk of kiosks) kiosk.disconnect()
    await balancer.end()
    for (const { child, exit } of programs) {
      child.kill('SIGTERM')
      await exit
    }
  }
}

type Balancer = { readonly name: string; readonly address: string; end(): Promise<void> }

/** nginx by the file that docker-compose.yml uses, with the addresses of this machine. */
async function startNginx(ports: readonly number[]): Promise<Balancer> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-nginx-'))
  const port = await freePort()
  const given = await readFile(new URL('../../ops/nginx.conf', import.meta.url), 'utf8')
  const [line, , options] = /server (replica:8080) (.*);/.exec(given) as RegExpExecArray
  const servers = ports.map((each) => `server 127.0.0.1:${each} ${options};`).join('\n')
  const own = given
    .replace(line, servers)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replaceAll('/tmp/nginx', join(folder, 'nginx'))
  const file = join(folder, 'nginx.conf')
  await writeFile(file, own)
  const nginx: ChildProcess = spawn(
    'nginx',
    ['-e', 'stderr', '-p', folder, '-c', file, '-g', 'daemon off;'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  nginx.stderr?.on('data', (part) => {
    said += part
  })
  for (let tried = 0; !(await listens(port)); tried++) {
    if (nginx.exitCode !== null || tried > 100) throw new Error(`nginx does not start: ${said}`)
    await pause(50)
  }
  return {
    name: 'nginx',
    address: `http://127.0.0.1:${port}`,
    async end() {
      nginx.kill('SIGTERM')
      if (nginx.exitCode === null) await once(nginx, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Hands each connection to the next server that listens. */
async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0
  const server = createServer((client) => {
    const attempt = (left: number): void => {
      turn += 1
      const upstream = connect(ports[turn % ports.length] as number, '127.0.0.1')
      upstream.once('connect', () => client.pipe(upstream).pipe(client))
      upstream.on('error', () => {
        if (upstream.bytesWritten === 0 && left > 0) attempt(left - 1)
        else client.destroy()
      })
      upstream.on('close', () => {
        if (upstream.bytesWritten > 0) client.destroy()
      })
      client.on('close', () => upstream.destroy())
    }
    client.on('error', () => client.destroy())
    attempt(ports.length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    name: 'a balancer of the test',
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    end: async () => void server.close(),
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
