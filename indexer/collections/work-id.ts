import { createHash } from 'node:crypto'
import type { SourceName, SourceWork } from './collection.ts'

/** Characters of a title or path that are kept at the start of an id, for people. */
const SLUG_LENGTH = 60
/** Hexadecimal digits that tell equal slugs apart: one clash is likely at a million. */
const HASH_DIGITS = 10
const MAX_ID_LENGTH = 200
/** `~` separates a work's id from a face's number; the others have a meaning in addresses. */
const UNSAFE_IN_ID = /[\p{C}\s~/\\?#%"<>|*]/u

/** A source's id as it is, if it may stand in addresses, else made safe. It is stable. */
export function idFromGiven(givenId: string): string {
  const safe =
    givenId.length <= MAX_ID_LENGTH && !UNSAFE_IN_ID.test(givenId) && !/^\.+$/.test(givenId)
  return safe ? givenId : idFromPath(givenId)
}

/** The id of a record of a web source: the same in every selection of the source. */
export function webWorkId(source: SourceName, record: string): string {
  return idFromGiven(`${source}-${record}`)
}

/** A work of a web source as an item of it; its record names it everywhere. */
export function webWork(
  source: SourceName,
  record: string,
  work: Pick<SourceWork, 'picture' | 'label'> & { readonly pictureVersion?: string },
): { readonly work: SourceWork } {
  const givenId = webWorkId(source, record)
  return { work: { pictureVersion: '', ...work, record, givenId, path: record } }
}

/** An id for a picture known only by its path within its collection, or by more text than that. */
export function idFromPath(path: string, slugOf: string = path): string {
  const normal = path.normalize('NFC')
  const hash = createHash('sha256').update(normal).digest('hex').slice(0, HASH_DIGITS)
  return `${slug(slugOf.replace(/\.[^./]+$/, '')) || 'work'}-${hash}`
}

/** Lower-case ASCII letters and digits with single hyphens between. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, '')
}
