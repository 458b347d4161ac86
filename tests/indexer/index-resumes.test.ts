import { once } from 'node:events'
import { copyFile, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import { currentGalleryId } from '../../embeddings/store/galleries.ts'
import type { IndexReport } from '../../indexer/gallery/index-collection.ts'
import { drawnPainting, paintDrawnFaces } from './drawn-paintings.ts'
import { ended, INDEX_A_FEW, startPendant } from './run-pendant.ts'
import { scratchFolder } from './scratch-folder.ts'

const PAINTINGS = 8

describe('indexing', { timeout: 240_000 }, () => {
  it('that is killed again and again loses nothing, doubles nothing, and publishes nothing half done', async () => {
    const { data } = await importedFaces()
    const paths = dataPaths(data)
    // A few instants: while models load, and after the first, third and sixth work is kept.
    for (const kept of [0, 1, 3, 6]) {
      const child = startPendant('index', '--no-objects', '--data', data)
      child.stdout?.resume()
      child.stderr?.resume()
      const gone = once(child, 'exit')
      await until(
        () => kept === 0 || describedWorks(paths.catalogue) >= kept || child.exitCode !== null,
      )
      child.kill('SIGKILL')
      await gone
      const id = await currentGalleryId(paths)
      if (id !== undefined)
        expect(await readFile(join(paths.gallery(id), 'manifest.json'))).toBeDefined()
    }
    const before = describedWorks(paths.catalogue)
    const report = await index(data)
    expect(before).toBeGreaterThanOrEqual(6)
    expect(report).toMatchObject({ works: PAINTINGS, faces: PAINTINGS, portraits: PAINTINGS })
    expect(report.skipped).toEqual([])
    const uninterrupted = await importedFaces()
    const whole = await index(uninterrupted.data)
    expect(faceRows(paths.catalogue)).toEqual(faceRows(dataPaths(uninterrupted.data).catalogue))
    expect(contentOf(report)).toBe(contentOf(whole))
  })

  it('that is interrupted keeps what is in hand and says how to go on', async () => {
    const { data } = await importedFaces()
    const paths = dataPaths(data)
    const child = startPendant('index', '--no-objects', '--data', data, '--workers', '1')
    const end = ended(child)
    await until(() => describedWorks(paths.catalogue) >= 1)
    child.kill('SIGINT')
    const { status, stdout, stderr } = await end
    expect(status).toBe(130)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Stopped with \d of 8 works described and kept; run/)
    expect(await currentGalleryId(paths)).toBeUndefined()
  })

  it('does nothing a second time, and only what has changed a third', async () => {
    const { data, files } = await importedFaces(3)
    const paths = dataPaths(data)
    const first = await index(data)
    const rows = faceRows(paths.catalogue)
    const again = await run(...INDEX_A_FEW, '--data', data, '--json')
    expect(JSON.parse(again.stdout)).toEqual({
      ...first,
      gallery: { ...first.gallery, seconds: expect.any(Number) },
    })
    expect(again.stderr).toContain('Nothing has changed')

    const [touched, repainted] = files as [string, string]
    await utimes(touched, new Date(), new Date())
    await writeFile(repainted, await drawnPainting(29))
    const third = await index(data)
    expect(third.gallery.id).not.toBe(first.gallery.id)
    const changed = faceRows(paths.catalogue)
    expect(changed.filter((row) => !rows.includes(row))).toHaveLength(1)
    expect(changed).toHaveLength(3)
  })

  it('makes pictures again that have gone from the media store', async () => {
    const { data } = await importedFaces(2)
    const { gallery } = await index(data)
    await rm(join(data, 'media'), { recursive: true })
    const again = await index(data)
    expect(again.gallery.id).toBe(gallery.id)
    const { stdout } = await run('doctor', '--data', data, '--json')
    const checks = (JSON.parse(stdout) as { checks: { check: string; ok: boolean }[] }).checks
    expect(checks.find(({ check }) => check === 'gallery')).toMatchObject({ ok: true })
  })

  it('keeps works whose drive is unplugged or fails', async () => {
    const { data, files } = await importedFaces(2)
    const first = await index(data)
    await copyFile(files[0] as string, `${files[0]}.away`)
    await rm(files[0] as string)
    expect((await index(data)).gallery.id).toBe(first.gallery.id)
    await symlink(files[0] as string, files[0] as string)
    expect((await index(data)).gallery.id).toBe(first.gallery.id)
  })
})

async function importedFaces(count = PAINTINGS): Promise<{ data: string; files: string[] }> {
  const scratch = await scratchFolder()
  const files = await paintDrawnFaces(join(scratch, 'paintings'), count)
  const data = join(scratch, 'data')
  await run('import', 'folder', join(scratch, 'paintings'), '--data', data)
  return { data, files }
}

async function index(data: string): Promise<IndexReport> {
  return JSON.parse((await run(...INDEX_A_FEW, '--data', data, '--json')).stdout)
}

async function run(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return ended(startPendant(...args))
}

/** A gallery's id ends with the digest of its content. */
function contentOf({ gallery }: IndexReport): string | undefined {
  return gallery.id.split('-').at(-1)
}

function describedWorks(catalogue: string): number {
  return read(catalogue, 'SELECT count(*) AS count FROM description').map(
    (row) => (row as { count: number }).count,
  )[0] as number
}

function faceRows(catalogue: string): string[] {
  return read(
    catalogue,
    'SELECT work_id, number, box, quality, hex(descriptor), crop_digest FROM face ORDER BY 1, 2',
  ).map((row) => JSON.stringify(row))
}

function read(catalogue: string, query: string): unknown[] {
  const database = new Database(catalogue, { readonly: true, timeout: 10_000 })
  try {
    return database.prepare(query).all()
  } finally {
    database.close()
  }
}

/** Resolves as soon as the condition holds; asks again whenever the event loop comes round. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
}
