import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Catalogue, openCatalogue } from '../../indexer/catalogue/catalogue.ts'
import { CuratorError } from '../../indexer/curator-error.ts'
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

  it('of the first version is brought up to date, with everything that people decided', async () => {
    const file = join(await scratchFolder(), 'catalogue.db')
    const old = new Database(file)
    old.exec(await readFile(new URL('./catalogue-of-version-1.sql', import.meta.url), 'utf8'))
    old.pragma('user_version = 1')
    old.close()
    const before = new Database(file)
    before.exec(`
      INSERT INTO work VALUES ('w', 'folder', '/p', 'w.jpg', '/p/w.jpg', '', '', '', '', '', '', '', '', '', '', '', NULL);
      INSERT INTO decision VALUES (1, 'w', NULL, 'hidden', 'Ada', '2026-01-01T00:00:00.000Z', 'a horse');
    `)
    before.close()
    const catalogue = openCatalogue(file, { create: false })
    onTestFinished(() => catalogue.close())
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
  })

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
