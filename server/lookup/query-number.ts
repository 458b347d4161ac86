/**
 * A whole number of the query string, or in words what is wrong with it. (Express gives a list when
 * a name occurs twice; that is wrong too.)
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

/** What is wrong with a query that holds other names; undefined when it holds none. */
export function onlyNames(
  query: Readonly<Record<string, unknown>>,
  names: readonly string[],
): { detail: string } | undefined {
  return Object.keys(query).every((name) => names.includes(name))
    ? undefined
    : { detail: `The query may name ${names.join(', ')}, and nothing else.` }
}
