import { describe, expect, test } from 'vitest'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { GENEROUS, museum } from './museum.ts'
import { dataOf, linksTo, read, serve } from './pages-reader.ts'
import { FULL_LABEL, hangWorks } from './pages-works.ts'
import { plainGet } from './plain-request.ts'

describe('the card of a page', () => {
  const property = (page: string, name: string) =>
    new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`).exec(page)?.[1]

  test.each([
    ['the public address', 'https://museum.example', 'https://museum.example'],
    ['none where none is set', null, ''],
  ])('[PG4] has addresses under %s', async (_name, publicUrl, origin) => {
    const house = await museum()
    await hangWorks(house, 'hung', { 'work-5': { faces: 2 } })
    const server = await house.serve({ publicUrl })
    for (const [path, width] of [
      ['/w/work-5', '320'],
      ['/p/work-5~2', '160'],
    ] as const) {
      const { page } = await read(server, `${path}?utm_source=anything`)
      expect(page).toContain(`<link rel="canonical" href="${origin}${path}">`)
      expect(property(page, 'og:url')).toBe(`${origin}${path}`)
      const image = property(page, 'og:image') as string
      expect(image.startsWith(`${origin}/media/`)).toBe(true)
      expect((await server.get(image.slice(origin.length))).status).toBe(200)
      expect(property(page, 'og:image:width')).toBe(width)
      expect(property(page, 'og:image:alt')).toContain('Lady with a Fan')
      expect(property(page, 'twitter:image')).toBe(image)
      expect(property(page, 'og:title')).toContain('Lady with a Fan – Maria van der Velde')
      expect(dataOf(page)).toMatchObject({ url: `${origin}/w/work-5` })
    }
  })

  test.each([0, 1])(
    '[PG4] has none of a host that a request claims, behind %i proxies',
    async (trustedProxies) => {
      const house = await museum()
      await hangWorks(house, 'hung', { it: {} })
      const server = await house.serve({ limits: { ...GENEROUS, trustedProxies } })
      for (const claimed of ['evil.example', 'user@evil.example', 'evil.example:99999999']) {
        const headers = { host: claimed, 'x-forwarded-host': claimed }
        const { status, body } = await plainGet(server, '/w/it', headers)
        expect(status).toBe(200)
        expect(body.toString()).not.toContain('evil.example')
      }
    },
  )

  test('[PG4] has the work as structured data', async () => {
    const { server } = await serve({ it: {} })
    const { page } = await read(server, '/p/it~1')
    expect(dataOf(page)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'VisualArtwork',
      url: '/w/it',
      name: 'Lady with a Fan',
      creator: { '@type': 'Person', name: 'Maria van der Velde' },
      dateCreated: 'um 1642',
      artMedium: 'Öl auf Leinwand',
      license: FULL_LABEL.rights,
      creditText: 'Foto: Werkstatt Nord',
      isPartOf: { '@type': 'Collection', name: 'Haus der Bildnisse' },
      contentLocation: { '@type': 'Place', name: 'Room 12' },
      sameAs: FULL_LABEL.pageUrl,
    })
  })
})

describe('what a source writes', () => {
  const HOSTILE = `"><img src=x onerror=alert(1)>'</script><script>alert(2)</script><!--&lt;`

  test('[PG5] is text on every page, whatever it is', async () => {
    const texts = Object.fromEntries(
      Object.entries(FULL_LABEL)
        .filter(([, value]) => typeof value === 'string')
        .map(([name]) => [name, `${name} ${HOSTILE}`]),
    ) as Partial<Label>
    const label: Label = {
      ...FULL_LABEL,
      ...texts,
      pageUrl: `https://museum.example/${HOSTILE}`,
      translations: { [`en ${HOSTILE}`]: { title: HOSTILE }, en: { room: HOSTILE } },
    }
    const id = `id ${HOSTILE}`
    const { server } = await serve({ [id]: { label, faces: 2 }, other: { label } })
    for (const path of [`/w/${encodeURIComponent(id)}`, `/p/${encodeURIComponent(`${id}~1`)}`]) {
      const { response, page } = await read(server, path)
      expect(response.status).toBe(200)
      expect(page).not.toContain(HOSTILE)
      expect(page.match(/<script/g)).toHaveLength(1)
      expect(page).not.toMatch(/<img src=x|<!--/)
      expect(page.match(/<\/script>/g)).toHaveLength(1)
      expect(dataOf(page)).toMatchObject({ name: `title ${HOSTILE}` })
      for (const name of ['artist', 'medium', 'requiredStatement']) {
        expect(page).toContain(`${name} &quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;`)
      }
    }
  })

  test.each([
    'a/b',
    'a~b~1',
    '100% ~ "quoted" & <more>',
    'ねこ—🖼',
    'a+b?c#d;e=f',
    'é', // composed differently from the next
    'e\u0301',
    '~',
  ])('[PG6] as an id, "%s", finds its work and its face, and these find each other', async (id) => {
    const { server } = await serve({ [id]: { faces: 2 }, other: {} })
    const work = await read(server, `/w/${encodeURIComponent(id)}`)
    expect(work.response.status).toBe(200)
    const [, second] = linksTo(work.page, '/p/')
    expect(second).toBe(`/p/${encodeURIComponent(`${id}~2`)}`)
    const face = await read(server, second as string)
    expect(face.response.status).toBe(200)
    const [back] = linksTo(face.page, '/w/')
    expect((await read(server, back as string)).page).toBe(work.page)
    expect((await read(server, '/p/other~1')).page).toContain(encodeURIComponent(id))
  })
})
