import { readRights } from '../../embeddings/gallery/rights-statement.ts'

/** Of several statements about one picture the one that holds: one that is not open, if there is any. */
export function strictestRights(statements: readonly string[]): string {
  const said = statements.filter((each) => each !== '')
  return said.find((each) => readRights(each).kind !== 'open') ?? said[0] ?? ''
}
