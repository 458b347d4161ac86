import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { io } from 'socket.io-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Descriptor } from '../../../embeddings/face/descriptor.ts'
import { type KioskSocket, museum, someFaces } from '../museum.ts'
import { type ServerProgram, startServerProgram } from '../server-program.ts'

const faces = someFaces(20)
const probe = { descriptor: [...(faces[3] as Descriptor)] }

function start(settings: Record<string, string>): ServerProgram {
  const program = startServerProgram(settings)
  onTestFinished(() => {
    program.child.kill('SIGKILL')
  })
  return program
}

async function startTwenty(): Promise<ServerProgram> {
  const house = await museum()
  await house.hang('twenty', faces)
  return start({
    PORT: '0',
    PENDANT_DATA: house.paths.data,
    PENDANT_KIOSK: house.kiosk,
    PENDANT_PROBES_PER_SECOND: '1000',
  })
}

function kioskAt(address: string, reconnection = false): KioskSocket {
  const kiosk: KioskSocket = io(address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection,
  })
  onTestFinished(() => {
    kiosk.disconnect()
  })
  return kiosk
}

describe('the server as a program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '[SD1] answers every probe on its way when %s comes, hangs up, and ends with 0',
    async (signal) => {
      const program = await startTwenty()
      const kiosk = kioskAt(await program.address)
      const hungUp = new Promise((resolve) => kiosk.once('disconnect', resolve))
      await kiosk.emitWithAck('pendant:find', probe)
      const answers = Array.from({ length: 100 }, () =>
        kiosk.timeout(30_000).emitWithAck('pendant:find', probe),
      )
      // One answer is back, so all the others have been sent.
      await Promise.race(answers)
      program.child.kill(signal)
      const outcomes = await Promise.all(answers)
      // Of a hundred together a busy machine may answer some with [LM7].
      const told = outcomes.map((outcome) =>
        outcome.status === 'failed' ? outcome.failure.code : outcome.status,
      )
      expect(told.filter((what) => what !== 'matched' && what !== 'overloaded')).toEqual([])
      expect(told[0]).toBe('matched')
      // Not "io server disconnect", after which a client stays away.
      expect(await hungUp).toBe('transport close')
      expect(await program.exit).toBe(0)
    },
  )

  test('[SD1] finishes a request that is under way, and takes no other', async () => {
    const program = await startTwenty()
    const port = Number(new URL(await program.address).port)
    const body = JSON.stringify(probe)
    const line = connect(port, '127.0.0.1')
    let heard = ''
    line.on('data', (part) => {
      heard += part
    })
    const hungUp = new Promise((resolve) => line.once('close', resolve))
    const head = `POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    await new Promise<void>((resolve) => line.write(head + body.slice(0, 9), () => resolve()))
    // The server has the head once it answers somebody who came later.
    await fetch(`${await program.address}/api/v1/health`)
    program.child.kill('SIGTERM')
    await refusesConnections(port)
    const sentAtMs = performance.now()
    line.write(body.slice(9))
    await hungUp
    // Well before connections that never end would be dropped.
    expect(performance.now() - sentAtMs).toBeLessThan(2_000)
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(heard).toContain('"gallery":"twenty"')
    expect(await program.exit).toBe(0)
  })

  test('[SD1] does not wait for ever for a client that never finishes', async () => {
    const program = await startTwenty()
    const port = Number(new URL(await program.address).port)
    const line = connect(port, '127.0.0.1')
    line.on('error', () => {})
    line.write('POST /api/v1/match HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n')
    await fetch(`${await program.address}/api/v1/health`)
    const askedAtMs = performance.now()
    program.child.kill('SIGTERM')
    expect(await program.exit).toBe(0)
    expect(performance.now() - askedAtMs).toBeLessThan(10_000)
  })

  test('[SD1] a kiosk comes back by itself when the server does', async () => {
    const house = await museum()
    await house.hang('twenty', faces)
    const before = await house.serve()
    const kiosk = kioskAt(before.address, true)
    await new Promise<void>((resolve) => kiosk.once('connect', resolve))
    const gone = new Promise((resolve) => kiosk.once('disconnect', resolve))
    await before.close()
    await gone
    const back = new Promise<void>((resolve) => kiosk.once('connect', resolve))
    await house.serve({ port: before.port })
    await back
    expect((await kiosk.emitWithAck('pendant:find', probe)).status).toBe('matched')
  })

  test('says all that is wrong with its settings, and does not start', async () => {
    const program = start({ PORT: 'http', PENDANT_LOG_LEVEL: 'loud' })
    expect(await program.exit).toBe(1)
    expect(program.said()).toContain('PORT is "http"')
    expect(program.said()).toContain('PENDANT_LOG_LEVEL is "loud"')
  })

  test('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    onTestFinished(() => {
      other.close()
    })
    const { port } = other.address() as AddressInfo
    const program = start({ PORT: String(port) })
    expect(await program.exit).toBe(1)
    expect(program.said()).toContain(`port ${port} of 127.0.0.1 is taken; set PORT to another one`)
  })
})

/** Resolves once nobody listens on a port any more. */
async function refusesConnections(port: number): Promise<void> {
  for (;;) {
    const refused = await new Promise<boolean>((resolve) => {
      const knock = connect(port, '127.0.0.1')
      knock.once('connect', () => {
        knock.destroy()
        resolve(false)
      })
      knock.once('error', () => resolve(true))
    })
    if (refused) return
  }
}
