import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EMPTY_LABEL } from '../../embeddings/gallery/portrait.ts'
import { read, said, serve } from './pages-reader.ts'

/** A page in a language, where the museum has written these files of texts. */
async function pageIn(language: string, files: Readonly<Record<string, object>>) {
  const { house, server } = await serve({ it: { label: { ...EMPTY_LABEL, artist: 'مريم' } } })
  const folder = join(house.paths.data, 'kiosk/texts')
  await mkdir(folder, { recursive: true })
  for (const [name, texts] of Object.entries(files)) {
    await writeFile(join(folder, name), JSON.stringify(texts))
  }
  const { response, page } = await read(server, '/w/it', { 'accept-language': language })
  return { response, page, logs: server.logs.join() }
}

const FRENCH = {
  pages: { ownLikeness: 'Et vous ?', painting: '« {title} » : {artist}' },
  exhibit: { label: { untitled: 'Titre inconnu' } },
}
const WELSH = { name: 'Cymraeg', direction: 'ltr', basedOn: 'en' }

describe('the museum’s own texts', () => {
  test('[PG3] are on its pages, where they say something otherwise', async () => {
    const { page } = await pageIn('fr', { 'fr.json': FRENCH })
    expect(said(page, 'label-title')).toBe('Titre inconnu')
    expect(page).toContain('<a class="way" href="/selfie">Et vous ?</a>')
    expect(page).toContain('alt="« Titre inconnu » : \u2068مريم\u2069"')
    expect(page).toContain('Le visage de cette œuvre')
  })

  test('[PG3] may add a language, which leaves to another what it does not say', async () => {
    const welsh = { ...WELSH, pages: { ownLikeness: 'Dod o hyd i’ch tebyg' } }
    const { response, page } = await pageIn('cy, fr', { 'cy.json': welsh })
    expect(response.headers.get('content-language')).toBe('cy')
    expect(page).toContain('<html lang="cy" dir="ltr">')
    expect(page).toContain('<meta property="og:locale" content="cy_GB">')
    expect(page).toContain('Dod o hyd i’ch tebyg')
    expect(page).toContain('The face in this work')
  })

  test('[PG3] are left away where they have a fault, and the log says which', async () => {
    const faulty = { pages: { painting: 'Par {artist}' } }
    const { page, logs } = await pageIn('fr', { 'fr.json': faulty })
    expect(page).toContain('Trouver votre semblable')
    expect(logs).toContain('texts/fr.json: pages.painting: lacks {title}')
  })
})
