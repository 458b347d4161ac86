import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { matchListSchema } from '../../server/contract/http.ts'
import { museum } from './museum.ts'
import { dataOf, linksTo, pageOf, read, said, serve, TEN_WORKS } from './pages-reader.ts'
import { FULL_LABEL, hangWorks } from './pages-works.ts'

describe('the page of a work', () => {
  test('[PG1] shows the whole work and its label in full, and leads to its faces', async () => {
    const { server } = await serve({ it: { faces: 3 } })
    const { response, page } = await read(server, '/w/it')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page).toMatch(
      /<img class="whole" src="\/media\/[0-9a-f]{64}\.jpg" width="320" height="400"/,
    )
    expect(said(page, 'label-artist')).toBe('Maria van der Velde')
    expect(said(page, 'label-title')).toBe('Lady with a Fan, um 1642')
    for (const text of ['Öl auf Leinwand', 'Haus der Bildnisse']) expect(page).toContain(text)
    expect(said(page, 'label-room')).toBe('Find it: Room 12')
    expect(said(page, 'label-credit')).toBe('Geschenk der Freunde, 1906 · CC BY 4.0')
    expect(said(page, 'label-statement')).toBe('Foto: Werkstatt Nord')
    expect(linksTo(page, 'https://creativecommons')).toEqual([FULL_LABEL.rights])
    expect(page).toContain('href="https://museum.example/werke/7?a=1&amp;b=2"')
    expect(linksTo(page, '/p/')).toEqual(['/p/it~1', '/p/it~2', '/p/it~3'])
  })

  test('[PG1] tells the way to the room as the museum does, in the reader’s language', async () => {
    const { house, server } = await serve({ it: { label: FULL_LABEL } })
    const way = { en: 'Second floor, left of the stairs', de: 'Zweiter Stock, links der Treppe' }
    const file = join(house.paths.data, 'settings.json')
    const told = async (settings: object, language: string) => {
      await writeFile(file, JSON.stringify(settings))
      const { page } = await read(server, '/w/it', { 'accept-language': language })
      return said(page, 'label-room')
    }
    const rooms = { [FULL_LABEL.room]: way }
    expect(await told({ rooms }, 'en')).toBe('Find it: Room 12. Second floor, left of the stairs')
    expect(await told({ rooms }, 'de')).toMatch(/: Saal 12\. Zweiter Stock, links der Treppe$/)
    // The room is another museum's: of that, this house knows no way.
    expect(await told({ rooms, here: ['Elsewhere'] }, 'en')).toBe('Find it: Room 12')
    // Settings with a fault are in the log; the page does without them.
    expect(await told({ rooms: 7 }, 'en')).toBe('Find it: Room 12')
  })

  test('[PG1] sends nobody to the room of a work that is not on view', async () => {
    const page = await pageOf({ onView: false })
    expect(page).toContain('Not on view at present')
    expect(page).not.toMatch(/Room 12|Saal 12/)
  })

  test('[PG1] prints nothing for what the source leaves empty', async () => {
    const page = await pageOf(EMPTY_LABEL)
    expect(said(page, 'label-artist')).toBe('Artist not known')
    expect(said(page, 'label-title')).toBe('Untitled')
    expect(page).not.toMatch(/label-(detail|room|credit|statement|way)/)
    expect(Object.keys(dataOf(page))).toEqual(['@context', '@type', '@id', 'url', 'name', 'image'])
  })

  test.each([
    ['https://creativecommons.org/publicdomain/mark/1.0/', 'Public domain'],
    ['http://creativecommons.org/publicdomain/zero/1.0/', 'CC0 1.0'],
    ['http://rightsstatements.org/vocab/NoC-US/1.0/', 'No Copyright – United States'],
    [
      'http://rightsstatements.org/vocab/constructor/1.0/',
      'rightsstatements.org/vocab/constructor/1.0',
    ],
    ['https://museum.example/rights/', 'museum.example/rights'],
  ])('[PG1] says %s in words, with a way there', async (rights, words) => {
    const page = await pageOf({ rights, creditLine: '' })
    expect(said(page, 'label-credit')).toBe(words)
    expect(page).toContain(`<a rel="license" href="${rights}">`)
  })

  test('[PG1] gives rights that are words as they are, and links to nothing but the web', async () => {
    const page = await pageOf({
      rights: 'javascript:alert(1)',
      pageUrl: 'data:text/html,<b>',
      creditLine: '',
    })
    expect(said(page, 'label-credit')).toBe('javascript:alert(1)')
    expect(linksTo(page, 'javascript:')).toEqual([])
    expect(linksTo(page, 'data:')).toEqual([])
  })
})

describe('the page of a portrait', () => {
  test('[PG2] shows the face, its place on the whole work, and a way to that', async () => {
    const { server } = await serve()
    const { page } = await read(server, '/p/work-5~2')
    expect(said(page, 'label-title')).toBe('A face in Lady with a Fan, um 1642')
    expect(page).toContain('d="M0 0h320v400h-320zM80 40h160v200h-160z"')
    expect(linksTo(page, '/w/')).toEqual(['/w/work-5'])
  })

  test('[PG2] leads to those of other works that most resemble it, and on from each', async () => {
    const { server } = await serve()
    const similar = await server.get('/api/v1/portraits/work-5~2/similar?k=6')
    const { matches } = matchListSchema.parse(await similar.json())
    const { page } = await read(server, '/p/work-5~2')
    const ways = linksTo(page, '/p/')
    expect(ways).toEqual(matches.map(({ portraitId }) => `/p/${portraitId}`))
    for (const way of ways) {
      const next = await read(server, way)
      expect(next.response.status).toBe(200)
      expect(linksTo(next.page, '/p/')).toHaveLength(6)
    }
  })

  test('[PG2] [LK9] shows what a lender requires with every work it shows', async () => {
    const { server } = await serve()
    const { page } = await read(server, '/p/work-5~2')
    expect(page.match(/class="label-statement"/g)).toHaveLength(7)
  })

  test('[PG2] puts all eyes at one place, equally far apart', async () => {
    const { server } = await serve()
    const { page } = await read(server, '/p/work-5~2')
    const row = [...page.matchAll(/aria-hidden="true"/g)]
    expect(row).toHaveLength(6)
    // 40 pixels apart: 1.75 of that to each side, 1.9 above, 2.3 below.
    expect(page.match(/viewBox="10 8 140 168"/g)).toHaveLength(6)
  })

  test('[PG2] [LK7] calls nothing a likeness where nothing is near', async () => {
    const house = await museum()
    await hangWorks(house, 'far', TEN_WORKS, { firstMatches: [1e-6, 2e-6] })
    const far = await read(await house.serve(), '/p/work-5~2')
    expect(far.page).toContain('No face here is close to this one; these come nearest')
    expect(far.page).not.toContain('resembles this face')
    const near = await read((await serve()).server, '/p/work-5~2')
    expect(near.page).toContain('Who resembles this face here')
  })

  test('[PG2] says so where no other work hangs', async () => {
    const { server } = await serve({ only: { faces: 2 } })
    const { page } = await read(server, '/p/only~1')
    expect(page).toContain('No other work hangs here yet.')
    expect(linksTo(page, '/p/')).toEqual([])
  })
})

describe('the language of a page', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de', 'Zu finden: Saal 12', 'Dame mit Fächer'],
    ['fr', 'fr', 'À voir : Saal 12', 'Dame mit Fächer'],
    ['es;q=0.8, en;q=0.9', 'en', 'Find it: Room 12', 'Lady with a Fan'],
    ['pt-PT, es;q=0.5', 'es', 'Dónde verlo: Saal 12', 'Dama com leque'],
    ['ja', 'ja', '展示場所： Saal 12', 'Dame mit Fächer'],
    ['zh-CN, en;q=0.5', 'zh-Hans', '展出位置： Saal 12', 'Dame mit Fächer'],
    ['ar-EG', 'ar', 'مكان العرض: Saal 12', 'Dame mit Fächer'],
    ['ko', 'en', 'Find it: Room 12', 'Lady with a Fan'],
    ['*', 'en', 'Find it: Room 12', 'Lady with a Fan'],
    ['%%%, "', 'en', 'Find it: Room 12', 'Lady with a Fan'],
  ])('[PG3] asked for in "%s" is %s', async (accepted, language, room, title) => {
    const { server } = await serve({ it: {} })
    const { response, page } = await read(server, '/w/it', { 'accept-language': accepted })
    expect(page).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(response.headers.get('content-language')).toBe(language)
    expect(response.headers.get('vary')).toContain('Accept-Language')
    expect(said(page, 'label-room')).toBe(room)
    expect(said(page, 'label-title')).toBe(`${title}, um 1642`)
  })

  test('[PG3] names the language of each text, and owns up where it is not known', async () => {
    const page = await pageOf({}, { 'accept-language': 'pt' })
    expect(page).toContain('<span lang="pt-BR" dir="auto">Dama com leque</span>')
    expect(page).toContain('<span lang="en" dir="auto">Room 12</span>')
    expect(page).toContain('<span lang="" dir="auto">Öl auf Leinwand</span>')
    // The source's own words, which one of its translations repeats.
    const french = await pageOf({}, { 'accept-language': 'fr' })
    expect(french).toContain('<span lang="de" dir="auto">Dame mit Fächer</span>')
  })
})
