import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Catalogue, openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import { CuratorError } from '../../indexer/terminal/curator-error.ts'
import { A_WORK, aDescription, aFace, RECIPE, STAMP } from './catalogue-records.ts'
import { scratchFolder } from './scratch-folder.ts'

describe('the catalogue', () => {
  it('gives back a description as it was put in', async () => {
    const { catalogue } = await openScratch()
    const description = aDescription(aFace(1), aFace(2))
    catalogue.works.put(A_WORK)
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, description)
    expect(catalogue.descriptions.ofWork(A_WORK.id, RECIPE)).toEqual(description)
    expect(catalogue.descriptions.stampOf(A_WORK.id, RECIPE)).toEqual(STAMP)
  })

  it('holds one description of a work: the latest', async () => {
    const { catalogue, file } = await openScratch()
    catalogue.works.put(A_WORK)
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, aDescription(aFace(1), aFace(2)))
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, aDescription(aFace(1)))
    expect(catalogue.descriptions.ofWork(A_WORK.id, RECIPE)?.faces).toHaveLength(1)
    const database = new Database(file, { readonly: true })
    onTestFinished(() => void database.close())
    expect(database.prepare('SELECT count(*) FROM face').pluck().get()).toBe(1)
  })

  it('does not take what another recipe described for its own', async () => {
    const { catalogue } = await openScratch()
    catalogue.works.put(A_WORK)
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, aDescription(aFace(1)))
    const another = { ...RECIPE, digest: 'another' }
    expect(catalogue.descriptions.ofWork(A_WORK.id, another)).toBeUndefined()
    expect(catalogue.descriptions.stampOf(A_WORK.id, another)).toBeUndefined()
  })

  it('forgets why a work was skipped once it is described', async () => {
    const { catalogue } = await openScratch()
    catalogue.works.put(A_WORK)
    catalogue.descriptions.putSkipped(A_WORK.id, 'damaged', { stamp: STAMP, recipe: RECIPE })
    expect(catalogue.descriptions.skipReason(A_WORK.id)).toBe('damaged')
    expect(catalogue.descriptions.ofWork(A_WORK.id, RECIPE)).toBeUndefined()
    expect(catalogue.descriptions.stampOf(A_WORK.id, RECIPE)).toEqual(STAMP)
    catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, aDescription())
    expect(catalogue.descriptions.skipReason(A_WORK.id)).toBeUndefined()
  })

  it('tries a work again when nothing of its file was seen', async () => {
    const { catalogue } = await openScratch()
    catalogue.works.put(A_WORK)
    catalogue.descriptions.putSkipped(A_WORK.id, 'the file is missing')
    expect(catalogue.descriptions.stampOf(A_WORK.id, RECIPE)).toBeUndefined()
  })

  it('keeps everything over closing and opening again', async () => {
    const { catalogue, file } = await openScratch()
    catalogue.works.put(A_WORK)
    catalogue.audit.note('import', { added: 1 })
    catalogue.close()
    const again = openCatalogue(file, { create: false })
    onTestFinished(() => again.close())
    expect(again.works.all()).toEqual([A_WORK])
    expect(again.audit.entries()).toMatchObject([{ action: 'import', detail: { added: 1 } }])
  })

  it('lets no work leave its last collection without withdrawing it', async () => {
    const { catalogue, file } = await openScratch()
    catalogue.works.put(A_WORK)
    const database = new Database(file)
    onTestFinished(() => void database.close())
    database.exec(
      "CREATE TRIGGER killed BEFORE UPDATE ON work BEGIN SELECT raise(ABORT, 'killed'); END",
    )
    expect(() => catalogue.imports.leave(A_WORK, [A_WORK.id], 'gone')).toThrow('killed')
    expect(catalogue.imports.worksIn(A_WORK)).toEqual([A_WORK.id])
    database.exec('DROP TRIGGER killed')
    expect(catalogue.imports.leave(A_WORK, [A_WORK.id], 'gone')).toEqual([A_WORK.id])
    expect(catalogue.works.withdrawn()).toEqual([{ work: A_WORK, why: 'gone' }])
  })

  it.each([1, 2])(
    'of version %d is brought up to date, with everything that people decided',
    async (version) => {
      const file = await catalogueOfVersion(version)
      const before = new Database(file)
      before.exec(`
      INSERT INTO work VALUES ('w', 'folder', '/p', 'w.jpg', '/p/w.jpg', '', '', '', '', '', '', '', '', '', '', '', NULL);
      INSERT INTO work VALUES ('x', 'folder', '/p', 'x.jpg', '/p/x.jpg', '', '', '', '', '', '', '', '', '', '', '', '2026-01-01');
      INSERT INTO decision VALUES (1, 'w', NULL, 'hidden', 'Ada', '2026-01-01T00:00:00.000Z', 'a horse');
    `)
      before.close()
      const catalogue = openCatalogue(file, { create: false })
      onTestFinished(() => catalogue.close())
      expect(catalogue.imports.worksIn({ source: 'folder', location: '/p' })).toEqual(['w'])
      expect(catalogue.works.withdrawn()).toMatchObject([
        { work: { id: 'x' }, why: 'its source no longer has it' },
      ])
      expect(catalogue.decisions.ofWork('w')).toMatchObject([{ verdict: 'hidden', why: 'a horse' }])
      const sensitive = {
        faceBox: undefined,
        verdict: 'sensitive',
        by: 'Ida',
        why: 'a slave',
      } as const
      catalogue.decisions.add({ workId: 'w', at: new Date(), ...sensitive })
      expect(catalogue.decisions.ofWork('w')).toHaveLength(2)
      catalogue.works.put(A_WORK)
      catalogue.descriptions.put(A_WORK.id, STAMP, RECIPE, aDescription(aFace(1)))
      expect(catalogue.descriptions.ofWork(A_WORK.id, RECIPE)?.faces).toEqual([aFace(1)])
    },
  )

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'of version %d ends up with the tables of a new one',
    async (version) => {
      const old = await catalogueOfVersion(version)
      openCatalogue(old, { create: false }).close()
      const { catalogue, file } = await openScratch()
      catalogue.close()
      expect(tablesOf(old)).toEqual(tablesOf(file))
    },
  )

  it('of a newer Pendant is refused, and left as it is', async () => {
    const { catalogue, file } = await openScratch()
    catalogue.close()
    const database = new Database(file)
    database.pragma('user_version = 99')
    database.close()
    expect(() => openCatalogue(file, { create: true })).toThrow(/newer Pendant.*schema 99/)
  })

  it('is not made of a file that is something else', async () => {
    const file = join(await scratchFolder(), 'catalogue.db')
    await writeFile(
      file,
      'a letter to the registrar, and long enough to be read as a header'.repeat(9),
    )
    expect(() => openCatalogue(file, { create: true })).toThrow(/is not a catalogue/)
  })

  it('is asked for where there is none: the message says how to make one', async () => {
    const file = join(await scratchFolder(), 'catalogue.db')
    expect(() => openCatalogue(file, { create: false })).toThrow(CuratorError)
    expect(() => openCatalogue(file, { create: false })).toThrow(/import folder DIR/)
  })
})

async function openScratch(): Promise<{ catalogue: Catalogue; file: string }> {
  const file = join(await scratchFolder(), 'catalogue.db')
  const catalogue = openCatalogue(file, { create: true })
  onTestFinished(() => catalogue.close())
  return { catalogue, file }
}

/** An empty catalogue as an earlier Pendant made it. */
async function catalogueOfVersion(version: number): Promise<string> {
  const file = join(await scratchFolder(), 'catalogue.db')
  const database = new Database(file)
  database.exec(await readFile(new URL('./catalogue-of-version-1.sql', import.meta.url), 'utf8'))
  for (let from = 1; from < version; from++) {
    const upgrade = new URL(`../../indexer/catalogue/from-version-${from}.sql`, import.meta.url)
    database.exec(await readFile(upgrade, 'utf8'))
  }
  database.pragma(`user_version = ${version}`)
  database.close()
  return file
}

/** Name and type of every column, and the indexes, whatever the order they were made in. */
function tablesOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  try {
    const columns = database
      .prepare(
        `SELECT m.name AS of, c.name, c.type, c."notnull", c.pk
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2`,
      )
      .all()
    const indexes = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1")
      .pluck()
      .all()
    return { columns, indexes }
  } finally {
    database.close()
  }
}
