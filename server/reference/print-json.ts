/** A longer row of numbers is cut after these. */
const NUMBERS_SHOWN = 4

/** Prints a value as readable JSON, with points and rows of numbers on single lines. */
export function printJson(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === 'number') && value.length > NUMBERS_SHOWN) {
      return `[${value.slice(0, NUMBERS_SHOWN).join(', ')}, … ${value.length} numbers]`
    }
    return enclose(
      '[',
      value.map((one) => printJson(one, `${indent}  `)),
      ']',
      indent,
    )
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(
    ([name, one]) => `${JSON.stringify(name)}: ${printJson(one, `${indent}  `)}`,
  )
  return enclose('{', fields, '}', indent)
}

const LINE = 76

function enclose(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return `${open}${close}`
  const inline = `${open} ${parts.join(', ')} ${close}`
  if (!inline.includes('\n') && indent.length + inline.length <= LINE) return inline
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`
}
