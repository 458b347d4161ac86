/**
 * Reads a whole number of the query string, or says what is wrong with it. (For a repeated name
 * Express gives a list, which is wrong too.)
 */
export function queryNumber(
  name: string,
  value: unknown,
  { max, fallback }: { max: number; fallback: number },
): { number: number } | { detail: string } {
  if (value === undefined) return { number: fallback }
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0
  if (number >= 1 && number <= max) return { number }
  return { detail: `${name} is a whole number from 1 to ${max}.` }
}

/** What is wrong with a query that holds other names; undefined when all names are known. */
export function onlyNames(
  query: Readonly<Record<string, unknown>>,
  names: readonly string[],
): { detail: string } | undefined {
  return Object.keys(query).every((name) => names.includes(name))
    ? undefined
    : { detail: `The query may name ${names.join(', ')}, and nothing else.` }
}
