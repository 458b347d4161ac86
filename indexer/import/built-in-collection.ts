import { join } from 'node:path'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'

/** Where the invented sitters of the first run are listed; they hang in the same folder. */
export function builtInCsv(paths: DataPaths): string {
  return join(paths.data, 'invented-sitters', 'collection.csv')
}

/**
 * The invented sitters hang until there is something real: works of a curator's own take their
 * place. Gives how many stepped aside; importing their CSV brings them back.
 */
export function makeRoomForOwnWorks(catalogue: Catalogue, paths: DataPaths): number {
  const ids = catalogue.imports.worksIn({ source: 'csv', location: builtInCsv(paths) })
  catalogue.works.withdraw(ids, 'works of the curator’s own hang in its place')
  return ids.length
}
