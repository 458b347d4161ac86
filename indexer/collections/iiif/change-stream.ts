import { z } from 'zod'
import { type DocumentReader, requireJson } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { CollectionItem, PreviousImport, SourceVisit } from '../collection.ts'
import { anythingSchema, field, type JsonObject, resourceAddress } from './loose-json.ts'
import { addressWorks, IIIF_REQUEST, type Walk } from './walk.ts'

/**
 * IIIF Change Discovery 1.0: a museum's list of what it created, changed and withdrew, the oldest
 * first, read from its end: https://iiif.io/api/discovery/1.0/. The last that is said of a manifest
 * is how things are now.
 *
 * Without `since` the stream is the list of all there is: a manifest that was withdrawn, or is
 * named no more, is not among what comes in and is hidden by the import. With `since` only news
 * come in: what was withdrawn among them is hidden.
 */

/** A clock here and one there may differ, and activities are entered late. */
const CLOCK_MARGIN_MS = 24 * 60 * 60 * 1000

const GONE = ['Delete', 'Remove']

const addressSchema = anythingSchema.transform(resourceAddress)

const timeSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.number())
  .optional()
  .catch(undefined)

const activitySchema = z.object({
  type: z.string(),
  object: anythingSchema,
  /** What an object was moved to. */
  target: anythingSchema,
  endTime: timeSchema,
})
type Activity = z.output<typeof activitySchema>

const pageSchema = z.object({ orderedItems: z.array(z.unknown()), prev: addressSchema })

/** The works of a stream; throws `CuratorError` when a page of it cannot be read. */
export async function* changedWorks(
  stream: JsonObject,
  address: string,
  { documents, since, previous }: SourceVisit,
  walk: Walk,
): AsyncGenerator<CollectionItem> {
  const last = resourceAddress(stream.last)
  if (last === undefined) {
    throw new CuratorError(`${address} is a list of changes that does not say where its end is.`)
  }
  /** Addresses alone: some ten megabytes for a hundred thousand manifests. */
  const met = new Set<string>()
  /** Before a refresh only withdrawals count: after it, everything there is has been named. */
  let isBeforeRefresh = false
  for await (const activity of activitiesFromTheEnd(documents, last)) {
    if (isBefore(activity, since?.getTime())) return
    if (activity.type === 'Refresh') {
      if (since === undefined) return
      isBeforeRefresh = true
      continue
    }
    const isGone = GONE.includes(activity.type)
    const object = resourceAddress(activity.type === 'Move' ? activity.target : activity.object)
    if (object === undefined || met.has(object) || (isBeforeRefresh && !isGone)) continue
    met.add(object)
    const moved = activity.type === 'Move' ? resourceAddress(activity.object) : undefined
    if (moved !== undefined) {
      met.add(moved)
      yield { gone: { record: moved } }
    }
    if (field(activity.object, 'type') === 'Collection') continue
    if (isGone) yield { gone: { record: object } }
    else if (isKnown(activity, object, previous, walk)) yield { unchanged: { record: object } }
    else yield* addressWorks(object, 'manifest', walk)
  }
}

async function* activitiesFromTheEnd(
  documents: DocumentReader,
  last: string,
): AsyncGenerator<Activity> {
  const read = new Set<string>()
  for (let address: string | undefined = last; address !== undefined && !read.has(address); ) {
    read.add(address)
    const page: z.output<typeof pageSchema> = await requireJson(
      documents,
      address,
      pageSchema,
      IIIF_REQUEST,
    )
    for (const item of page.orderedItems.toReversed()) {
      const activity = activitySchema.safeParse(item)
      if (activity.success) yield activity.data
    }
    address = page.prev
  }
}

/** What has no time (level 0 of the specification) may be from any. */
function isBefore({ endTime }: Activity, timeMs: number | undefined): boolean {
  return endTime !== undefined && timeMs !== undefined && endTime < timeMs
}

/** Whether the catalogue has the manifest's work as it is. For an album nobody knows. */
function isKnown(
  activity: Activity,
  record: string,
  previous: PreviousImport | undefined,
  { reading }: Walk,
): boolean {
  return (
    reading.canvases === 'first' &&
    previous !== undefined &&
    isBefore(activity, previous.startedAt.getTime() - CLOCK_MARGIN_MS) &&
    previous.has(record)
  )
}
