import escapeHtml from 'escape-html'
import type { ContenderName } from '../contenders.ts'

/** One cell of a table: the figure, and under it, quietly, its interval. */
export type Cell = { readonly figure: string; readonly interval?: string }

export type Row = { readonly name: string; readonly cells: readonly Cell[] }

/** A table with a heading for each column and each row; `caption` is said to those who cannot see it. */
export function table(caption: string, columns: readonly string[], rows: readonly Row[]): string {
  const head = ['', ...columns].map((column) => `<th scope="col">${escapeHtml(column)}</th>`)
  const body = rows.map(({ name, cells }) => {
    const figures = cells.map(
      ({ figure, interval }) =>
        `<td class="number">${escapeHtml(figure)}${interval === undefined ? '' : `<br><span class="interval">${escapeHtml(interval)}</span>`}</td>`,
    )
    return `<tr><th scope="row">${escapeHtml(name)}</th>${figures.join('')}</tr>`
  })
  return `<div class="wide"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

/** How a contender is drawn: told apart by dashes as well as by colour. */
export const CONTENDER_LINES: Readonly<Record<ContenderName, { colour: string; dash: string }>> = {
  pendant: { colour: '#d9b56a', dash: '' },
  plain: { colour: '#86b8ad', dash: '7 4' },
  faceApi: { colour: '#d98072', dash: '2 4' },
}
