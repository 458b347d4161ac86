import { readRights } from '../../embeddings/gallery/rights-statement.ts'

/** The statement that holds of several about one picture: one that is not open, if any. */
export function strictestRights(statements: readonly string[]): string {
  const said = statements.filter((each) => each !== '')
  return said.find((each) => readRights(each).kind !== 'open') ?? said[0] ?? ''
}
