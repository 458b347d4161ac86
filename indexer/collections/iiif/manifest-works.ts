import { whatIsAmiss } from '../../downloads/document-reader.ts'
import type { CollectionItem, SourceWork } from '../collection.ts'
import { webWorkId } from '../work-id.ts'
import type { JsonObject } from './loose-json.ts'
import { manifestLabel } from './manifest-label.ts'
import { paintingOn } from './painting.ts'
import { manifest2Schema, upgradeCanvas, upgradeManifest } from './presentation-2.ts'
import { type Canvas, canvasSchema, type Manifest, manifestSchema } from './presentation-3.ts'

/** Which canvases of a manifest are works. */
export type WhichCanvases =
  /**
   * The first with an image: a manifest mostly stands for one object, whose front comes first; the
   * others are its back, its frame, details of it.
   */
  | 'first'
  /** Each with an image, as in an album of portraits. */
  | 'all'

export type ManifestReading = {
  readonly canvases: WhichCanvases
  /** In the order of preference. */
  readonly languages: readonly string[]
}

type Problem = { readonly problem: string }

/**
 * The works of a manifest, whatever its version. `record` is its address as its collection names
 * it, which does not change with what the document says of itself.
 */
export function* manifestWorks(
  document: JsonObject,
  version: 2 | 3,
  record: string,
  reading: ManifestReading,
): Generator<CollectionItem> {
  const manifest = readManifest(document, version)
  if ('problem' in manifest) {
    yield {
      skipped: {
        record,
        reason: `it is no manifest that can be read: ${manifest.problem}`,
        keeps: record,
      },
    }
    return
  }
  const work = (canvas: Canvas, ofCanvas: string): SourceWork | Problem => {
    const painting = paintingOn(canvas)
    if ('problem' in painting) return painting
    const { picture, image } = painting
    const shown = { manifest, canvas, image, ofItsOwn: ofCanvas !== '' }
    const name = `${record}${ofCanvas}`
    return {
      record: name,
      givenId: iiifWorkId(record, ofCanvas),
      path: name,
      picture,
      pictureVersion: '',
      label: manifestLabel(shown, reading.languages),
    }
  }
  yield* reading.canvases === 'all'
    ? eachCanvas(manifest, version, record, work)
    : firstCanvas(manifest, version, record, work)
}

type MakeWork = (canvas: Canvas, ofCanvas: string) => SourceWork | Problem

function* firstCanvas(
  manifest: Manifest,
  version: 2 | 3,
  record: string,
  work: MakeWork,
): Generator<CollectionItem> {
  let reason: string | undefined
  for (const item of manifest.items) {
    const canvas = readCanvas(item, version)
    const made = 'problem' in canvas ? canvas : work(canvas, '')
    if (!('problem' in made)) {
      yield { work: made }
      return
    }
    reason ??= `its first canvas: ${made.problem}`
  }
  yield { skipped: { record, reason: reason ?? 'it has no canvas' } }
}

function* eachCanvas(
  manifest: Manifest,
  version: 2 | 3,
  record: string,
  work: MakeWork,
): Generator<CollectionItem> {
  if (manifest.items.length === 0) yield { skipped: { record, reason: 'it has no canvas' } }
  for (const [at, item] of manifest.items.entries()) {
    const canvas = readCanvas(item, version)
    const skipped = (reason: string): CollectionItem => ({
      skipped: { record: `${record} canvas ${at + 1}`, reason },
    })
    if ('problem' in canvas) yield skipped(canvas.problem)
    else if (canvas.id === '') yield skipped('it has no id')
    else {
      const made = work(canvas, `#${canvas.id}`)
      yield 'problem' in made ? skipped(made.problem) : { work: made }
    }
  }
}

/** The same for http and https, with a slash at the end or without. */
function iiifWorkId(manifest: string, ofCanvas: string): string {
  const bare = (address: string): string => address.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
  return webWorkId('iiif', `${bare(manifest)}${ofCanvas && `#${bare(ofCanvas.slice(1))}`}`)
}

function readManifest(document: JsonObject, version: 2 | 3): Manifest | Problem {
  return unlessTheParserThrows(() => {
    const old = version === 2 ? manifest2Schema.safeParse(document) : undefined
    if (old?.success === false) return { problem: whatIsAmiss(old.error) }
    const read = manifestSchema.safeParse(old ? upgradeManifest(old.data) : document)
    return read.success ? read.data : { problem: whatIsAmiss(read.error) }
  })
}

function readCanvas(canvas: unknown, version: 2 | 3): Canvas | Problem {
  return unlessTheParserThrows(() => {
    const read = canvasSchema.safeParse(version === 2 ? upgradeCanvas(canvas) : canvas)
    return read.success ? read.data : { problem: 'it is no canvas that can be read' }
  })
}

/** See `presentation-2.ts`: the parser of version 2 may throw at what it is given. */
function unlessTheParserThrows<T>(read: () => T): T | Problem {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { problem: `it cannot be brought to version 3 (${error.message.slice(0, 200)})` }
  }
}
