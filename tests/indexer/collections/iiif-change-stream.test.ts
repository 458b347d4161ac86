import { describe, expect, it } from 'vitest'
import { itemsOf } from '../museums/visit-museum.ts'
import { iiifAt, iiifServer, MUSEUM, manifestAt, told } from './iiif-documents.ts'

type Activity = Readonly<Record<string, unknown>>

const of = (type: string, name: string, endTime?: string): Activity => ({
  type,
  object: { id: `${MUSEUM}/${name}.json`, type: 'Manifest' },
  ...(endTime !== undefined && { endTime }),
})

/** A stream in these pages, the oldest first, about manifests a to f. */
function streamOf(...pages: readonly (readonly Activity[])[]) {
  const at = (page: number) => ({
    id: `${MUSEUM}/page-${page}.json`,
    type: 'OrderedCollectionPage',
  })
  const documents: Record<string, unknown> = {
    stream: {
      '@context': 'http://iiif.io/api/discovery/1/context.json',
      id: `${MUSEUM}/stream.json`,
      type: 'OrderedCollection',
      first: at(0),
      last: at(pages.length - 1),
    },
  }
  for (const [number, orderedItems] of pages.entries()) {
    documents[`page-${number}`] = {
      ...at(number),
      orderedItems,
      ...(number > 0 && { prev: at(number - 1) }),
      ...(number < pages.length - 1 && { next: at(number + 1) }),
    }
  }
  for (const name of 'abcdef') documents[name] = manifestAt(name)
  return iiifServer(documents)
}

describe('a stream of changes', () => {
  it('is the list of what there is, read from its end, each work once', async () => {
    const server = await streamOf(
      [of('Create', 'a', '2026-01-01T00:00:00Z'), of('Create', 'b', '2026-01-02T00:00:00Z')],
      [of('Update', 'a', '2026-02-01T00:00:00Z'), of('Add', 'c', '2026-02-02T00:00:00Z')],
    )
    expect(told(await itemsOf(iiifAt(server, 'stream')), server)).toEqual([
      '/c.json',
      '/a.json',
      '/b.json',
    ])
  })

  it('without times and kinds (level 0) is a plain list', async () => {
    const server = await streamOf([of('Update', 'a'), of('Update', 'b')])
    const since = new Date('2026-06-01')
    expect(told(await itemsOf(iiifAt(server, 'stream'), { since }), server)).toEqual([
      '/b.json',
      '/a.json',
    ])
  })

  it('tells of what was withdrawn or moved, and does not ask for it', async () => {
    const server = await streamOf([
      of('Create', 'a'),
      of('Create', 'b'),
      of('Create', 'd'),
      of('Delete', 'a'),
      of('Remove', 'b'),
      { ...of('Move', 'd'), target: { id: `${MUSEUM}/e.json`, type: 'Manifest' } },
    ])
    expect(told(await itemsOf(iiifAt(server, 'stream')), server)).toEqual([
      '/d.json gone',
      '/e.json',
      '/b.json gone',
      '/a.json gone',
    ])
    expect(server.asked.map(({ url }) => url.pathname)).not.toContain('/d.json')
  })

  it('gives what has changed since a day, and reads no page before it', async () => {
    const server = await streamOf(
      [of('Create', 'a', '2026-01-01T00:00:00Z')],
      [of('Create', 'b', '2026-01-02T00:00:00Z'), of('Create', 'c', '2026-03-01T00:00:00Z')],
      [of('Update', 'd', '2026-03-02T00:00:00+01:00')],
    )
    const items = await itemsOf(iiifAt(server, 'stream'), { since: new Date('2026-02-01') })
    expect(told(items, server)).toEqual(['/d.json', '/c.json'])
    expect(server.asked.map(({ url }) => url.pathname)).not.toContain('/page-0.json')
  })

  it('is whole at a refresh; news before one are withdrawals alone', async () => {
    const server = await streamOf([
      of('Create', 'a', '2026-03-01T00:00:00Z'),
      of('Delete', 'b', '2026-03-02T00:00:00Z'),
      { type: 'Refresh', startTime: '2026-04-01T00:00:00Z' },
      of('Update', 'c', '2026-04-01T00:00:01Z'),
    ])
    expect(told(await itemsOf(iiifAt(server, 'stream')), server)).toEqual(['/c.json'])
    const since = new Date('2026-02-01')
    expect(told(await itemsOf(iiifAt(server, 'stream'), { since }), server)).toEqual([
      '/c.json',
      '/b.json gone',
    ])
  })

  it('saves asking for works that have not changed since the last import', async () => {
    const server = await streamOf([
      of('Create', 'a', '2026-01-01T00:00:00Z'),
      of('Create', 'b', '2026-01-02T00:00:00Z'),
      of('Update', 'c', '2026-04-30T12:00:00Z'),
      of('Update', 'd', '2026-05-02T00:00:00Z'),
    ])
    const previous = {
      startedAt: new Date('2026-05-01'),
      has: (record: string) => !record.endsWith('/b.json'),
    }
    const items = await itemsOf(iiifAt(server, 'stream'), { previous })
    // c: within a day of the last import, so that clocks need not agree; b: it did not come in.
    expect(told(items, server)).toEqual(['/d.json', '/c.json', '/b.json', '/a.json unchanged'])
    const albums = iiifAt(server, 'stream', { filters: { canvases: 'all' } })
    expect(told(await itemsOf(albums, { previous }), server)).not.toContain('/a.json unchanged')
  })

  it('leaves out collections, activities that say nothing, and whatever is no activity', async () => {
    const server = await streamOf([
      { type: 'Update', object: { id: `${MUSEUM}/all.json`, type: 'Collection' } },
      { type: 'Update' },
      { type: 'Update', object: 'urn:x' },
      { object: 7 },
      of('Update', 'a', 'yesterday'),
    ])
    expect(told(await itemsOf(iiifAt(server, 'stream')), server)).toEqual(['/a.json'])
  })

  it('that goes in a circle comes to an end', async () => {
    const page = { orderedItems: [of('Update', 'a')], prev: `${MUSEUM}/page.json` }
    const stream = { type: 'OrderedCollection', last: `${MUSEUM}/page.json` }
    const server = await iiifServer({ stream, page, a: manifestAt('a') })
    expect(told(await itemsOf(iiifAt(server, 'stream')), server)).toEqual(['/a.json'])
  })

  it('cannot be read when a page is missing, or its end is not named', async () => {
    const server = await streamOf([of('Create', 'a')], [of('Create', 'b')])
    server.fail(/page-0/, { status: 500, body: 'oops' })
    await expect(itemsOf(iiifAt(server, 'stream'))).rejects.toThrow(/page-0.json answered 500/)
    const endless = await iiifServer({ stream: { type: 'OrderedCollection' } })
    await expect(itemsOf(iiifAt(endless, 'stream'))).rejects.toThrow(/where its end is/)
  })
})
