import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import pMap from 'p-map'
import { type GalleryManifest, parseGalleryManifest } from '../gallery/gallery-manifest.ts'
import type { DataPaths } from './data-paths.ts'
import { digestFile } from './digest.ts'
import { currentGalleryId } from './galleries.ts'
import { digestedFiles, INDEX_FILE, MANIFEST_FILE, PORTRAITS_FILE } from './gallery-files.ts'
import { type GalleryStorage, writeWhole } from './gallery-storage.ts'
import { DRAFT_PREFIX } from './gallery-writer.ts'
import { replaceFile, syncFolder } from './replace-file.ts'

const AT_ONCE = 8
const CURRENT = 'galleries/current'

/** The digests of all pictures that the portraits of a table refer to. */
export function pictureDigests(portraitsFile: string): string[] {
  const database = new Database(portraitsFile, { readonly: true, fileMustExist: true })
  try {
    const digests = new Set<string>()
    for (const json of database.prepare('SELECT json FROM portrait').pluck().iterate()) {
      for (const [digest] of String(json).matchAll(/\b[0-9a-f]{64}\b/g)) digests.add(digest)
    }
    return [...digests]
  } finally {
    database.close()
  }
}

const mediaName = (digest: string): string => `media/${digest.slice(0, 2)}/${digest}.jpg`

/** The names of all files of a gallery in a data folder, in the order in which they must arrive. */
export function namesOf(paths: DataPaths, manifest: GalleryManifest): string[] {
  const folder = `galleries/${manifest.id}`
  return [
    ...pictureDigests(join(paths.gallery(manifest.id), PORTRAITS_FILE)).map(mediaName),
    ...digestedFiles(manifest).map(({ file }) => `${folder}/${file}`),
    `${folder}/${MANIFEST_FILE}`,
  ]
}

/**
 * Puts a published gallery and its pictures into a storage, and makes it the one that servers fetch
 * from there. What lies there already stays: all names but `current` are those of their content.
 */
export async function sendGallery(
  paths: DataPaths,
  manifest: GalleryManifest,
  storage: GalleryStorage,
): Promise<{ readonly sent: number }> {
  let sent = 0
  await pMap(
    namesOf(paths, manifest),
    async (name) => {
      if (await storage.has(name)) return
      await storage.put(name, join(paths.data, name))
      sent += 1
    },
    { concurrency: AT_ONCE },
  )
  await storage.put(CURRENT, paths.current)
  return { sent }
}

/**
 * Fetches the gallery that a storage names, if it is not the published one here, and publishes it
 * once every byte of it and of its pictures is here and has the right digest. Rejects, with a
 * sentence for an operator, when something is not there yet or damaged; what has arrived is kept
 * for the next try, and the published gallery stays.
 */
export async function fetchGallery(
  paths: DataPaths,
  storage: GalleryStorage,
  { withIndex }: { readonly withIndex: boolean },
): Promise<void> {
  const given = await storage.get(CURRENT)
  if (!given) throw new Error('The storage of galleries names none (galleries/current).')
  const id = (await text(given)).trim()
  if (id === (await currentGalleryId(paths))) return
  if (!/^[0-9A-Za-z][0-9A-Za-z-]*$/.test(id)) {
    throw new Error('The storage of galleries names one by what is no id (galleries/current).')
  }
  const refuse = (problem: string): never => {
    throw new Error(`Gallery ${id} cannot be fetched: ${problem}.`)
  }
  const fetchFile = async (name: string, file: string, sha256?: string): Promise<boolean> => {
    if (existsSync(file)) return true
    const bytes = await storage.get(name)
    if (!bytes) return false
    const draft = `${file}.unchecked`
    await writeWhole(draft, bytes)
    if (sha256 !== undefined && (await digestFile(draft)) !== sha256) {
      return refuse(`${name} is damaged: its digest is another`)
    }
    await rename(draft, file)
    return true
  }
  const folder = paths.gallery(id)
  if (!existsSync(folder)) {
    // One process keeps what it has fetched; two that share a folder do not disturb each other.
    const draft = join(paths.galleries, `${DRAFT_PREFIX}${id}.${process.pid}`)
    await mkdir(draft, { recursive: true })
    const manifestFile = join(draft, MANIFEST_FILE)
    if (!(await fetchFile(`galleries/${id}/${MANIFEST_FILE}`, manifestFile))) {
      refuse('it is not there yet, or has no manifest')
    }
    const parsed = parseGalleryManifest(await readFile(manifestFile, 'utf8'))
    if ('problem' in parsed) return refuse(parsed.problem)
    for (const { file, sha256 } of digestedFiles(parsed.manifest)) {
      if (file === INDEX_FILE && !withIndex) continue
      const name = `galleries/${id}/${file}`
      if (!(await fetchFile(name, join(draft, file), sha256))) refuse(`${file} is not there yet`)
    }
    await fetchPictures(join(draft, PORTRAITS_FILE))
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Another server of the same folder was faster.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    await syncFolder(paths.galleries)
  } else await fetchPictures(join(folder, PORTRAITS_FILE))
  await replaceFile(paths.current, `${id}\n`)

  async function fetchPictures(portraitsFile: string): Promise<void> {
    const digests = pictureDigests(portraitsFile)
    const missing: string[] = []
    await pMap(
      digests,
      async (digest) => {
        const file = paths.media(digest)
        if (existsSync(file)) return
        if (!(await fetchFile(mediaName(digest), file, digest))) missing.push(digest)
      },
      { concurrency: AT_ONCE },
    )
    if (missing.length > 0) {
      refuse(`${missing.length} of its ${digests.length} pictures are not there yet`)
    }
  }
}
