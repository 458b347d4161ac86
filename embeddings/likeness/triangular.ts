/**
 * Symmetric matrices and their triangular factors, packed: row by row, each row up to and including
 * its diagonal, `n (n + 1) / 2` numbers for `n` rows.
 */
export type PackedTriangle = Float32Array | Float64Array

export function packedLength(rows: number): number {
  return (rows * (rows + 1)) / 2
}

/** Where row `row` begins in the packing. */
function rowStart(row: number): number {
  return (row * (row + 1)) / 2
}

/**
 * The lower triangle L with L·Lᵀ = the matrix (Cholesky–Banachiewicz). Throws `RangeError` when the
 * matrix is not positive definite.
 */
export function choleskyFactor(matrix: PackedTriangle, rows: number): Float64Array {
  const factor = new Float64Array(packedLength(rows))
  for (let row = 0; row < rows; row++) {
    const at = rowStart(row)
    for (let column = 0; column <= row; column++) {
      const other = rowStart(column)
      let rest = matrix[at + column] as number
      for (let i = 0; i < column; i++) {
        rest -= (factor[at + i] as number) * (factor[other + i] as number)
      }
      if (column < row) {
        factor[at + column] = rest / (factor[other + column] as number)
      } else {
        if (!(rest > 0)) throw new RangeError(`The matrix is not positive definite (row ${row}).`)
        factor[at + row] = Math.sqrt(rest)
      }
    }
  }
  return factor
}

/** x with L·x = `values`, by forward substitution. */
export function solveLower(factor: PackedTriangle, values: ArrayLike<number>): Float64Array {
  const solution = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const at = rowStart(row)
    // Four sums at once: with one, each addition waits for the last.
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    let i = 0
    for (; i + 3 < row; i += 4) {
      first += (factor[at + i] as number) * (solution[i] as number)
      second += (factor[at + i + 1] as number) * (solution[i + 1] as number)
      third += (factor[at + i + 2] as number) * (solution[i + 2] as number)
      fourth += (factor[at + i + 3] as number) * (solution[i + 3] as number)
    }
    for (; i < row; i++) first += (factor[at + i] as number) * (solution[i] as number)
    const known = first + second + (third + fourth)
    solution[row] = ((values[row] as number) - known) / (factor[at + row] as number)
  }
  return solution
}

/** L·`values`. */
export function multiplyLower(factor: PackedTriangle, values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: values.length }, (_, row) => {
    const at = rowStart(row)
    let sum = 0
    for (let i = 0; i <= row; i++) sum += (factor[at + i] as number) * (values[i] as number)
    return sum
  })
}
