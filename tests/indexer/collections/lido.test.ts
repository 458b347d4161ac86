import { appendFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CollectionItem, SourceWork } from '../../../indexer/collections/collection.ts'
import { lidoCollection, lidoSource } from '../../../indexer/collections/lido/lido.ts'
import { scratchFolder } from '../scratch-folder.ts'
import {
  lidoDocument,
  lidoRecord,
  production,
  representation,
  resourceSet,
} from './lido-documents.ts'
import { itemsOf } from './local-items.ts'
import { peakMemoryOf } from './peak-memory.ts'

describe('a LIDO record', () => {
  it('becomes a work with its label', async () => {
    const work = await workOf({
      event: production(`
        <lido:eventActor>
          <lido:displayActorInRole>Judith Leyster (painter)</lido:displayActorInRole>
          <lido:actorInRole><lido:actor><lido:nameActorSet><lido:appellationValue>Leyster, Judith</lido:appellationValue></lido:nameActorSet></lido:actor></lido:actorInRole>
        </lido:eventActor>
        <lido:eventActor>
          <lido:actorInRole><lido:actor><lido:nameActorSet>
            <lido:appellationValue lido:pref="alternate">Jan the Younger</lido:appellationValue>
            <lido:appellationValue lido:pref="preferred">Jan Molenaer</lido:appellationValue>
          </lido:nameActorSet></lido:actor></lido:actorInRole>
        </lido:eventActor>
        <lido:eventDate><lido:displayDate>about 1630</lido:displayDate><lido:date><lido:earliestDate>1625</lido:earliestDate></lido:date></lido:eventDate>
        <lido:eventMaterialsTech><lido:displayMaterialsTech>oil on
          panel</lido:displayMaterialsTech></lido:eventMaterialsTech>`),
      identification: `<lido:objectDescriptionWrap>
        <lido:objectDescriptionSet lido:type="condition"><lido:descriptiveNoteValue>Cracked.</lido:descriptiveNoteValue></lido:objectDescriptionSet>
        <lido:objectDescriptionSet><lido:descriptiveNoteValue>&lt;p&gt;She plays &amp;amp; looks
          at you.&lt;/p&gt;</lido:descriptiveNoteValue></lido:objectDescriptionSet>
      </lido:objectDescriptionWrap><lido:repositoryWrap>
        <lido:repositorySet lido:type="former"><lido:repositoryName><lido:legalBodyName><lido:appellationValue>Attic</lido:appellationValue></lido:legalBodyName></lido:repositoryName></lido:repositorySet>
        <lido:repositorySet lido:type="current"><lido:repositoryName><lido:legalBodyName><lido:appellationValue>Museum of Lutes</lido:appellationValue></lido:legalBodyName></lido:repositoryName><lido:repositoryLocation><lido:namePlaceSet><lido:appellationValue>Haarlem</lido:appellationValue></lido:namePlaceSet></lido:repositoryLocation></lido:repositorySet>
      </lido:repositoryWrap>`,
      rightsWork: '<lido:creditLine>Bequest of Ada</lido:creditLine>',
      record:
        '<lido:recordInfoSet><lido:recordInfoLink lido:formatResource="text/xml">https://museum.example/1.xml</lido:recordInfoLink><lido:recordInfoLink lido:formatResource="html">https://museum.example/1</lido:recordInfoLink></lido:recordInfoSet>',
    })
    expect(work).toEqual({
      branch: ['.', 'a.xml'],
      record: 'DE-1/obj-1',
      givenId: 'DE-1/obj-1',
      path: 'DE-1/obj-1',
      picture: { urls: ['https://museum.example/1.jpg'] },
      pictureVersion: '',
      label: {
        title: 'The Lute',
        artist: 'Judith Leyster (painter); Jan Molenaer',
        date: 'about 1630',
        medium: 'oil on panel',
        museum: 'Museum of Lutes, Haarlem',
        creditLine: 'Bequest of Ada',
        rights: 'https://creativecommons.org/publicdomain/zero/1.0/',
        requiredStatement: '',
        about: 'She plays & looks at you.',
        room: '',
        onView: null,
        pageUrl: 'https://museum.example/1',
        translations: { en: { about: 'She plays & looks at you.' } },
      },
    })
  })

  it('of version 1.1 is read as well: concepts, materials of the object', async () => {
    const work = await workOf({
      event: `<lido:eventWrap><lido:eventSet><lido:event>
        <lido:eventType><skos:Concept rdf:about="http://terminology.lido-schema.org/lido00007"><skos:prefLabel xml:lang="de">Herstellung</skos:prefLabel></skos:Concept></lido:eventType>
        <lido:eventDate><lido:date><lido:earliestDate>1650-01-01</lido:earliestDate><lido:latestDate>1660-12-31</lido:latestDate></lido:date></lido:eventDate>
      </lido:event></lido:eventSet></lido:eventWrap>`,
      identification:
        '<lido:objectMaterialsTechWrap><lido:objectMaterialsTechSet><lido:materialsTech><lido:termMaterialsTech><skos:Concept><skos:prefLabel xml:lang="en">oil</skos:prefLabel></skos:Concept></lido:termMaterialsTech><lido:termMaterialsTech><lido:term>oak</lido:term></lido:termMaterialsTech></lido:materialsTech></lido:objectMaterialsTechSet></lido:objectMaterialsTechWrap>',
      resources: resourceSet({
        rights:
          '<lido:rightsType><skos:Concept rdf:about="http://rightsstatements.org/vocab/InC/1.0/"/></lido:rightsType>',
      }),
    })
    expect(work.label).toMatchObject({
      date: '1650–1660',
      medium: 'oil, oak',
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
    })
  })

  it('takes actors and dates of the production, not of a find or a sale', async () => {
    const actor = (name: string): string =>
      `<lido:eventActor><lido:displayActorInRole>${name}</lido:displayActorInRole></lido:eventActor>`
    const event =
      production(actor('A dealer'), 'http://terminology.lido-schema.org/lido00001') +
      production(
        actor('The one who thought of it'),
        'http://terminology.lido-schema.org/lido00012',
      ) +
      production(actor('The painter'))
    expect((await workOf({ event })).label.artist).toBe('The painter')
  })

  it('speaks the language that is asked for first, and keeps the others', async () => {
    const document = lidoDocument(
      `<lido:lido><lido:lidoRecID>1</lido:lidoRecID>
        <lido:descriptiveMetadata xml:lang="ger"><lido:objectIdentificationWrap><lido:titleWrap><lido:titleSet>
          <lido:appellationValue>Die Laute</lido:appellationValue>
          <lido:appellationValue xml:lang="fr">Le luth</lido:appellationValue>
        </lido:titleSet></lido:titleWrap></lido:objectIdentificationWrap>
        ${production('<lido:eventActor><lido:displayActorInRole>Meister der Laute</lido:displayActorInRole></lido:eventActor>')}</lido:descriptiveMetadata>
        <lido:descriptiveMetadata xml:lang="en-GB"><lido:objectIdentificationWrap><lido:titleWrap><lido:titleSet>
          <lido:appellationValue>The Lute</lido:appellationValue>
        </lido:titleSet></lido:titleWrap><lido:objectDescriptionWrap><lido:objectDescriptionSet>
          <lido:descriptiveNoteValue>She plays.</lido:descriptiveNoteValue>
        </lido:objectDescriptionSet></lido:objectDescriptionWrap></lido:objectIdentificationWrap></lido:descriptiveMetadata>
        <lido:administrativeMetadata><lido:resourceWrap>${resourceSet({})}</lido:resourceWrap></lido:administrativeMetadata>
      </lido:lido>`,
    )
    const [english] = worksIn(await read({ 'a.xml': document }, ['en']))
    expect(english?.label).toMatchObject({
      title: 'The Lute',
      artist: 'Meister der Laute',
      about: 'She plays.',
      translations: {
        de: { title: 'Die Laute' },
        'en-GB': { about: 'She plays.' },
        fr: { title: 'Le luth' },
      },
    })
    const [german] = worksIn(await read({ 'a.xml': document }, ['it', 'de']))
    expect(german?.label).toMatchObject({
      title: 'Die Laute',
      translations: { 'en-GB': { title: 'The Lute' }, fr: { title: 'Le luth' } },
    })
  })

  it('has the rights of its picture, which are neither those of the record nor of the work', async () => {
    const rights = async (resource: string): Promise<string> =>
      (
        await workOf({
          rightsWork: '<lido:rightsType><lido:term>Public domain</lido:term></lido:rightsType>',
          resources: resourceSet({ rights: resource }),
        })
      ).label.rights
    expect(
      await rights('<lido:rightsType><lido:term>All rights reserved</lido:term></lido:rightsType>'),
    ).toBe('All rights reserved')
    expect(await rights('')).toBe('')
    const open = '<lido:rightsType><lido:term>CC0</lido:term></lido:rightsType>'
    const closed = '<lido:rightsType><lido:term>In copyright</lido:term></lido:rightsType>'
    expect(await rights(open + closed)).toBe('In copyright')
    const named = '<lido:conceptID>https://museum.example/rights/7</lido:conceptID>'
    const cc0 = 'https://creativecommons.org/publicdomain/zero/1.0/'
    const twice = `<lido:rightsType>${named}<lido:conceptID>${cc0}</lido:conceptID></lido:rightsType>`
    expect(await rights(twice)).toBe(cc0)
    expect(
      await rights(`<lido:rightsType>${named}<lido:term>CC0</lido:term></lido:rightsType>`),
    ).toBe('CC0')
  })

  it('has its texts in plain words, whatever HTML they were written in', async () => {
    const work = await workOf({ title: 'The &lt;i&gt;Lute&lt;/i&gt; /' })
    expect(work.label.title).toBe('The Lute')
  })

  it('shows whom its picture is from beside its own credit line', async () => {
    const resources = resourceSet({ rights: '<lido:creditLine>Photo: Ida</lido:creditLine>' })
    const alone = await workOf({ resources })
    expect(alone.label).toMatchObject({ creditLine: 'Photo: Ida', requiredStatement: '' })
    const both = await workOf({
      resources,
      rightsWork: '<lido:creditLine>Gift of Ada</lido:creditLine>',
    })
    expect(both.label).toMatchObject({ creditLine: 'Gift of Ada', requiredStatement: 'Photo: Ida' })
  })

  it('has a number of its own, or the one it has at home, or is passed over', async () => {
    const items = await read({
      'a.xml': lidoDocument(
        lidoRecord({ id: '', record: '<lido:recordID lido:type="local">77</lido:recordID>' }),
        lidoRecord({ id: '' }),
        lidoRecord({ id: '78', resources: '' }),
      ),
    })
    expect(items).toMatchObject([
      { work: { givenId: '77' } },
      {
        skipped: {
          record: expect.stringMatching(/a\.xml, line \d+/),
          reason: expect.stringMatching(/neither a lidoRecID/),
        },
      },
      { skipped: { record: '78', reason: 'it names no picture' } },
    ])
    expect(items[2]).not.toHaveProperty('skipped.keeps')
  })
})

describe('the picture of a LIDO record', () => {
  it('is tried in the best representation first, the preview last', async () => {
    const link = (name: string): string => `https://museum.example/${name}.jpg`
    const representations = [
      representation({
        type: 'http://terminology.lido-schema.org/lido00451',
        link: link('preview'),
        size: [9000, 9000],
      }),
      representation({ type: 'image_full', link: link('small'), size: [100, 100] }),
      representation({
        type: 'http://terminology.lido-schema.org/lido00464',
        link: link('large'),
        size: [4000, 3000],
      }),
      representation({ link: link('plain') }),
      representation({
        type: 'image_full',
        link: 'https://museum.example/a.pdf',
        format: 'application/pdf',
      }),
    ].join('')
    expect((await workOf({ resources: resourceSet({ representations }) })).picture).toEqual({
      urls: ['large', 'small', 'plain', 'preview'].map(link),
    })
  })

  it('is of the first resource by its number that is a picture', async () => {
    const sound =
      '<lido:resourceSet lido:sortorder="0"><lido:resourceRepresentation><lido:linkResource>https://m.example/a.mp3</lido:linkResource></lido:resourceRepresentation><lido:resourceType><lido:term>Audio</lido:term></lido:resourceType></lido:resourceSet>'
    const back = resourceSet({
      order: '2',
      representations: representation({ link: 'https://m.example/back.jpg' }),
    })
    const front = resourceSet({
      order: '1',
      representations: representation({ link: 'https://m.example/front.jpg' }),
    })
    const { picture } = await workOf({ resources: sound + back + front })
    expect(picture).toEqual({ urls: ['https://m.example/front.jpg'] })
  })

  it('may be an IIIF image service, with an address for when it does not answer', async () => {
    const representations =
      representation({ type: 'image_full', link: 'https://m.example/1.jpg' }) +
      representation({ type: 'iiif_image_api', link: 'https://m.example/iiif/1/info.json' })
    expect((await workOf({ resources: resourceSet({ representations }) })).picture).toEqual({
      service: 'https://m.example/iiif/1',
      otherwise: 'https://m.example/1.jpg',
    })
  })

  it('may be a file beside the XML', async () => {
    const at = (link: string): string =>
      lidoDocument(
        lidoRecord({ resources: resourceSet({ representations: representation({ link }) }) }),
      )
    const items = await read({
      'export/a.xml': at('images\\1.jpg'),
      'export/b.xml': at('images/lost.jpg').replace('obj-1', 'obj-2'),
      'export/images/1.jpg': '',
    })
    expect(items).toMatchObject([
      {
        work: { path: 'export/images/1.jpg', picture: { file: expect.stringMatching(/1\.jpg$/) } },
      },
      { skipped: { reason: expect.stringMatching(/there is no file/), keeps: 'DE-1/obj-2' } },
    ])
  })

  it.each([
    '../secret.jpg',
    '/etc/passwd',
    'file:///etc/passwd',
    'images/../../secret.jpg',
    '..',
    '..\\secret.jpg',
  ])('is never looked for outside the folder of the XML: %s', async (link) => {
    const document = lidoDocument(
      lidoRecord({ resources: resourceSet({ representations: representation({ link }) }) }),
    )
    const items = await read({ 'export/a.xml': document, 'secret.jpg': '' })
    expect(items).toMatchObject([
      {
        skipped: {
          reason: expect.stringMatching(
            /leads out of|neither an http address nor a file in the folder/,
          ),
        },
      },
    ])
  })
})

describe('a LIDO file', () => {
  it('may have any prefix, none, or another envelope around its records', async () => {
    const record = lidoRecord()
    const bare = record.replaceAll('lido:', '')
    const items = await read({
      'a.xml': `<x:lidoWrap xmlns:x="http://www.lido-schema.org">${record.replaceAll(/lido:(?=[a-zA-Z]+[ >=])/g, 'x:')}</x:lidoWrap>`,
      'b.xml': `<lidoWrap xmlns="http://www.lido-schema.org">${bare.replaceAll('obj-1', 'obj-2')}</lidoWrap>`,
      'c.xml': `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>${record.replace('<lido:lido>', '<lido:lido xmlns:lido="http://www.lido-schema.org">').replaceAll('obj-1', 'obj-3')}</metadata></record></ListRecords></OAI-PMH>`,
    })
    expect(worksIn(items).map(({ record, label }) => `${record} ${label.title}`)).toEqual([
      'DE-1/obj-1 The Lute',
      'DE-1/obj-2 The Lute',
      'DE-1/obj-3 The Lute',
    ])
  })

  it.each([
    ['ISO-8859-1', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16LE', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('may be in %s', async (encoding, encoded) => {
    const text = lidoDocument(lidoRecord({ title: 'Dürer &amp; <![CDATA[Söhne]]>' })).replace(
      'UTF-8',
      encoding,
    )
    const [work] = worksIn(await read({ 'a.xml': encoded(text) }))
    expect(work?.label.title).toBe('Dürer & Söhne')
  })

  it('in an encoding that is not read, or not in the one it declares, says so', async () => {
    const text = lidoDocument(lidoRecord({ title: 'Dürer' }))
    expect(await unread({ 'a.xml': text.replace('UTF-8', 'EBCDIC-CP-FI') })).toMatch(
      /a\.xml is in EBCDIC-CP-FI, which is not read/,
    )
    expect(await unread({ 'a.xml': Buffer.from(text, 'latin1') })).toMatch(
      /a\.xml, after line \d+: bytes that are no text/,
    )
  })

  it('that is not well-formed is named with its line, after the records before it', async () => {
    const folder = await folderWith({
      'a.xml': lidoDocument(lidoRecord(), '<lido:lido><lido:lidoRecID>2</lido:wrong></lido:lido>'),
    })
    const items = await itemsOf(lidoCollection(folder, { languages: [] }))
    expect(items.at(-1)).toMatchObject({
      unreadable: {
        record: 'a.xml',
        branch: 'a.xml',
        reason: expect.stringMatching(
          /a\.xml, line \d+: this is not well-formed XML \(unexpected close tag/,
        ),
      },
    })
    expect(worksIn(items)).toHaveLength(1)
  })

  it('that cannot be read keeps no other from coming in', async () => {
    const items = await read({
      'a.xml': lidoDocument(lidoRecord()).replace('UTF-8', 'EBCDIC-CP-FI'),
      'b.xml': lidoDocument(lidoRecord({ id: 'good' })),
    })
    expect(items).toMatchObject([
      { unreadable: { record: 'a.xml' } },
      { work: { record: 'good', branch: ['.', 'b.xml'] } },
    ])
  })

  it.each([
    ['ISO-8859-15', 0xbd, 'œ'],
    ['windows-1250', 0x9f, 'ź'],
    ['macintosh', 0x9f, 'ü'],
  ])('may be in %s', async (encoding, byte, letter) => {
    const text = lidoDocument(lidoRecord({ title: 'C?ur' })).replace('UTF-8', encoding)
    const bytes = Buffer.from(text, 'latin1')
    bytes[bytes.indexOf('C?ur') + 1] = byte
    const [work] = worksIn(await read({ 'a.xml': bytes }))
    expect(work?.label.title).toBe(`C${letter}ur`)
  })

  it('that breaks off is not taken for whole', async () => {
    const whole = lidoDocument(lidoRecord(), lidoRecord({ id: '2' }))
    expect(await unread({ 'a.xml': whole.slice(0, -100) })).toMatch(/not well-formed/)
  })

  it('has no entities of its own: laughs are not multiplied, files not read', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>`
    const outside = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    for (const type of [laughs, outside]) {
      const document = lidoDocument(lidoRecord({ title: '&c;' })).replace('?>', `?>${type}`)
      expect(await unread({ 'a.xml': document })).toMatch(/a\.xml, line \d+: .*undefined entity/)
      const harmless = lidoDocument(lidoRecord()).replace('?>', `?>${type}`)
      expect(worksIn(await read({ 'a.xml': harmless }))).toHaveLength(1)
    }
  })

  it('has its oversized record passed over, and those after it read', async () => {
    const items = await read({
      'a.xml': lidoDocument(
        lidoRecord({ id: 'long', title: 'x'.repeat(5_000_000) }),
        lidoRecord({ id: 'wide', event: '<lido:eventWrap/>'.repeat(80_000) }),
        lidoRecord({ id: 'after' }),
      ),
    })
    expect(items).toMatchObject([
      {
        skipped: {
          record: 'long',
          reason: expect.stringMatching(/4 million characters/),
          keeps: 'long',
        },
      },
      {
        skipped: {
          record: 'wide',
          reason: expect.stringMatching(/4 million characters/),
          keeps: 'wide',
        },
      },
      { work: { record: 'after' } },
    ])
  })

  it.each([
    ['endless nesting', `<lido:a>`.repeat(100_000), /200 elements nested/],
    ['an endless comment', `<!--${'x'.repeat(9_000_000)}`, /8 million characters/],
    ['an endless tag', `<lido:a b="${'x'.repeat(9_000_000)}`, /8 million characters/],
  ])('with %s is given up', async (_, text, message) => {
    expect(await unread({ 'a.xml': lidoDocument(text) })).toMatch(message)
  })

  it('without a record in it is told of', async () => {
    const items = await read({
      'a.xml': '<html/>',
      'b.xml': lidoDocument(lidoRecord()),
      'c.txt': '<',
    })
    expect(items).toMatchObject([
      { skipped: { record: 'a.xml', reason: 'there is no LIDO record in it' } },
      { work: { record: 'DE-1/obj-1' } },
    ])
  })

  it('of 10,000 records is read in little more memory than one of 100', {
    timeout: 120_000,
  }, async () => {
    const folder = await scratchFolder()
    const write = async (name: string, count: number): Promise<string> => {
      const file = join(folder, name)
      const [start = '', end = ''] = lidoDocument('HERE').split('HERE')
      await writeFile(file, start)
      for (let i = 0; i < count; i += 100) {
        const hundred = Array.from({ length: 100 }, (_, j) =>
          lidoRecord({ id: `${i + j}`, title: 'The Lute '.repeat(400) }),
        )
        await appendFile(file, hundred.join('\n'))
      }
      await appendFile(file, end)
      return file
    }
    const few = await peakMemoryOf('lido', await write('few.xml', 100))
    const many = await peakMemoryOf('lido', await write('many.xml', 10_000))
    expect(many.items).toBe(10_000)
    // The file has 47 MB, which as strings and elements would be twice that; what is left is the
    // collector's leisure, 17 to 27 MB.
    expect(many.peakMb - few.peakMb).toBeLessThan(40)
  })
})

describe('the LIDO source', () => {
  const request = {
    locations: ['export.xml'],
    filters: {},
    query: undefined,
    baseUrl: undefined,
    csv: undefined,
    columns: undefined,
    languages: ['en'],
    passOver: [],
    allowFolders: [],
  }

  it('counts as published, since it is how museums hand records to others', () => {
    expect(lidoSource.open(request)).toMatchObject([{ source: 'lido', rights: 'published' }])
  })

  it('says what it lacks', async () => {
    expect(() => lidoSource.open({ ...request, locations: [] })).toThrow(/Say which file/)
    expect(() => lidoSource.open({ ...request, csv: 'a.csv' })).toThrow(/not for LIDO/)
    await expect(itemsOf(lidoCollection('/nowhere', { languages: [] }))).rejects.toThrow(
      /There is no file or folder/,
    )
  })

  it('goes through folders and their links once', async () => {
    const folder = await folderWith({ 'a/b/c.XML': lidoDocument(lidoRecord()) })
    await symlink(folder, join(folder, 'a', 'again'))
    expect(worksIn(await itemsOf(lidoCollection(folder, { languages: [] })))).toHaveLength(1)
  })
})

async function workOf(parts: Parameters<typeof lidoRecord>[0]): Promise<SourceWork> {
  const [item] = await read({ 'a.xml': lidoDocument(lidoRecord(parts)) })
  if (!item || !('work' in item)) throw new Error(`no work: ${JSON.stringify(item)}`)
  return item.work
}

/** Why a file of the folder could not be read to its end. */
async function unread(files: Parameters<typeof read>[0]): Promise<string> {
  const items = await read(files)
  return items.map((item) => ('unreadable' in item ? item.unreadable.reason : '')).join('')
}

async function read(
  files: Readonly<Record<string, string | Buffer>>,
  languages: readonly string[] = ['en'],
): Promise<CollectionItem[]> {
  return itemsOf(lidoCollection(await folderWith(files), { languages }))
}

async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await scratchFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

function worksIn(items: readonly CollectionItem[]): SourceWork[] {
  return items.flatMap((item) => ('work' in item ? [item.work] : []))
}
