import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { encodePosePack, parsePosePack } from '../../embeddings/movement/pose-pack.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import { galleryInfoSchema, posePackPath, problemSchema } from '../../server/contract/http.ts'
import { madeUpPosePack } from '../made-up-pose-pack.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { plainGet } from './plain-request.ts'

const posePack = madeUpPosePack(4)
const bytes = encodePosePack(posePack)
const sha256 = digestBytes(bytes)
const other = encodePosePack(madeUpPosePack(3, { seed: 2 }))

async function serveWithPosePack() {
  const house = await museum()
  await house.hang('one', someFaces(8), undefined, { bytes, portraits: 4 })
  return { house, server: await house.serve() }
}

async function infoOf(server: ServedMuseum) {
  return galleryInfoSchema.parse(await (await server.get('/api/v1/gallery')).json())
}

describe('the pose pack of the gallery that is served', () => {
  test('[RL1] is named by the gallery, to kiosks as well, and lies where its digest says', async () => {
    const { server } = await serveWithPosePack()
    const said = { sha256, bytes: bytes.length, portraits: 4 }
    expect((await infoOf(server)).reel).toEqual(said)
    const kiosk = await server.connect()
    await vi.waitFor(() => expect(kiosk.galleries).toHaveLength(1), { timeout: 30_000 })
    expect(kiosk.galleries[0]?.reel).toEqual(said)
    const response = await server.get(posePackPath(sha256))
    expect(response.status).toBe(200)
    const body = Buffer.from(await response.arrayBuffer())
    expect(digestBytes(body)).toBe(sha256)
    expect(parsePosePack(Uint8Array.from(body))).toEqual({ posePack })
  })

  test('[RL1] may be kept for ever, is asked for once, in part too, and is not compressed', async () => {
    const { server } = await serveWithPosePack()
    const path = posePackPath(sha256)
    const response = await server.get(path, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(bytes.length),
      etag: `"${sha256}"`,
    })
    expect(response.headers.get('content-encoding')).toBeNull()
    await response.arrayBuffer()
    const again = await plainGet(server, path, { 'if-none-match': `"${sha256}"` })
    expect(again.status).toBe(304)
    const part = await server.get(path, { headers: { range: 'bytes=0-13' } })
    expect([part.status, await part.text()]).toEqual([206, 'pendant-reel/1'])
    const head = await server.get(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  })

  test('[RL1] may be read by the pages of origins that may read pictures', async () => {
    const house = await museum()
    await house.hang('one', someFaces(4), undefined, { bytes, portraits: 4 })
    const origin = 'https://elsewhere.example'
    const server = await house.serve({ corsOrigins: [origin] })
    const response = await server.get(posePackPath(sha256), { headers: { origin } })
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
  })

  test('[RL2] is looked for by its own digest and nothing else', async () => {
    const { house, server } = await serveWithPosePack()
    await writeFile(join(house.paths.gallery('one'), 'secret.reel'), 'secret')
    for (const name of [
      'secret.reel',
      'movement.reel',
      '..%2fmanifest.json',
      sha256,
      `${sha256}.bin`,
      `${sha256.toUpperCase()}.reel`,
      `${sha256}.reel%00`,
      `${digestBytes(other)}.reel`,
      '',
    ]) {
      const response = await server.get(`/reels/${name}`)
      expect([name, response.status]).toEqual([name, 404])
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('etag')).not.toMatch(/^"/)
      expect(problemSchema.parse(await response.json()).code).toBe('not-found')
    }
  })

  test('[RL2] makes way for that of the next gallery', async () => {
    const { house, server } = await serveWithPosePack()
    await house.hang('two', someFaces(4), undefined, { bytes: other, portraits: 3 })
    await vi.waitFor(async () => expect((await infoOf(server)).id).toBe('two'), { timeout: 30_000 })
    expect((await infoOf(server)).reel?.sha256).toBe(digestBytes(other))
    expect((await server.get(posePackPath(sha256))).status).toBe(404)
    expect((await server.get(posePackPath(digestBytes(other)))).status).toBe(200)
  })

  test('[RL3] is none of a gallery without, nor where there is no gallery', async () => {
    const house = await museum()
    const server = await house.serve()
    expect((await server.get(posePackPath(sha256))).status).toBe(404)
    await house.hang('one', someFaces(4))
    await vi.waitFor(async () => expect((await infoOf(server)).id).toBe('one'), { timeout: 30_000 })
    expect((await infoOf(server)).reel).toBeNull()
    expect((await server.get(posePackPath(sha256))).status).toBe(404)
    expect((await server.get('/reels/undefined.reel')).status).toBe(404)
  })

  test('[RL3] [GL4] that is damaged keeps its gallery from being served, until it is whole', async () => {
    const { house, server } = await serveWithPosePack()
    await house.write('two', someFaces(4))
    await house.publish('one')
    await appendFile(join(house.paths.gallery('one'), 'movement.reel'), 'mould')
    const again = await house.serve()
    const health = await (await again.get('/api/v1/health')).json()
    expect(health.refusedGallery).toMatch(/movement\.reel is damaged/)
    await writeFile(join(house.paths.gallery('one'), 'movement.reel'), bytes)
    await vi.waitFor(async () => expect((await infoOf(again)).reel?.sha256).toBe(sha256), {
      timeout: 30_000,
    })
    expect((await infoOf(server)).id).toBe('one')
  })
})
