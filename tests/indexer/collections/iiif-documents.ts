import { existsSync, readFileSync } from 'node:fs'
import { EMPTY_LABEL } from '../../../embeddings/gallery/portrait.ts'
import type { CollectionItem } from '../../../indexer/collections/collection.ts'
import { iiifSource } from '../../../indexer/collections/iiif/iiif.ts'
import type { SourceRequest } from '../../../indexer/collections/source.ts'
import { type MuseumServer, museumServer } from '../museums/museum-server.ts'
import { collectionAt } from '../museums/visit-museum.ts'

/** What stands for the server's own address in the documents of `iiif-manifests`. */
export const MUSEUM = 'https://museum.example'

export function fixture(name: string): string {
  return readFileSync(new URL(`iiif-manifests/${name}.json`, import.meta.url), 'utf8')
}

/** Serves the documents of `iiif-manifests` by their names, and these besides. */
export function iiifServer(
  documents: Readonly<Record<string, unknown>> = {},
): Promise<MuseumServer> {
  return museumServer(({ url }, _, origin) => {
    const name = url.pathname.slice(1).replace(/\.json$/, '')
    const own = documents[name]
    const isFixture = existsSync(new URL(`iiif-manifests/${name}.json`, import.meta.url))
    if (own === undefined && !isFixture) return undefined
    const text = own === undefined ? fixture(name) : JSON.stringify(own)
    return { type: 'application/ld+json', body: text.replaceAll(MUSEUM, origin) }
  }, [])
}

/** The collection at a document of that name. */
export function iiifAt(
  { origin }: MuseumServer,
  name: string,
  request: Partial<SourceRequest> = {},
) {
  return collectionAt(iiifSource, undefined, { locations: [`${origin}/${name}.json`], ...request })
}

/**
 * What became of each record, in a word or the reason it was skipped for; the server's address left
 * out.
 */
export function told(items: readonly CollectionItem[], { origin }: MuseumServer): string[] {
  return items.map((item) => {
    if ('work' in item) return item.work.record.replaceAll(origin, '')
    if ('unchanged' in item) return `${item.unchanged.record} unchanged`.replaceAll(origin, '')
    if ('gone' in item) return `${item.gone.record} gone`.replaceAll(origin, '')
    if ('remark' in item) return item.remark.says.replaceAll(origin, '')
    const { record, reason } = 'skipped' in item ? item.skipped : item.unreadable
    return `${record}: ${reason}`.replaceAll(origin, '')
  })
}

/** A label with nothing but these texts. */
export function labelOf(texts: Partial<typeof EMPTY_LABEL>): typeof EMPTY_LABEL {
  return { ...EMPTY_LABEL, ...texts }
}

/** A manifest of version 3 with one picture. */
export function manifestAt(name: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id: `${MUSEUM}/${name}.json`,
    type: 'Manifest',
    label: { en: [name] },
    items: [canvasWith({ id: `${MUSEUM}/${name}.jpg`, type: 'Image', format: 'image/jpeg' })],
    ...more,
  }
}

export function canvasWith(body: unknown): unknown {
  const painting = { type: 'Annotation', motivation: 'painting', body }
  return { id: `${MUSEUM}/canvas/1`, type: 'Canvas', items: [{ items: [painting] }] }
}
