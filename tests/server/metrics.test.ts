import { expect, test } from 'vitest'
import { descriptorToBytes } from '../../embeddings/face/descriptor.ts'
import { museum, someFaces } from './museum.ts'

const ANYWHERE = { host: '127.0.0.1', port: 0 }

test('what the server does is counted at an address of its own, and holds nothing of anybody', async () => {
  const house = await museum()
  const faces = someFaces(12)
  await house.hang('g1', faces)
  const served = await house.serve({ metrics: ANYWHERE })
  const kiosk = await served.connect()
  const [face] = faces as [(typeof faces)[number]]
  await kiosk.emitWithAck('pendant:find', { descriptor: descriptorToBytes(face), k: 1 })
  await kiosk.emitWithAck('pendant:find', { descriptor: new Uint8Array(3), k: 1 })
  const [portrait] = (await (await served.get('/api/v1/portraits')).json()).portraits
  await served.get(`/api/v1/portraits/${encodeURIComponent(portrait.id)}`)
  await house.hang('g2', faces.slice(0, 6))
  await expect.poll(() => kiosk.galleries.at(-1)?.id).toBe('g2')

  const text = await (await fetch(`http://127.0.0.1:${served.metricsPort}/metrics`)).text()
  expect(text).toContain('pendant_lookup_seconds_count{outcome="matched"} 1')
  expect(text).toContain('pendant_lookup_seconds_count{outcome="bad-probe"} 1')
  expect(text).toMatch(/pendant_request_seconds_count\{.*route="\/api\/v1\/portraits\/:id".*\} 1/)
  expect(text).toContain('pendant_sockets 1')
  expect(text).toContain('pendant_gallery_portraits 6')
  expect(text).toContain('pendant_gallery_swaps_total 1')
  expect(text).toContain('pendant_process_resident_memory_bytes')
  expect(text).not.toContain(portrait.id)
  expect(text).not.toContain('127.0.0.1')

  kiosk.disconnect()
  const now = async () => (await fetch(`http://127.0.0.1:${served.metricsPort}/metrics`)).text()
  await expect.poll(now).toContain('pendant_sockets 0')
})

test('nothing is counted or served unless it is asked for, and never beside the pages', async () => {
  const house = await museum()
  const quiet = await house.serve()
  expect(quiet.metricsPort).toBeNull()
  const counting = await house.serve({ metrics: ANYWHERE })
  for (const served of [quiet, counting]) {
    expect((await served.get('/metrics')).status).toBe(404)
  }
})
