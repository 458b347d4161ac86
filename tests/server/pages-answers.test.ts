import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { GENEROUS, museum } from './museum.ts'
import { linksTo, read, serve, TEN_WORKS } from './pages-reader.ts'
import { hangWorks } from './pages-works.ts'
import { plainGet } from './plain-request.ts'

const PROGRAMS = [{ accept: '*/*' }, { accept: 'application/json' }]

describe('a page that is not there', () => {
  test('[PG7] is a page for browsers and a problem for programs', async () => {
    const { server } = await serve()
    for (const path of ['/w/nobody', '/p/nobody~1', '/p/work-5', '/w/%3Cscript%3E']) {
      const { response, page } = await read(server, path, { 'accept-language': 'de' })
      expect(response.status).toBe(404)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(page).toContain('Hier hängt nichts.')
      expect(page).toContain('<meta name="robots" content="noindex">')
      expect(page).not.toContain('script')
      for (const headers of PROGRAMS) {
        const answer = await server.get(path, { headers })
        expect(answer.status).toBe(404)
        expect(answer.headers.get('vary')).toMatch(/Accept(,|$)/)
        expect(problemSchema.parse(await answer.json()).code).toBe('not-found')
      }
    }
  })

  test('[PG7] leads to the work of a face that hangs no longer', async () => {
    const { server } = await serve()
    const { response, page } = await read(server, '/p/work-5~99')
    expect(response.status).toBe(404)
    expect(linksTo(page, '/w/')).toEqual(['/w/work-5'])
  })

  test('[PG7] says that nothing hangs yet, where there is no gallery', async () => {
    const server = await (await museum()).serve()
    const { response, page } = await read(server, '/w/work-5')
    expect(response.status).toBe(503)
    expect(page).toContain('Nothing hangs here yet.')
    const answer = await server.get('/p/work-5~1', { headers: { accept: '*/*' } })
    expect(problemSchema.parse(await answer.json()).code).toBe('no-gallery')
  })
})

describe('a page', () => {
  test('[PG8] is not sent again to who has it, until it would be another', async () => {
    const { house, server } = await serve()
    const ask = (headers: Record<string, string>) => plainGet(server, '/p/work-5~2', headers)
    const first = await ask({ 'accept-language': 'de' })
    const tag = first.headers.etag as string
    expect(tag).toMatch(/^W\/"/)
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await ask({ 'accept-language': 'de', 'if-none-match': tag })
    expect(again.status).toBe(304)
    expect(again.body).toHaveLength(0)
    expect(again.headers.vary).toContain('Accept-Language')
    expect((await ask({ 'accept-language': 'fr', 'if-none-match': tag })).status).toBe(200)
    // Its links do not depend on what a request calls the server.
    const elsewhere = { 'accept-language': 'de', 'if-none-match': tag, host: 'other.example' }
    expect((await ask(elsewhere)).status).toBe(304)
    await hangWorks(house, 'rehung', { ...TEN_WORKS, 'work-5': { label: EMPTY_LABEL, faces: 3 } })
    await vi.waitFor(
      async () =>
        expect((await ask({ 'accept-language': 'de', 'if-none-match': tag })).status).toBe(200),
      30_000,
    )
  })

  test('[PG8] is compressed for who accepts it', async () => {
    const { server } = await serve()
    const { headers } = await plainGet(server, '/p/work-5~2', { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
  })

  test('[PG9] [LM1] counts against the allowance of its address', async () => {
    const house = await museum()
    await hangWorks(house, 'hung', TEN_WORKS)
    const requestsPerAddress = { perSecond: 0.01, burst: 2 }
    const server = await house.serve({ limits: { ...GENEROUS, requestsPerAddress } })
    const statuses = [
      await server.get('/w/work-5'),
      await server.get('/p/work-5~1'),
      await server.get('/api/v1/portraits'),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 429])
  })

  test('[PG9] [PR2] is logged by the pattern of its route, and asks for no list', async () => {
    const { server } = await serve()
    await server.get('/w/work-5')
    await server.get('/p/work-5~1')
    expect((await server.get('/w/')).status).toBe(404)
    expect((await server.get('/p')).status).toBe(404)
    await vi.waitFor(() => expect(server.logs.join()).toContain('"route":"/p/:id"'), 30_000)
    expect(server.logs.join()).not.toContain('work-5')
  })

  test('[PG10] is styled by the built kiosk, and read without where there is none', async () => {
    const { house, server } = await serve()
    const styles = async () =>
      (await read(server, '/w/work-5')).page.match(/<link rel="(stylesheet|icon)".*>/g)
    expect(await styles()).toBeNull()
    await mkdir(join(house.kiosk, '.vite'))
    await writeFile(
      join(house.kiosk, '.vite/manifest.json'),
      JSON.stringify({
        'page/page.css': { file: 'assets/page-Ab12.css', isEntry: true },
        'exhibit/pendant.svg': { file: 'assets/pendant-Cd34.svg' },
      }),
    )
    expect(await styles()).toEqual([
      '<link rel="stylesheet" href="/assets/page-Ab12.css">',
      '<link rel="icon" type="image/svg+xml" href="/assets/pendant-Cd34.svg">',
    ])
    expect((await server.get('/.vite/manifest.json')).status).toBe(404)
  })

  test('[PG10] runs no script and has no style in its markup', async () => {
    const { server } = await serve()
    for (const path of ['/w/work-5', '/p/work-5~1', '/w/nobody']) {
      const { page } = await read(server, path)
      expect(page).not.toMatch(/<style| style=| on\w+=|<script(?! type="application\/ld\+json")/)
    }
  })
})
