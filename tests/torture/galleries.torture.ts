import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { seededRandom } from '../../indexer/likeness/seeded-random.ts'
import type { LookupOutcome } from '../../server/contract/events.ts'
import { type Museum, museum, type ServedMuseum, someFaces } from '../server/museum.ts'
import { startServerProgram } from '../server/server-program.ts'

const PUBLISHES = 200
const CLIENTS = 200
const KILLS = 40
/** Damages of each file of a gallery. */
const DAMAGES = 60

const faces = someFaces(600)
const seed = Math.floor(Math.random() * 2 ** 31)
const random = seededRandom(seed)
const below = (count: number): number => Math.floor(random() * count)

it(`${PUBLISHES} galleries are published under ${CLIENTS} clients that ask, and no look-up fails`, async () => {
  const house = await museum()
  const ids = await hangSome(house, 8)
  const server = await house.serve()
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => server.connect()))
  const failures: LookupOutcome[] = []
  const seen = new Set<string>()
  let answers = 0
  let isPublishing = true
  const asking = clients.map(async (client, number) => {
    for (let turn = number; isPublishing; turn++) {
      const outcome = await client
        .timeout(60_000)
        .emitWithAck('pendant:find', { descriptor: probe(turn) })
      answers++
      if (outcome.status === 'matched') seen.add(outcome.gallery)
      else failures.push(outcome)
    }
  })
  await published(server, house, ids[0] as string)
  const before = await openFiles()
  for (let i = 1; i <= PUBLISHES; i++) {
    await published(server, house, ids[i % ids.length] as string)
  }
  await published(server, house, ids[0] as string)
  isPublishing = false
  await Promise.all(asking)
  await expect.poll(openFiles).toBeLessThanOrEqual(before)
  say({ answers, failures: failures.length, galleries: seen.size, 'open files': before })
  expect(failures).toEqual([])
  expect(seen).toEqual(new Set(ids))
})

it(`a server that is killed at ${KILLS} instants of a swap serves what is published when it is back`, async () => {
  const house = await museum()
  const ids = await hangSome(house, 2)
  for (let i = 0; i < KILLS; i++) {
    const program = startServerProgram({ PORT: '0', PENDANT_DATA: house.paths.data })
    onTestFinished(() => {
      program.child.kill('SIGKILL')
    })
    const address = await program.address
    const { gallery } = (await (await fetch(`${address}/api/v1/health`)).json()) as {
      gallery: { id: string }
    }
    expect(gallery.id).toBe(await currentGalleryId(house.paths))
    await house.publish(ids[i % 2] as string)
    // The server looks for a gallery once a second, and opens it in a few milliseconds.
    await pause(900 + below(300))
    program.child.kill('SIGKILL')
    expect(await program.exit).toBeNull()
  }
})

it(`each file of a gallery, damaged in ${DAMAGES} ways, is refused in words and the old one stays`, async () => {
  const house = await museum()
  const [good, bad] = (await hangSome(house, 2)) as [string, string]
  const other = (await hangSome(house, 1, 'other'))[0] as string
  await house.publish(good)
  const server = await house.serve()
  const folder = house.paths.gallery(bad)
  const names = await readdir(folder)
  const whole = new Map<string, Buffer>()
  for (const name of names) whole.set(name, await readFile(join(folder, name)))
  const refusals = new Set<string>()
  const passed: string[] = []
  for (const name of names) {
    const file = join(folder, name)
    const bytes = whole.get(name) as Buffer
    for (let i = 0; i < DAMAGES; i++) {
      const how = ['truncated', 'flipped', 'missing', 'foreign'][i % 4] as string
      if (how === 'truncated') await truncate(file, below(bytes.length))
      else if (how === 'missing') await rm(file)
      else if (how === 'foreign')
        await writeFile(file, await readFile(join(house.paths.gallery(other), name)))
      else {
        const spoiled = Buffer.from(bytes)
        const at = below(bytes.length)
        spoiled[at] = (spoiled[at] as number) ^ (1 << below(8))
        await writeFile(file, spoiled)
      }
      await replaceFile(house.paths.current, `${bad}\n`)
      const state = await settled(server, bad)
      // A bit of a manifest's text or time may flip and leave a sound one; no other file may.
      if (state === null) passed.push(`${name} ${how}`)
      else refusals.add(`${name}: ${state}`)
      await expectAnswers(server)
      await writeFile(file, bytes)
      await house.publish(good)
      await published(server, house, good)
    }
  }
  say({ refused: refusals.size, 'flipped and still sound': passed.length })
  for (const one of passed) expect(one).toBe('manifest.json flipped')
  expect(server.logs.filter((line) => /"level":"fatal"/.test(line))).toEqual([])
})

function say(figures: Readonly<Record<string, number>>): void {
  process.stderr.write(`drawn from the seed ${seed}: ${JSON.stringify(figures)}\n`)
}

function probe(turn: number): number[] {
  return [...(faces[turn % faces.length] as (typeof faces)[number])]
}

/** Galleries of different portraits, none of them published last. */
async function hangSome(house: Museum, count: number, named = 'g'): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => `${named}${i}`)
  for (const [i, id] of ids.entries()) {
    await house.hang(id, faces.slice(40 * i, 40 * i + 200 + i))
  }
  return ids
}

/** Publishes it and waits until it is served. */
async function published(server: ServedMuseum, house: Museum, id: string): Promise<void> {
  await house.publish(id)
  await expect.poll(async () => (await health(server)).gallery?.id, { interval: 5 }).toBe(id)
}

type Health = { gallery: { id: string } | null; refusedGallery: string | null }

async function health(server: ServedMuseum): Promise<Health> {
  return (await (await server.get('/api/v1/health')).json()) as Health
}

/** Why the server refuses a gallery, once it has looked at it; null where it serves it. */
async function settled(server: ServedMuseum, id: string): Promise<string | null> {
  return expect
    .poll(
      async () => {
        const { gallery, refusedGallery } = await health(server)
        return gallery?.id === id ? { served: true } : refusedGallery && { refusedGallery }
      },
      { interval: 5 },
    )
    .toBeTruthy()
    .then(async () => (await health(server)).refusedGallery)
}

async function expectAnswers(server: ServedMuseum): Promise<void> {
  const response = await server.match({ descriptor: probe(1) })
  expect(response.status).toBe(200)
}

async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}
