import { hnswFiles, type IndexStore } from './index-store.ts'

/**
 * Where galleries are searched: in the database at an address of the form `postgres://…` (see
 * `pgvectorStore`), or without one in each gallery's own file.
 */
export async function chooseIndexStore(postgresUrl: string | null): Promise<IndexStore> {
  if (postgresUrl === null) return hnswFiles
  // A museum without a database does not load its client.
  const { pgvectorStore } = await import('./pgvector-store.ts')
  return pgvectorStore(postgresUrl)
}

/** What is wrong with an address, or several separated by commas; undefined when nothing is. */
export function postgresUrlFault(given: string): string | undefined {
  const isOne = (url: string): boolean =>
    URL.canParse(url.trim()) && /^postgres(ql)?:$/.test(new URL(url.trim()).protocol)
  return given.split(',').every(isOne)
    ? undefined
    : 'must be an address such as postgres://name:password@host:5432/pendant'
}
