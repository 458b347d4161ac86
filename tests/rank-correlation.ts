/**
 * Spearman's: 1 where two lists rise and fall together, −1 where one falls as the other rises. Ties
 * share their rank.
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [ranksA, ranksB] = [ranks(a), ranks(b)]
  const middle = (a.length - 1) / 2
  let together = 0
  let squaresA = 0
  let squaresB = 0
  ranksA.forEach((rank, at) => {
    const [x, y] = [rank - middle, (ranksB[at] as number) - middle]
    together += x * y
    squaresA += x * x
    squaresB += y * y
  })
  return squaresA * squaresB > 0 ? together / Math.sqrt(squaresA * squaresB) : 0
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((x, y) => x.value - y.value)
  const result = new Array<number>(values.length)
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (next < order.length && order[next]?.value === order[first]?.value) next++
    for (const { at } of order.slice(first, next)) result[at] = (first + next - 1) / 2
    first = next
  }
  return result
}
