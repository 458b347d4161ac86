import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { problemSchema } from '../../server/contract/http.ts'
import { kioskSettingsSchema, museumSettingsSchema } from '../../server/contract/kiosk-settings.ts'
import { explainFault, listFaults } from '../../server/contract/setting-faults.ts'
import { museum } from './museum.ts'
import { plainGet } from './plain-request.ts'

const document = await readFile(new URL('../../docs/settings.md', import.meta.url), 'utf8')

function faultsOf(settings: unknown): string[] {
  const parsed = museumSettingsSchema.safeParse(settings, { error: explainFault })
  return parsed.success ? [] : listFaults(parsed.error)
}

async function houseThatSets(settings: unknown, files: Record<string, string | Buffer> = {}) {
  const house = await museum()
  await mkdir(join(house.paths.data, 'kiosk'), { recursive: true })
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(house.paths.data, 'kiosk', name), bytes)
  }
  await writeFile(join(house.paths.data, 'settings.json'), JSON.stringify(settings))
  return { house, server: await house.serve() }
}

describe('a fault in the settings', () => {
  test.each([
    [{ facemode: false }, 'facemode is no setting; is "faceMode" meant?'],
    [{ colours: 'red' }, 'colours is no setting; docs/settings.md lists them'],
    [{ look: { inc: '#fff' } }, 'look.inc is no setting; is "ink" meant?'],
    [{ faceMode: 'no' }, 'faceMode must be true or false, without quotes'],
    [{ walkOffMs: 5.5 }, 'walkOffMs must be a whole number, without quotes'],
    [{ walkOffMs: 5 }, 'walkOffMs must be at least 100'],
    [{ museumName: 'M'.repeat(81) }, 'museumName must have at most 80 characters'],
    [{ languages: [] }, 'languages must have at least 1 entries'],
    [{ here: 'Here' }, 'here must be a list in [ ]'],
    [{ rooms: { A: 3 } }, /^rooms\.A must be how to get there/],
    [{ languages: ['fr'] }, 'languages must offer "en", which is the language between visits'],
    [{ languages: ['en', 'en'] }, 'languages names "en" twice'],
    [{ language: 'English!' }, /^language must be a language tag/],
    [{ camera: { rotate: 45 } }, 'camera.rotate must be 0, 90, 180 or 270'],
    [{ camera: { crop: { left: 0.6, width: 0.5 } } }, /^camera\.crop\.width reaches/],
    [{ camera: { crop: { top: 0.6, height: 0.5 } } }, /^camera\.crop\.height reaches/],
    [{ operator: { pin: 2715 } }, 'operator.pin must be 4 to 10 digits in quotes, such as "2715"'],
    [{ renewDaily: '24:00' }, 'renewDaily must be a time of day such as "04:00", or null'],
    [{ look: { wall: '#777777' } }, /^look\.ink has a contrast of 3\.7 : 1 .* needs 7 : 1/],
    [{ look: { accent: '#333333' } }, /^look\.accent has a contrast of .* needs 4\.5 : 1/],
    [{ look: { logo: '../mark.svg' } }, /^look\.logo must be the name of a file in data\/kiosk/],
    [{ look: { logo: '.mark.svg' } }, /^look\.logo must be the name of a file in data\/kiosk/],
    [{ look: { serif: { family: 'A"b', files: [] } } }, /^look\.serif\.family must be a name/],
  ])('in %j is explained by its name', (settings, fault) => {
    expect(faultsOf(settings)).toContainEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    )
  })

  test('hides no other: all are told together', () => {
    expect(faultsOf({ idleMs: 'x', look: { wall: 'red' }, camera: { mirrored: 1 } })).toHaveLength(
      3,
    )
  })
})

describe('docs/settings.md', () => {
  test('has every setting with its default, the region switch first', () => {
    // The command line's own settings stand under a heading of their own.
    const [exhibit = ''] = document.split('\n## `curator.json`')
    const rows = [...exhibit.matchAll(/^\| `([a-z][\w.]+)` \| `?([^|`]*)`? \|/gm)]
    const told = rows.map(([, key, value]) => [key, JSON.parse(value as string)])
    expect(told[0]).toEqual(['faceMode', true])
    const { look, camera, operator, ...others } = museumSettingsSchema.parse({})
    const inside = (name: string, part: object) =>
      Object.entries(part).map(([key, value]) => [`${name}.${key}`, value])
    expect(told.toSorted()).toEqual(
      [
        ...Object.entries(others),
        ...inside('look', look),
        ...inside('camera', camera),
        ...inside('operator', operator),
      ].toSorted(),
    )
  })

  test('has examples that are taken', () => {
    const examples = [...document.matchAll(/```json\n([\s\S]*?)```/g)]
    expect(examples).toHaveLength(2)
    for (const [, json] of examples) expect(faultsOf(JSON.parse(json as string))).toEqual([])
  })
})

describe('the settings a kiosk is given', () => {
  test('[KS3] are refused with all faults, by name, which the log has from the start on', async () => {
    const { server } = await houseThatSets({ walkOffMs: '5s', museumname: 'Ours' })
    const response = await server.get('/settings.json')
    expect(response.status).toBe(500)
    const { detail } = problemSchema.parse(await response.json())
    expect(detail).toContain('walkOffMs must be a number')
    expect(detail).toContain('museumname is no setting')
    const told = server.logs.filter((line) => line.includes('settings cannot be used'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('walkOffMs')
  })

  test('[KS3] are refused with the line of a comma too many', async () => {
    const { house, server } = await houseThatSets({})
    await writeFile(join(house.paths.data, 'settings.json'), '{\n  "faceMode": false,\n}')
    const { detail } = problemSchema.parse(await (await server.get('/settings.json')).json())
    expect(detail).toMatch(/not JSON .*line 3, column 1/)
  })

  test('[KS4] are refused without a word of the file, which may be the PIN', async () => {
    const { house, server } = await houseThatSets({})
    // Quotation marks as word processors set them.
    await writeFile(join(house.paths.data, 'settings.json'), '{"operator": {"pin": “271828”}}')
    const { detail } = problemSchema.parse(await (await server.get('/settings.json')).json())
    expect(detail).toMatch(/not JSON \(Unexpected token/)
    expect(detail).not.toContain('271828')
    expect(server.logs.join('\n')).not.toContain('271828')
  })

  test('[KS4] have no PIN in them, and nothing that one can be tried against', async () => {
    const { server } = await houseThatSets({ operator: { pin: '271828' }, faceMode: false })
    const text = await (await server.get('/settings.json')).text()
    expect(text).not.toContain('271828')
    expect(JSON.parse(text)).toEqual({ operator: { hasPin: true }, faceMode: false })
    expect(kioskSettingsSchema.parse(JSON.parse(text)).operator).toEqual({ hasPin: true })
    expect(server.logs.join('\n')).not.toContain('271828')
  })

  test('[KS4] say where there is no PIN, and take that from no file', async () => {
    const { house, server } = await houseThatSets({ operator: {} })
    expect(await (await server.get('/settings.json')).json()).toEqual({
      operator: { hasPin: false },
    })
    const file = join(house.paths.data, 'settings.json')
    await writeFile(file, '{ "operator": { "hasPin": false } }')
    expect((await server.get('/settings.json')).status).toBe(500)
  })
})

describe('a museum’s own files', () => {
  const DRAWING = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'

  test('[KS5] are served as what they are, and can do nothing', async () => {
    const files = { 'mark.svg': DRAWING, 'serif.woff2': 'wOF2 and so on' }
    const { server } = await houseThatSets({ look: { logo: 'mark.svg' } }, files)
    const mark = await server.get('/museum/mark.svg')
    expect(await mark.text()).toBe(DRAWING)
    expect(Object.fromEntries(mark.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*; sandbox$/),
      'cache-control': 'no-cache',
    })
    const font = await server.get('/museum/serif.woff2')
    expect(font.headers.get('content-type')).toBe('font/woff2')
    expect((await server.get('/settings.json')).status).toBe(200)
  })

  test('[KS5] are looked for by plain names with a known ending, and nothing else', async () => {
    const files = {
      '.hidden.svg': DRAWING,
      'page.html': 'x',
      'script.js': 'x',
      'mark.SVG': DRAWING,
    }
    const { house, server } = await houseThatSets({}, files)
    await mkdir(join(house.paths.data, 'kiosk', 'folder.svg'))
    await writeFile(join(house.paths.data, 'beside.svg'), DRAWING)
    await symlink('../beside.svg', join(house.paths.data, 'kiosk', 'link.svg'))
    for (const path of [
      '/museum/',
      '/museum/.hidden.svg',
      '/museum/page.html',
      '/museum/script.js',
      '/museum/mark.SVG',
      '/museum/folder.svg',
      '/museum/gone.svg',
      '/museum/link.svg',
      '/museum/../beside.svg',
      '/museum/..%2fbeside.svg',
      '/museum/%2e%2e/beside.svg',
      '/museum/kiosk%2fmark.svg',
      '/museum/mark.svg%00.png',
    ]) {
      const { status } = await plainGet(server, path)
      expect(status, path).toBe(404)
    }
  })

  test('[KS5] may be links to others of the folder, as container platforms mount them', async () => {
    const { house, server } = await houseThatSets({}, { 'mark.svg': DRAWING })
    const folder = join(house.paths.data, 'kiosk')
    await symlink('mark.svg', join(folder, 'again.svg'))
    expect((await server.get('/museum/again.svg')).status).toBe(200)
  })

  test('[KS5] of texts are told to be broken without a word of what is in them', async () => {
    const { house, server } = await houseThatSets({}, {})
    const texts = join(house.paths.data, 'kiosk', 'texts')
    await mkdir(texts)
    await writeFile(join(texts, 'en.json'), '{ "title": secret-of-the-house }')
    await writeFile(join(house.paths.data, 'beside.json'), '{}')
    await symlink('../../beside.json', join(texts, 'de.json'))
    const answer = await server.get('/museum/texts.json')
    const { detail } = problemSchema.parse(await answer.json())
    expect([answer.status, detail]).toEqual([
      500,
      expect.stringMatching(/en\.json: it is not JSON/),
    ])
    expect(detail).toMatch(/de\.json: it is a link out of its folder/)
    expect(detail).not.toMatch(/secret/)
  })

  test('[KS5] that are missing, or not what their ending says, are faults of the settings', async () => {
    const pixel = { create: { width: 1, height: 1, channels: 3 as const, background: '#fff' } }
    const files = { 'mark.png': await sharp(pixel).jpeg().toBuffer(), 'serif.woff2': 'OTTO' }
    const look = {
      logo: 'mark.png',
      serif: { family: 'Ours', files: [{ file: 'serif.woff2' }, { file: 'italic.woff2' }] },
    }
    const { house, server } = await houseThatSets({ look }, files)
    const { detail } = problemSchema.parse(await (await server.get('/settings.json')).json())
    expect(detail).toContain('look.logo names mark.png, which is JPEG, not PNG')
    expect(detail).toContain(
      'look.serif.files.0.file names serif.woff2, which is of an unknown kind',
    )
    expect(detail).toContain(
      'look.serif.files.1.file names italic.woff2, which is not in data/kiosk',
    )
    expect(detail).not.toContain(house.paths.data)
    await rm(join(house.paths.data, 'settings.json'))
    expect((await server.get('/settings.json')).status).toBe(200)
  })
})
