import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvCollection } from '../../../indexer/collections/csv/csv.ts'
import { parseColumnMap } from '../../../indexer/collections/csv/csv-columns.ts'
import { scratchFolder } from '../scratch-folder.ts'
import { worksOf } from './local-items.ts'

describe('the CSV of a collection management system', () => {
  it('TMS needs no editing', async () => {
    const [work] = await read([
      [
        'ObjectID',
        'ObjectNumber',
        'Title',
        'DisplayName',
        'Dated',
        'Medium',
        'CreditLine',
        'ImageFileName',
        'CurrentLocation',
        'On View',
      ],
      [
        '4711',
        '1944.50.21',
        'The Lute Player',
        'Orazio Gentileschi',
        'c. 1612',
        'oil on canvas',
        'Gift',
        'a.jpg',
        'Gallery 30',
        'Yes',
      ],
    ])
    expect(work).toMatchObject({
      givenId: '4711',
      path: 'a.jpg',
      label: {
        title: 'The Lute Player',
        artist: 'Orazio Gentileschi',
        date: 'c. 1612',
        medium: 'oil on canvas',
        creditLine: 'Gift',
        room: 'Gallery 30',
        onView: true,
      },
    })
  })

  it('EMu needs no editing, and the number of a location is no room', async () => {
    const [work, another] = await read([
      [
        'irn',
        'TitMainTitle',
        'CreCreatorLocal_tab(1)',
        'CreCreatorLocal_tab(2)',
        'CreDateCreated',
        'PhyMedium_tab',
        'AccCreditLineLocal',
        'LocCurrentLocationRef',
        'MulMultiMediaRef_tab(1).Multimedia',
      ],
      ['12', 'Self-portrait', 'Ada', 'Ida', '1900', 'Oil', 'Gift', 'Room 4', 'a.jpg'],
      ['13', 'Sister', 'Ada', '', '1901', 'Oil', 'Gift', '2500166', 'a.jpg'],
    ])
    expect(work).toMatchObject({
      givenId: '12',
      label: {
        title: 'Self-portrait',
        artist: 'Ada',
        date: '1900',
        medium: 'Oil',
        creditLine: 'Gift',
        room: 'Room 4',
      },
    })
    expect(another?.label.room).toBe('')
  })

  it('CollectionSpace needs no editing, and its reference names are read as names', async () => {
    const [work] = await read([
      [
        'objectNumber',
        'title',
        'objectProductionPerson',
        'objectProductionDate',
        'material',
        'creditLine',
        'computedCurrentLocation',
        'blobUri',
      ],
      [
        '2020.1',
        'Two Fridas',
        "urn:cspace:core.org:personauthorities:name(person):item:name(Frida1)'Frida Kahlo'",
        '1939',
        'oil-paint',
        'Bought',
        "urn:cspace:core.org:locationauthorities:name(location):item:name(R7)'Director's room 7'",
        'a.jpg',
      ],
    ])
    expect(work).toMatchObject({
      givenId: '2020.1',
      label: {
        title: 'Two Fridas',
        artist: 'Frida Kahlo',
        date: '1939',
        medium: 'oil-paint',
        creditLine: 'Bought',
        room: "Director's room 7",
      },
    })
  })

  it('Axiell needs no editing, and its two dates are a span', async () => {
    const [work] = await read([
      [
        'priref',
        'object_number',
        'title',
        'creator',
        'production.date.start',
        'production.date.end',
        'material',
        'credit_line',
        'current_location',
        'reproduction.reference',
      ],
      [
        '100',
        'SK-A-1',
        'Merry Drinker',
        'Judith Leyster',
        '1629',
        '1630',
        'panel',
        'Bequest',
        'Zaal 12',
        'a.jpg',
      ],
    ])
    expect(work).toMatchObject({
      givenId: '100',
      label: {
        title: 'Merry Drinker',
        artist: 'Judith Leyster',
        date: '1629–1630',
        medium: 'panel',
        creditLine: 'Bequest',
        room: 'Zaal 12',
      },
    })
  })

  it('is not taken for one because of a header or two that others use as well', async () => {
    const [work] = await read([
      ['file', 'Object Number', 'Creator', 'Maker', 'Material'],
      ['a.jpg', '7', 'Ada', 'Ida', 'oil'],
    ])
    expect(work).toMatchObject({ givenId: undefined, label: { artist: '', medium: '' } })
  })

  it('may be named where its headers do not tell, and single columns beside it', async () => {
    const rows = [
      ['object number', 'file', 'creator', 'Beschriftung'],
      ['7', 'a.jpg', 'Ada', 'Mother'],
    ]
    const [work] = await read(rows, 'axiell,title=Beschriftung')
    expect(work).toMatchObject({ givenId: '7', label: { artist: 'Ada', title: 'Mother' } })
    expect(() => parseColumnMap('mimsy')).toThrow(/Systems: tms, emu, collectionspace, axiell/)
    expect(() => parseColumnMap('toString')).toThrow(/Systems/)
  })

  it('goes before what any CSV is read by only when it is named', async () => {
    const rows = [
      ['id', 'ObjectID', 'file', 'DisplayName', 'Dated'],
      ['own', '7', 'a.jpg', 'Ada', '1900'],
    ]
    expect((await read(rows))[0]).toMatchObject({ givenId: 'own', label: { artist: 'Ada' } })
    expect((await read(rows, 'tms'))[0]?.givenId).toBe('7')
  })
})

async function read(rows: readonly string[][], columns?: string): ReturnType<typeof worksOf> {
  const folder = await scratchFolder()
  await writeFile(join(folder, 'a.jpg'), '')
  const csv = join(folder, 'export.csv')
  const lines = rows.map((row) => row.map((cell) => `"${cell}"`).join(','))
  await writeFile(csv, lines.join('\r\n'))
  return worksOf(
    csvCollection(csv, { columns: columns === undefined ? {} : parseColumnMap(columns) }),
  )
}
