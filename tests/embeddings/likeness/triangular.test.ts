import { describe, expect, it } from 'vitest'
import {
  choleskyFactor,
  multiplyLower,
  packedLength,
  solveLower,
} from '../../../embeddings/likeness/triangular.ts'

describe('a triangular factor', () => {
  it('of a small matrix is what a hand works out', () => {
    // [4 2; 2 10] = [2 0; 1 3] · [2 1; 0 3]
    expect([...choleskyFactor(Float64Array.of(4, 2, 10), 2)]).toEqual([2, 1, 3])
  })

  it('times its transpose is the matrix again', () => {
    const rows = 6
    const matrix = Float64Array.from({ length: packedLength(rows) }, (_, i) => Math.sin(i))
    for (let row = 0; row < rows; row++) matrix[packedLength(row + 1) - 1] = rows + row
    const factor = choleskyFactor(matrix, rows)
    let at = 0
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column <= row; column++, at++) {
        let product = 0
        for (let i = 0; i <= column; i++) {
          product +=
            (factor[packedLength(row) + i] as number) * (factor[packedLength(column) + i] as number)
        }
        expect(product).toBeCloseTo(matrix[at] as number, 12)
      }
    }
  })

  it('solves what it multiplies', () => {
    const factor = choleskyFactor(Float64Array.of(4, 2, 10, -1, 3, 8), 3)
    const values = [0.5, -2, 7]
    const back = solveLower(factor, multiplyLower(factor, values))
    back.forEach((value, i) => {
      expect(value).toBeCloseTo(values[i] as number, 12)
    })
  })

  it('does not exist of a matrix that is not positive definite', () => {
    expect(() => choleskyFactor(Float64Array.of(1, 2, 1), 2)).toThrow(/not positive definite/)
    expect(() => choleskyFactor(Float64Array.of(Number.NaN), 1)).toThrow(RangeError)
  })
})
