import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLocales } from '../../../kiosk/messages/locales.ts'
import { EXHIBIT_TEXTS } from '../../../server/contract/texts/exhibit-texts.ts'
import { BUILT_IN_TAGS } from '../../../server/contract/texts/languages.ts'
import { loadSelfieTexts } from '../../../server/contract/texts/load-texts.ts'
import type { MuseumTexts } from '../../../server/contract/texts/museum-texts.ts'
import { museum } from '../../server/museum.ts'

type Choice = Parameters<typeof openLocales>[0]
const ALL: Choice = { language: 'en', languages: null }

/** A museum's server with files in `data/kiosk/texts/`. */
async function museumWriting(files: Readonly<Record<string, unknown>>) {
  const house = await museum()
  const folder = join(house.paths.data, 'kiosk/texts')
  await mkdir(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    await writeFile(join(folder, name), text)
  }
  return { folder, server: await house.serve() }
}

/** What a kiosk of that museum speaks, or the faults it shows. */
async function spokenIn(files: Readonly<Record<string, unknown>>, settings = ALL) {
  const { server } = await museumWriting(files)
  const response = await server.get('/museum/texts.json')
  const answer = await response.json()
  if (!response.ok) return { problem: (answer as { detail: string }).detail }
  return openLocales(settings, answer as MuseumTexts)
}

async function localesOf(files: Readonly<Record<string, unknown>>, settings = ALL) {
  const spoken = await spokenIn(files, settings)
  if ('problem' in spoken) throw new Error(spoken.problem)
  return spoken.locales
}

async function faultsOf(files: Readonly<Record<string, unknown>>, settings = ALL) {
  const spoken = await spokenIn(files, settings)
  return 'problem' in spoken ? spoken.problem.split('\n').slice(1) : []
}

describe('a museum that writes nothing', () => {
  it('speaks the seven languages that are built in', async () => {
    const { offered, messagesIn } = await localesOf({})
    expect(offered.map(({ tag }) => tag)).toEqual(BUILT_IN_TAGS)
    expect(offered.at(-1)).toEqual({ tag: 'ar', name: 'العربية', direction: 'rtl' })
    expect(messagesIn('fr').language).toBe('fr')
  })

  it('needs no folder for it', async () => {
    const { folder, server } = await museumWriting({})
    await rm(folder, { recursive: true })
    expect(await (await server.get('/museum/texts.json')).json()).toEqual({})
  })
})

describe('a museum that says some of it otherwise', () => {
  const files = {
    'en.json': {
      exhibit: {
        attract: { begin: 'Find your forebear' },
        cabinet: { portraits: { one: 'one face', other: '{portraits} faces' } },
      },
    },
    'README.txt': 'What is no language is passed by.',
  }

  it('is heard in its own words there, and in ours elsewhere', async () => {
    const { messagesIn } = await localesOf(files)
    const { attract, cabinet, goodbye } = messagesIn('en')
    expect(attract).toEqual({ ...EXHIBIT_TEXTS.en.attract, begin: 'Find your forebear' })
    expect([cabinet.portraits(1), cabinet.portraits(649)]).toEqual(['one face', '649 faces'])
    expect(goodbye.title).toBe(EXHIBIT_TEXTS.en.goodbye.title)
    expect(messagesIn('de').attract.begin).toBe(EXHIBIT_TEXTS.de.attract.begin)
  })

  it('needs no restart for it', async () => {
    const { folder, server } = await museumWriting({})
    await writeFile(join(folder, 'en.json'), JSON.stringify(files['en.json']))
    const response = await server.get('/museum/texts.json')
    expect(await response.json()).toEqual({ en: files['en.json'] })
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })
})

describe('a museum that adds a language', () => {
  const welsh = {
    name: 'Cymraeg',
    direction: 'ltr',
    basedOn: 'en',
    exhibit: {
      attract: { begin: 'Dod o hyd i’ch tebyg' },
      cabinet: { portraits: { two: 'dau bortread', other: '{portraits} portread' } },
    },
  }

  it('may leave to another language what it does not translate', async () => {
    const { offered, messagesIn } = await localesOf({ 'cy.json': welsh })
    expect(offered.at(-1)).toEqual({ tag: 'cy', name: 'Cymraeg', direction: 'ltr' })
    const { attract, cabinet, goodbye, language } = messagesIn('cy')
    expect([language, attract.begin]).toEqual(['cy', 'Dod o hyd i’ch tebyg'])
    expect([cabinet.portraits(2), cabinet.portraits(30)]).toEqual(['dau bortread', '30 portread'])
    expect(goodbye.title).toBe(EXHIBIT_TEXTS.en.goodbye.title)
  })

  it('writes all of it where it leaves it to none', async () => {
    const { basedOn, ...alone } = welsh
    const faults = await faultsOf({ 'cy.json': alone })
    expect(faults).toContain('texts/cy.json: exhibit.goodbye: is missing')
    expect(faults).toContain('texts/cy.json: selfie: is missing')
    const complete = { ...alone, exhibit: EXHIBIT_TEXTS.de, selfie: await loadSelfieTexts('de') }
    const said = (await localesOf({ 'nl.json': complete })).messagesIn('nl')
    expect(said.goodbye.title).toBe(EXHIBIT_TEXTS.de.goodbye.title)
  })

  it('offers the languages it chooses, in its order', async () => {
    const settings = { language: 'cy', languages: ['cy', 'en', 'ar'] }
    const { offered } = await localesOf({ 'cy.json': welsh }, settings)
    expect(offered.map(({ tag }) => tag)).toEqual(['cy', 'en', 'ar'])
  })

  it('is told of a language it offers and does not have', async () => {
    expect(await faultsOf({}, { language: 'cy', languages: ['en', 'cy'] })).toEqual([
      'languages: cy is not built in, and there is no texts/cy.json',
    ])
    expect(await faultsOf({}, { language: 'en', languages: ['de', 'fr'] })).toEqual([
      'language: en is none of those offered (de, fr)',
    ])
  })
})

describe('a file of texts with faults', () => {
  const exhibit = (texts: object) => ({ 'en.json': { exhibit: texts } })

  it.each([
    ['a key there is not', { attract: { begn: 'x' } }, 'attract.begn: there is no such key'],
    ['an empty text', { attract: { begin: ' ' } }, 'attract.begin: is empty'],
    ['a number for a text', { attract: { begin: 7 } }, 'attract.begin: is not a text'],
    ['a place there is not', { oneAtATime: '{name}!' }, 'oneAtATime: has no {name} to fill in'],
    [
      'a place left out',
      { spoken: { portrait: 'A face by {artist}' } },
      'spoken.portrait: lacks {title}',
    ],
    [
      'a form without the rest',
      { stillThere: { advice: { one: 'In a second.' } } },
      'stillThere.advice.other: is missing',
    ],
    [
      'a form that English has not',
      { stillThere: { advice: { few: '{seconds}', other: '{seconds}' } } },
      'stillThere.advice.few: is no plural form here; there are one, other',
    ],
    [
      'a form for many without their number',
      { stillThere: { advice: { one: 'Soon.', other: 'Soon.' } } },
      'stillThere.advice.other: lacks {seconds}',
    ],
    ['a text for several', { release: { text: 'x' } }, 'release.text: is not a list of texts'],
  ])('is refused for %s', async (_fault, texts, said) => {
    expect(await faultsOf(exhibit(texts))).toEqual([`texts/en.json: exhibit.${said}`])
  })

  it('is told all of them at once, of every file', async () => {
    const faults = await faultsOf({
      'de.json': { name: 'Deutsch', exhibit: { attract: { begin: '' } } },
      'deutsch-1.json': {},
      'pt-br.json': {},
      'cy.json': { basedOn: 'gd', direction: 'up' },
    })
    expect(faults).toEqual([
      'texts/cy.json: name: an added language has the name it is offered by',
      'texts/cy.json: direction: is "ltr" or "rtl"',
      `texts/cy.json: basedOn: is one of ${BUILT_IN_TAGS.join(', ')}`,
      'texts/de.json: exhibit.attract.begin: is empty',
      'texts/de.json: name: there is no such key',
      'texts/deutsch-1.json: is to be called after the tag of its language, such as cy.json or pt-BR.json',
      'texts/pt-br.json: is to be called pt-BR.json',
    ])
  })

  it('is never taken for none where it is not JSON', async () => {
    const { server } = await museumWriting({ 'fr.json': '{ "exhibit": }', 'de.json': {} })
    const response = await server.get('/museum/texts.json')
    expect(response.status).toBe(500)
    expect((await response.json()).detail).toMatch(/^texts\/fr\.json: it is not JSON \(.+\)\.$/)
    expect(server.logs.join()).toContain('the museum’s own texts cannot be used')
  })
})
