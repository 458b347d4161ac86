import { existsSync } from 'node:fs'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Work } from '../catalogue/works.ts'
import type { Collection, SourceWork } from '../collections/collection.ts'
import { idFromGiven, idFromPath } from '../collections/work-id.ts'
import { BUILT_IN_CSV } from './built-in-collection.ts'

/**
 * The id of a work in the catalogue. A curator's own work may not take the id that a work of
 * another collection has while that one's picture is still there and is another; a collection that
 * has moved takes its works along. A published record has the same id in every selection of its
 * source. Pictures without an id of their own get one that is free.
 */
export function identifyWork(
  catalogue: Catalogue,
  collection: Collection,
  work: SourceWork,
): { readonly id: string } | { readonly conflict: string } {
  const rival = (id: string): Work | undefined => {
    const holder = catalogue.works.byId(id)
    return holder && !isSame(holder, collection, work) ? holder : undefined
  }
  const { givenId, path } = work
  const own = givenId === undefined ? idFromPath(path) : idFromGiven(givenId)
  const id =
    givenId === undefined && rival(own) ? idFromPath(`${collection.location}/${path}`, path) : own
  const holder = rival(id)
  if (!holder) return { id }
  return {
    conflict: `its id "${id}" belongs to a work imported from ${holder.location} (${holder.record}); give one of them another`,
  }
}

function isSame(
  holder: Work,
  { source, location, rights }: Collection,
  { record, picture }: SourceWork,
): boolean {
  // The built-in works are the same ones wherever an earlier version has left them.
  const itsOwn = holder.location === location || location === BUILT_IN_CSV
  if (holder.source === source && itsOwn) return true
  if (rights === 'published') return holder.source === source && holder.record === record
  return ('file' in picture && holder.file === picture.file) || !existsSync(holder.file)
}
