import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { expect, it, onTestFinished } from 'vitest'
import { descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import { percentile } from '../bench/figures.ts'
import { type KioskSocket, museum, someFaces } from '../server/museum.ts'
import { startServerProgram } from '../server/server-program.ts'

const SOCKETS = 2_000
const PROBES_PER_SECOND = 2
/** Beyond this share of what it carries, a moment's delay is a queue. */
const SHARE_OF_CARRIED = 0.6
const MINUTES = 5
const OVERLOAD = 3
const OVERLOAD_SECONDS = 60
/** A probe without an answer by then is lost. */
const PATIENCE_MS = 10_000
const RECOVERED_AFTER_MS = 5_000

/** What came of the probes of one stretch of time. */
type Tally = {
  readonly ms: number[]
  readonly outcomes: Record<string, number>
  sent: number
  /** Probes that were refused as `overloaded` and sent once more. */
  again: number
}

const faces = someFaces(600)
const probes = faces.map((face) => ({ descriptor: descriptorToBytes(face), k: 5 }))

it(`${SOCKETS} kiosks are answered for ${MINUTES} minutes; of ${OVERLOAD} times what is carried a part is, and all soon after`, async () => {
  const house = await museum()
  await house.hang('loaded', faces)
  const server = startServerProgram({
    PORT: '0',
    PENDANT_DATA: house.paths.data,
    PENDANT_KIOSK: house.kiosk,
    PENDANT_LOG_LEVEL: 'warn',
    PENDANT_PICTURE_WORKERS: '0',
    PENDANT_PROBES_PER_SECOND: '1000',
    PENDANT_CONNECTIONS_PER_ADDRESS: '10000',
  })
  onTestFinished(async () => {
    server.child.kill('SIGTERM')
    await server.exit
  })
  const address = await server.address
  const kiosks: KioskSocket[] = []
  onTestFinished(() => {
    for (const kiosk of kiosks) kiosk.disconnect()
  })
  // A hundred at a time: two thousand never come in one moment.
  while (kiosks.length < SOCKETS) {
    kiosks.push(...(await Promise.all(Array.from({ length: 100 }, () => connect(address)))))
  }
  const memory = () => residentBytes(server.child.pid as number)

  const carried = await mostCarried(kiosks.slice(0, 16))
  console.info(`it carries ${carried.toFixed(0)} probes a second`)
  // A machine that carries less, beside what asks it, is asked less.
  const pace = Math.min(PROBES_PER_SECOND, (SHARE_OF_CARRIED * carried) / SOCKETS)
  await ask(kiosks, pace, 15)
  const memoryBefore = await memory()
  const usual = await ask(kiosks, pace, MINUTES * 60, asKioskDoes)
  const memoryAfter = await memory()
  say(`${SOCKETS} sockets, ${pace.toFixed(2)} probes a second each`, usual)
  console.info(`memory ${megabytes(memoryBefore)}, afterwards ${megabytes(memoryAfter)}`)

  const over = await ask(kiosks, (OVERLOAD * carried) / SOCKETS, OVERLOAD_SECONDS)
  say(`${OVERLOAD} times as many as it carries`, over)
  await pause(RECOVERED_AFTER_MS)
  const after = await ask(kiosks, 0.5, 20)
  say(`${RECOVERED_AFTER_MS / 1000} s later, a probe every two seconds each`, after)

  expect(Object.keys(usual.outcomes)).toEqual(['matched'])
  expect(memoryAfter).toBeLessThan(1.25 * memoryBefore)
  expect(Object.keys(over.outcomes).sort()).toEqual(['matched', 'overloaded'])
  expect(over.outcomes.matched).toBeGreaterThan(0.2 * carried * OVERLOAD_SECONDS)
  expect(Object.keys(after.outcomes)).toEqual(['matched'])
})

async function connect(address: string): Promise<KioskSocket> {
  const kiosk: KioskSocket = io(address, { transports: ['websocket'], forceNew: true })
  await new Promise<void>((resolve, reject) => {
    kiosk.once('connect', resolve)
    kiosk.once('connect_error', reject)
  })
  return kiosk
}

/** Has each kiosk send evenly, answered or not, none at the same moment as another. */
async function ask(
  kiosks: readonly KioskSocket[],
  perSecond: number,
  seconds: number,
  one = askOnce,
): Promise<Tally> {
  const tally: Tally = { ms: [], outcomes: {}, sent: 0, again: 0 }
  const pending: Promise<void>[] = []
  const startMs = performance.now()
  const all = Math.round(kiosks.length * perSecond * seconds)
  while (tally.sent < all) {
    const due = ((performance.now() - startMs) / 1000) * kiosks.length * perSecond
    // One who is late does not catch up in one burst.
    for (let burst = 0; tally.sent < Math.min(due, all) && burst < 200; burst++) {
      const kiosk = kiosks[tally.sent % kiosks.length] as KioskSocket
      pending.push(one(kiosk, tally.sent, tally))
      tally.sent += 1
    }
    if (performance.now() - startMs > 2_000 * seconds) break
    await pause(1)
  }
  await Promise.all(pending)
  return tally
}

async function outcomeOf(kiosk: KioskSocket, number: number): Promise<string> {
  const outcome = await kiosk
    .timeout(PATIENCE_MS)
    .emitWithAck('pendant:find', probes[number % probes.length] as (typeof probes)[number])
    .catch(() => null)
  if (outcome === null) return 'lost'
  return outcome.status === 'failed' ? outcome.failure.code : 'matched'
}

async function askOnce(kiosk: KioskSocket, number: number, tally: Tally): Promise<void> {
  const sinceMs = performance.now()
  count(tally, await outcomeOf(kiosk, number), sinceMs)
}

/** A kiosk that is told `overloaded` waits a moment and asks again. */
async function asKioskDoes(kiosk: KioskSocket, number: number, tally: Tally): Promise<void> {
  const sinceMs = performance.now()
  let what = await outcomeOf(kiosk, number)
  if (what === 'overloaded') {
    tally.again += 1
    await pause(500 + 1_000 * Math.random())
    what = await outcomeOf(kiosk, number)
  }
  count(tally, what, sinceMs)
}

function count(tally: Tally, what: string, sinceMs: number): void {
  tally.outcomes[what] = (tally.outcomes[what] ?? 0) + 1
  if (what === 'matched') tally.ms.push(performance.now() - sinceMs)
}

/** Probes a second that are answered where each kiosk waits for its answer. */
async function mostCarried(kiosks: readonly KioskSocket[]): Promise<number> {
  const tally: Tally = { ms: [], outcomes: {}, sent: 0, again: 0 }
  const untilMs = performance.now() + 10_000
  await Promise.all(
    kiosks.map(async (kiosk, number) => {
      while (performance.now() < untilMs) await askOnce(kiosk, number + tally.sent++, tally)
    }),
  )
  return (tally.outcomes.matched ?? 0) / 10
}

function say(what: string, { ms, outcomes, sent, again }: Tally): void {
  console.info(
    `${what}: ${sent} sent, ${again} once more, ${JSON.stringify(outcomes)}, answers in ` +
      `${percentile(ms, 50)?.toFixed(0)} ms (median), ${percentile(ms, 99)?.toFixed(0)} ms (p99)`,
  )
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`
}
