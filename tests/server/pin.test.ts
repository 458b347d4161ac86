import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPinGuard } from '../../server/web/pin-guard.ts'
import { GENEROUS, museum } from './museum.ts'

const PIN = '2715'

async function houseWithPin(proxies = 0) {
  const house = await museum()
  await mkdir(house.paths.data, { recursive: true })
  await writeFile(join(house.paths.data, 'settings.json'), `{"operator":{"pin":"${PIN}"}}`)
  const server = await house.serve({ limits: { ...GENEROUS, trustedProxies: proxies } })
  return {
    house,
    server,
    /** A kiosk at an address, as a proxy before the server tells it. */
    from: (address: string) => server.connect({ extraHeaders: { 'x-forwarded-for': address } }),
  }
}

describe('[KS6] a PIN', () => {
  test('is right or not by the file as it is now, whatever it is sent as', async () => {
    const { house, server } = await houseWithPin()
    const kiosk = await server.connect()
    expect(await kiosk.emitWithAck('pendant:pin', PIN)).toEqual({ isRight: true, pauseMs: 0 })
    await writeFile(join(house.paths.data, 'settings.json'), '{"operator":{"pin":"9999"}}')
    expect(await kiosk.emitWithAck('pendant:pin', '9999')).toMatchObject({ isRight: true })
    for (const sent of [PIN, '', 9999, ['9999'], { pin: '9999' }, null]) {
      const another = await server.connect()
      expect(await another.emitWithAck('pendant:pin', sent as string)).toMatchObject({
        isRight: false,
      })
      await another.emitWithAck('pendant:pin', '9999')
    }
    await writeFile(join(house.paths.data, 'settings.json'), '{}')
    expect(await kiosk.emitWithAck('pendant:pin', '9999')).toMatchObject({ isRight: false })
    expect(server.logs.join('\n')).not.toMatch(/9999|2715/)
  })

  test('is not looked at for a minute after five wrong ones, not even the right one', async () => {
    const { from } = await houseWithPin(1)
    const guesser = await from('203.0.113.7')
    const wrong = ['1', '2', '3', '4', '5']
    await Promise.all(wrong.map((pin) => guesser.emitWithAck('pendant:pin', pin)))
    const answer = await guesser.emitWithAck('pendant:pin', PIN)
    expect(answer.isRight).toBe(false)
    expect(answer.pauseMs).toBeGreaterThan(55_000)
    // Another connection is no other address, and another address no other museum.
    const again = await from('203.0.113.7')
    expect(await again.emitWithAck('pendant:pin', PIN)).toMatchObject({ isRight: false })
    const operator = await from('198.51.100.2')
    expect(await operator.emitWithAck('pendant:pin', PIN)).toEqual({ isRight: true, pauseMs: 0 })
  })
})

describe('[KS6] the pause after wrong PINs', () => {
  const PARTY = '203.0.113.7'
  const minutes = (ms: number) => ms / 60_000

  test('doubles with each, up to an hour, and is forgotten after a day', () => {
    let nowMs = 0
    const guard = createPinGuard(() => nowMs)
    const pauses: number[] = []
    for (let miss = 1; miss <= 14; miss++) {
      guard.missed(PARTY)
      pauses.push(minutes(guard.pauseMs(PARTY)))
      nowMs += guard.pauseMs(PARTY)
    }
    expect(pauses).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
    nowMs += 24 * 3_600_000
    guard.missed(PARTY)
    expect(guard.pauseMs(PARTY)).toBe(0)
  })

  test('grows over all addresses too, so that many of them are of no use', () => {
    let nowMs = 0
    const guard = createPinGuard(() => nowMs)
    let tried = 0
    for (let address = 0; nowMs < 24 * 3_600_000; address++) {
      const party = `2001:db8:0:${address.toString(16)}`
      nowMs += guard.pauseMs(party)
      guard.missed(party)
      tried++
    }
    expect(tried).toBeLessThan(320)
    // Whoever stands at the server's own kiosk is not held up by them.
    expect(guard.pauseMs('127.0.0.1')).toBe(0)
  })

  test('ends with the right PIN, and does not grow in memory', () => {
    const guard = createPinGuard(() => 0)
    for (let miss = 0; miss < 9; miss++) guard.missed(PARTY)
    guard.passed(PARTY)
    expect(guard.pauseMs(PARTY)).toBe(0)
    for (let party = 0; party < 30_000; party++) guard.missed(String(party))
    expect(guard.pauseMs('0')).toBe(300_000)
    expect(guard.pauseMs('29999')).toBe(300_000)
  })
})
