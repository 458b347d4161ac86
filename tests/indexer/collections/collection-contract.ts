import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readRights } from '../../../embeddings/gallery/rights-statement.ts'
import { CuratorError, Interrupted } from '../../../indexer/terminal/curator-error.ts'
import { drawnPainting } from '../drawn-paintings.ts'
import type { CollectionFormat } from '../museums/museum-format.ts'
import type { Exhibit, Fault } from '../museums/museum-server.ts'
import { exhibits, openMuseum } from '../museums/open-museum.ts'

const WALL: Fault = {
  status: 403,
  type: 'text/html',
  body: '<html><body>Request unsuccessful</body></html>',
}
const PAGE_ANSWER = {
  status: 200,
  type: 'text/html',
  body: '<!doctype html><html><body>Welcome</body></html>',
}

/** Ways in which a server does not answer as it should, although it is there. */
const LASTING: readonly (readonly [string, Fault])[] = [
  ['a wall of 403 and HTML', WALL],
  ['429', { status: 429, headers: { 'retry-after': '2' }, body: 'slow down' }],
  ['500', { status: 500, body: '{"error":"oops"}' }],
  ['HTML in place of what was asked for', PAGE_ANSWER],
  ['silence', 'hangs'],
  ['half an answer', 'breaks off'],
]

/** What every source has to do, on a server that answers in its documented format. */
export function collectionContract(format: CollectionFormat): void {
  const name = format.variant ? `${format.source} (${format.variant})` : format.source

  describe(`${name}, as every source,`, () => {
    it('brings in every open work with its label, its picture and where they came from', async () => {
      const works = await exhibits(5, [3])
      const { catalogue, bringIn } = await openMuseum(format, works)
      const report = await bringIn()
      const own = format.source === 'folder' || format.source === 'csv'
      expect(report).toMatchObject({ source: format.source, added: own ? 5 : 4, hidden: 0 })
      const brought = catalogue.works.all()
      expect(new Set(brought.map(({ id }) => id)).size).toBe(brought.length)
      for (const exhibit of works.filter(({ open }) => open)) {
        const work = brought.find(({ label }) => label.title === exhibit.title)
        expect(work?.label.artist).toContain(exhibit.artist)
        expect(work?.label.date).toContain(exhibit.date)
        expect(work && readRights(work.label.rights).kind).toBe('open')
        expect(work && (await readFile(work.file))).toEqual(Buffer.from(exhibit.picture))
        if (format.picture) {
          const { pathname, search } = new URL(work?.download?.url ?? '')
          expect(pathname + search).toMatch(format.picture(exhibit.id))
        }
      }
    })

    it('downloads nothing the second time', async () => {
      const { bringIn, picturesAsked } = await openMuseum(format, await exhibits(4))
      await bringIn()
      const asked = picturesAsked()
      expect(await bringIn()).toMatchObject({ added: 0, updated: 0, unchanged: 4, hidden: 0 })
      expect(picturesAsked()).toEqual(asked)
    })

    it('brings a changed record up to date, and leaves the others', async () => {
      const museum = await openMuseum(format, await exhibits(4))
      await museum.bringIn()
      museum.server.works = replaced(museum.server.works, 1, {
        title: 'Another title',
        changed: today(),
      })
      expect(await museum.bringIn()).toMatchObject({ updated: 1, unchanged: 3, hidden: 0 })
      const titles = museum.catalogue.works.all().map(({ label }) => label.title)
      expect(titles).toContain('Another title')
    })

    it('hides a work that has gone, and one that has lost its licence, until they return', async () => {
      const museum = await openMuseum(format, await exhibits(4))
      const all = museum.server.works
      await museum.bringIn()
      museum.server.works = all.filter((_, i) => i !== 2)
      const gone = await museum.bringIn()
      expect(gone).toMatchObject({ unchanged: 3, hidden: 1 })
      expect(gone.hiddenWorks).toMatchObject([{ title: all[2]?.title }])
      museum.server.works = all.map((work) => ({ ...work, changed: today() }))
      expect(await museum.bringIn()).toMatchObject({ hidden: 0 })
      expect(museum.catalogue.works.all()).toHaveLength(4)
      if (format.source === 'folder' || format.source === 'csv') return
      museum.server.works = replaced(museum.server.works, 0, { open: false })
      expect(await museum.bringIn()).toMatchObject({ unchanged: 3, hidden: 1 })
      expect(museum.catalogue.works.withdrawn()).toHaveLength(1)
    })

    it('that is stopped goes on where it was, and asks for nothing twice', async () => {
      const museum = await openMuseum(format, await exhibits(6))
      const controller = new AbortController()
      let records = 0
      const onRecord = (): void => {
        records += 1
        if (records === 4) controller.abort()
      }
      await expect(museum.bringIn({ signal: controller.signal, onRecord })).rejects.toThrow(
        Interrupted,
      )
      const stopped = museum.catalogue.works.all().length
      const report = await museum.bringIn()
      expect(report).toMatchObject({
        added: 6 - stopped,
        unchanged: stopped,
        hidden: 0,
        skipped: [],
      })
      const asked = museum.server.asked
        // A picture whose download was cut off by the stop is asked for again.
        .filter(({ headers }) => headers.range === undefined)
        .map(({ url }) => url.href)
      const twice = asked.filter((href, i) => asked.indexOf(href) !== i)
      expect(twice.length).toBeLessThanOrEqual(4)
      if (format.listing) {
        const listing = format.listing
        expect(
          twice.filter((href) => listing.test(href.slice(museum.server.origin.length))),
        ).toEqual([])
      }
    })

    it('shows on a dry run what would come in, fetches no picture and changes nothing', async () => {
      const museum = await openMuseum(format, await exhibits(4))
      expect(await museum.bringIn({ dryRun: true })).toMatchObject({ added: 4, hidden: 0 })
      expect(museum.picturesAsked()).toEqual({})
      expect(museum.catalogue.works.all()).toEqual([])
    })

    it('works from what it has fetched when it is offline', async () => {
      const museum = await openMuseum(format, await exhibits(3))
      await museum.bringIn()
      const requests = museum.server.asked.length
      expect(await museum.bringIn({ offline: true })).toMatchObject({ unchanged: 3, hidden: 0 })
      expect(museum.server.asked.length).toBe(requests)
    })

    it('takes as many works as it is told to, and hides none of the others', async () => {
      const museum = await openMuseum(format, await exhibits(5))
      expect(await museum.bringIn({ limit: 2 })).toMatchObject({ added: 2, hidden: 0 })
      expect(await museum.bringIn()).toMatchObject({ added: 3, unchanged: 2, hidden: 0 })
      expect(await museum.bringIn({ limit: 2 })).toMatchObject({ unchanged: 2, hidden: 0 })
      expect(museum.catalogue.works.all()).toHaveLength(5)
    })

    const { listing, record } = format
    if (listing) {
      it.each(LASTING)(
        'leaves everything as it is when its listing ends in %s',
        async (_, fault) => {
          const museum = await openMuseum(format, await exhibits(3), {
            isSilent: fault === 'hangs',
          })
          await museum.bringIn()
          const before = museum.catalogue.works.all()
          museum.server.works = replaced(museum.server.works.slice(1), 0, { title: 'New' })
          museum.server.fail(listing, fault)
          await expect(museum.bringIn()).rejects.toThrow(CuratorError)
          expect(museum.catalogue.works.all()).toEqual(before)
          museum.server.mend()
          expect(await museum.bringIn()).toMatchObject({ hidden: 1 })
        },
      )
    }

    if (record) {
      it('keeps the work of a record that cannot be read now, and tries it again', async () => {
        const museum = await openMuseum(format, await exhibits(3))
        await museum.bringIn()
        museum.server.works = museum.server.works.map((work, i) => ({
          ...work,
          title: `Title ${i}`,
          changed: today(),
        }))
        museum.server.fail(record('102'), { status: 500, body: 'oops' })
        const report = await museum.bringIn()
        expect(report).toMatchObject({ updated: 2, hidden: 0 })
        expect(report.skipped).toHaveLength(1)
        expect(museum.catalogue.works.all()).toHaveLength(3)
        museum.server.mend()
        expect(await museum.bringIn()).toMatchObject({ updated: 1, unchanged: 2, skipped: [] })
      })
    }

    const pictureOf = format.picture
    if (!pictureOf) return

    it('notices a picture that has been replaced, when told to ask for each', async () => {
      const museum = await openMuseum(format, await exhibits(3))
      await museum.bringIn()
      const picture = await drawnPainting(23)
      museum.server.works = replaced(museum.server.works, 1, { picture, changed: today() })
      expect(await museum.bringIn({ recheck: true })).toMatchObject({ updated: 1, unchanged: 2 })
      const files = await Promise.all(
        museum.catalogue.works.all().map(({ file }) => readFile(file)),
      )
      expect(files.some((bytes) => bytes.equals(picture))).toBe(true)
    })

    it.each(LASTING)('gets over %s that passes', async (_, fault) => {
      const museum = await openMuseum(format, await exhibits(3), { isSilent: fault === 'hangs' })
      museum.server.fail(/./, fault, 1)
      expect(await museum.bringIn()).toMatchObject({ added: 3, skipped: [] })
    })

    const BAD_PICTURES: readonly (readonly [string, (picture: Uint8Array) => Fault, RegExp])[] = [
      ['is not there', () => ({ status: 404, body: 'no' }), /404|not there|no such/i],
      ['is refused', () => WALL, /403|refus/i],
      ['is broken', () => ({ status: 500, body: 'no' }), /500/],
      [
        'is a web page that says it is a JPEG',
        () => ({ ...PAGE_ANSWER, type: 'image/jpeg' }),
        /HTML|web page/i,
      ],
      [
        'is an SVG',
        () => ({ type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
        /SVG/,
      ],
      [
        'is cut short',
        (picture) => ({ type: 'image/jpeg', body: picture.slice(0, picture.length / 2) }),
        /cut short/,
      ],
    ]
    it.each(BAD_PICTURES)(
      'skips a work whose picture %s, says why, and has it the next time',
      async (_, fault, why) => {
        const works = await exhibits(3)
        const museum = await openMuseum(format, works)
        museum.server.fail(pictureOf('102'), fault((works[1] as Exhibit).picture))
        const report = await museum.bringIn()
        expect(report.added).toBe(2)
        expect(report.skipped).toMatchObject([{ reason: expect.stringMatching(why) }])
        museum.server.mend()
        expect(await museum.bringIn()).toMatchObject({ added: 1, unchanged: 2, skipped: [] })
      },
    )

    it('takes a picture for what it is, whatever the server says it is', async () => {
      const works = await exhibits(2)
      const museum = await openMuseum(format, works)
      const { picture } = works[0] as Exhibit
      museum.server.fail(pictureOf('101'), { type: 'text/plain', body: picture })
      expect(await museum.bringIn()).toMatchObject({ added: 2, skipped: [] })
    })

    it('keeps a work whose new picture is not to be had', async () => {
      const museum = await openMuseum(format, await exhibits(2))
      await museum.bringIn()
      const before = museum.catalogue.works.all()
      museum.server.works = replaced(museum.server.works, 0, {
        picture: await drawnPainting(21),
        changed: today(),
      })
      museum.server.fail(pictureOf('101'), { status: 500, body: 'no' })
      const report = await museum.bringIn({ recheck: true })
      expect(report).toMatchObject({ hidden: 0, skipped: [expect.anything()] })
      const files = museum.catalogue.works.all().map(({ file }) => file)
      expect(files).toEqual(before.map(({ file }) => file))
    })
  })
}

function replaced(
  works: readonly Exhibit[],
  position: number,
  change: Partial<Exhibit>,
): readonly Exhibit[] {
  return works.map((work, i) => (i === position ? { ...work, ...change } : work))
}

/** After the day on which anything was imported: museums tell of changes by the day. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}
