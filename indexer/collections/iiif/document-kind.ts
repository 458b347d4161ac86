import { asArray, type JsonObject } from './loose-json.ts'

/** What an IIIF document is, by what it says of itself. */
export type DocumentKind =
  | { readonly kind: 'manifest' | 'collection'; readonly version: 2 | 3 }
  /** A stream of changes. */
  | { readonly kind: 'changes' }
  | { readonly kind: 'other'; readonly type: string }

export function documentKind(document: JsonObject): DocumentKind {
  const [type] = asArray(document.type ?? document['@type'])
  const version = document.type === undefined ? 2 : 3
  switch (type) {
    case 'Manifest':
    case 'sc:Manifest':
      return { kind: 'manifest', version: document.sequences === undefined ? version : 2 }
    case 'Collection':
    case 'sc:Collection':
      return { kind: 'collection', version }
    case 'OrderedCollection':
      return { kind: 'changes' }
    default:
      return { kind: 'other', type: typeof type === 'string' ? type.slice(0, 60) : 'unknown' }
  }
}
