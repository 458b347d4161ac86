import { requireJson } from '../../downloads/document-reader.ts'
import { CuratorError } from '../../terminal/curator-error.ts'
import type { Collection, CollectionItem, SourceVisit } from '../collection.ts'
import { notUnderstood, selectionName } from '../selection.ts'
import type { Source, SourceRequest } from '../source.ts'
import { httpAddress } from '../web-address.ts'
import { changedWorks } from './change-stream.ts'
import { type JsonObject, jsonObjectSchema } from './loose-json.ts'
import type { ManifestReading, WhichCanvases } from './manifest-works.ts'
import { documentKind, documentWorks, IIIF_REQUEST, type Walk } from './walk.ts'

export const iiifSource: Source = {
  name: 'iiif',
  summary:
    'Any museum or library that publishes IIIF: single works, collections, lists of changes; Presentation API 2 and 3, Image API 1 to 3.',
  locations:
    'addresses of IIIF manifests, of collections (with all collections in them), or of Change Discovery streams',
  examples: [
    'npm run pendant -- import iiif https://iiif.io/api/cookbook/recipe/0008-rights/manifest.json --allow http://creativecommons.org/licenses/by-sa/3.0/',
    'npm run pendant -- import iiif https://iiif.io/api/cookbook/recipe/0032-collection/collection.json --dry-run',
    'npm run pendant -- import iiif https://data.rijksmuseum.nl/cd/collection.json --since 2026-11-01 --dry-run',
  ],
  filters: {
    canvases:
      'first: a manifest is one work, shown by its first image (if not given); all: each of its canvases is a work, as in an album of portraits',
  },
  crawlPolicies: [],
  open(request) {
    if (request.locations.length === 0) {
      throw new CuratorError(
        'Give the address of an IIIF manifest, collection or list of changes: npm run pendant -- import iiif https://…',
      )
    }
    if (request.baseUrl !== undefined) {
      throw new CuratorError(
        'iiif takes whole addresses, so --base-url has no place here; give the address of the mirror itself.',
      )
    }
    const canvases = whichCanvases(request)
    return request.locations.map((location) =>
      iiifCollection(location, { canvases, languages: request.languages }),
    )
  },
}

function whichCanvases({ filters: { canvases = 'first' } }: SourceRequest): WhichCanvases {
  if (canvases === 'first' || canvases === 'all') return canvases
  throw notUnderstood('canvases', canvases, 'it takes first or all')
}

function iiifCollection(location: string, reading: ManifestReading): Collection {
  const address = httpAddress(location)
  if (address === undefined) {
    throw new CuratorError(
      `"${location}" is no address; IIIF is read from the web, so give one that begins with https://`,
    )
  }
  return {
    source: 'iiif',
    location: selectionName(new URL(address).href, {
      canvases: reading.canvases === 'all' ? 'all' : undefined,
    }),
    rights: 'published',
    items: (visit) => works(address, reading, visit),
  }
}

async function* works(
  address: string,
  reading: ManifestReading,
  visit: SourceVisit,
): AsyncGenerator<CollectionItem> {
  const { documents } = visit
  const document = await requireJson(documents, address, jsonObjectSchema, IIIF_REQUEST)
  const walk: Walk = { documents, reading, seen: new Set() }
  yield* locationWorks(document, address, visit, walk)
}

function locationWorks(
  document: JsonObject,
  address: string,
  visit: SourceVisit,
  walk: Walk,
): AsyncGenerator<CollectionItem> {
  const is = documentKind(document)
  switch (is.kind) {
    case 'manifest':
    case 'collection':
      return documentWorks(document, address, is.kind, walk)
    case 'changes':
      return changedWorks(document, address, visit, walk)
    case 'other':
      throw new CuratorError(
        `${address} is no IIIF manifest, collection or list of changes; its type is ${is.type}.`,
      )
    default:
      throw is satisfies never
  }
}
