/**
 * Rows as a table for spreadsheets (RFC 4180), with a mark that says it is UTF-8. A text that a
 * spreadsheet would compute gets an apostrophe before it; null is an empty cell.
 */
export function tableText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
