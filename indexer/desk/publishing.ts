import { currentGalleryId, listGalleries } from '../../embeddings/store/galleries.ts'
import { type Gallery, GalleryRefused, openGallery } from '../../embeddings/store/gallery-reader.ts'
import type { GalleryView } from '../../server/contract/desk.ts'
import { seededRandom } from '../likeness/seeded-random.ts'
import { syntheticProbes } from '../likeness/synthetic-probes.ts'
import { readVisitorModel } from '../likeness/visitor-model.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { type DeskActions, type DeskParts, Stale } from './desk-actions.ts'

/** Synthetic probes that two galleries are asked with. */
const PROBES = 500
const PROBE_SEED = 1889
const SHOWN = 48
const EXAMPLES = 12

/** Publish: the galleries there are, what one would change, and hanging it. */
export function publishingOperations({ catalogue, paths, runner }: DeskParts) {
  async function opened(id: string): Promise<Gallery> {
    try {
      return await openGallery(paths, id)
    } catch (error) {
      if (error instanceof GalleryRefused) throw new CuratorError(error.message)
      throw error
    }
  }

  async function requireGallery(id: string): Promise<void> {
    const known = await listGalleries(paths)
    if (known.some((each) => each.id === id)) return
    throw new CuratorError(`There is no gallery ${id}; it may have been cleared away.`)
  }

  return {
    galleries: async () => {
      const hung = new Map<string, GalleryView['hung'][number][]>()
      for (const { at, actor, action, detail } of catalogue.audit.entries()) {
        const {
          gallery,
          why = '',
          published,
        } = detail as {
          gallery?: string
          why?: string
          published?: boolean
        }
        const isHanging = ['publish', 'rollback'].includes(action) || published === true
        if (!gallery || !isHanging) continue
        hung.set(gallery, [{ at, by: actor, why }, ...(hung.get(gallery) ?? [])])
      }
      const galleries = (await listGalleries(paths)).reverse().flatMap((each) =>
        'problem' in each
          ? []
          : [
              {
                id: each.id,
                isCurrent: each.current,
                createdAt: each.manifest.createdAt,
                portraits: each.manifest.portraits.count,
                works: each.manifest.works,
                hung: hung.get(each.id) ?? [],
              },
            ],
      )
      return { galleries }
    },

    'gallery-compare': async ({ gallery: id }) => {
      await requireGallery(id)
      const against = (await currentGalleryId(paths)) ?? null
      const after = await opened(id)
      const before = against === null || against === id ? after : await opened(against)
      try {
        return { against, ...(await differences(before, after)) }
      } finally {
        after.close()
        if (before !== after) before.close()
      }
    },

    'gallery-publish': async ({ gallery, instead, why }, by) => {
      await requireGallery(gallery)
      const current = (await currentGalleryId(paths)) ?? null
      if (current !== instead) {
        throw new Stale(`${current ?? 'No gallery'} is on show in the meantime; look again.`)
      }
      if (runner.isUnderWay('publish')) {
        throw new CuratorError('A gallery is being hung already; wait for it.')
      }
      const isBack = current !== null && gallery < current
      const words = [isBack ? 'rollback' : 'publish', `--why=${why}`, '--', gallery]
      const title = `${isBack ? 'Go back to' : 'Hang'} ${gallery}`
      return { job: runner.add({ kind: 'publish', words, title, by }) }
    },
  } satisfies Partial<DeskActions>
}

/**
 * What hangs in one gallery and not in another, and for how many probes the first match differs.
 */
async function differences(before: Gallery, after: Gallery) {
  const line = (gallery: Gallery, position: number) => {
    const { id, label, crop } = gallery.portraits.at(position)
    return { id, title: label.title, artist: label.artist, crop }
  }
  const linesOf = (gallery: Gallery) =>
    new Map(
      Array.from({ length: gallery.portraits.count }, (_, position) => {
        const its = line(gallery, position)
        // A face keeps its crop, whatever its number becomes.
        return [its.crop.digest, its] as const
      }),
    )
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const added = [...fresh].filter(([key]) => !old.has(key)).map(([, its]) => its)
  const removed = [...old].filter(([key]) => !fresh.has(key)).map(([, its]) => its)
  const probes = syntheticProbes(
    await readVisitorModel(),
    after.likeness.portraitCentre,
    seededRandom(PROBE_SEED),
  )
  const examples = []
  let changedFirst = 0
  for (let at = 0; at < PROBES && before !== after; at++) {
    // Visitors of the gallery before, and of the one after, in turns.
    const { portraits } = at % 2 === 0 ? before : after
    const probe = probes.resembling(portraits.descriptorAt((at >> 1) % portraits.count))
    const [was] = await before.matches(probe, 1)
    const [is] = await after.matches(probe, 1)
    if (!was || !is || was.crop.digest === is.crop.digest) continue
    changedFirst += 1
    if (examples.length < EXAMPLES) {
      const shown = ({ portraitId: id, title, artist, crop }: typeof was) => ({
        id,
        title,
        artist,
        crop,
      })
      examples.push({ before: shown(was), after: shown(is) })
    }
  }
  return {
    added: added.slice(0, SHOWN),
    removed: removed.slice(0, SHOWN),
    addedCount: added.length,
    removedCount: removed.length,
    probes: PROBES,
    changedFirst,
    examples,
  }
}
