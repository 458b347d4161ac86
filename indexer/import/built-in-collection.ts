import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { Catalogue } from '../catalogue/catalogue.ts'

/** The list of the works that come with Pendant; their pictures lie beside it. */
export const BUILT_IN_CSV = fileURLToPath(
  new URL('../built-in-collection/collection.csv', import.meta.url),
)

/**
 * The ids of the works that come with Pendant. They are known by their ids, since the list may lie
 * elsewhere: a checkout is moved, and earlier versions kept pictures and list in the data folder.
 */
export function builtInIds(): ReadonlySet<string> {
  const rows = parse(readFileSync(BUILT_IN_CSV), { columns: true }) as { id: string }[]
  return new Set(rows.map(({ id }) => id))
}

/**
 * The built-in works hang until there is something real: works of a curator's own take their place.
 * Gives how many stepped aside; importing their list brings them back.
 */
export function makeRoomForOwnWorks(catalogue: Catalogue): number {
  const hanging = [...builtInIds()].filter(
    (id) => catalogue.works.byId(id)?.source === 'csv' && !catalogue.works.isWithdrawn(id),
  )
  catalogue.works.withdraw(hanging, 'works of the curator’s own hang in its place')
  return hanging.length
}
