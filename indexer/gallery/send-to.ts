import { spawn } from 'node:child_process'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import { listGalleries } from '../../embeddings/store/galleries.ts'
import { openStorage } from '../../embeddings/store/gallery-storage.ts'
import { namesOf, sendGallery } from '../../embeddings/store/gallery-travel.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/**
 * Puts the published gallery where other servers fetch it, or straight into their data folder:
 * a folder, `s3://…`, or a target of rsync. Throws `CuratorError` in words when it cannot.
 */
export async function sendTo(
  paths: DataPaths,
  id: string,
  target: string,
): Promise<{ readonly sent: number }> {
  const listing = (await listGalleries(paths)).find((gallery) => gallery.id === id)
  if (!listing || !('manifest' in listing)) throw new Error(`Gallery ${id} is gone.`)
  if (/^(rsync:\/\/|[^/]+:(?!\/\/))/.test(target)) {
    const names = namesOf(paths, listing.manifest)
    await rsync(paths, names, target)
    // It comes last: a server looks for what it names.
    await rsync(paths, ['galleries/current'], target)
    return { sent: names.length + 1 }
  }
  try {
    return await sendGallery(paths, listing.manifest, await openStorage(target))
  } catch (error) {
    throw new CuratorError(
      `Gallery ${id} is published here, but could not be put in ${target}: ${(error as Error).message}. Run the same command again to go on.`,
    )
  }
}

function rsync(paths: DataPaths, names: readonly string[], target: string): Promise<void> {
  const child = spawn('rsync', ['-a', '--files-from=-', `${paths.data}/`, target], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (part) => {
    errors += part
  })
  // It may end before it has read all names; its exit status tells.
  child.stdin.on('error', () => {})
  child.stdin.end(names.join('\n'))
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(
        new CuratorError(`The gallery is published here, but rsync to ${target} failed: ${why}`),
      )
    child.once('error', ({ message }) => fail(`${message}; is rsync installed?`))
    child.once('close', (status) =>
      status === 0 ? resolve() : fail(errors.trim().split('\n').at(-1) || `status ${status}`),
    )
  })
}
