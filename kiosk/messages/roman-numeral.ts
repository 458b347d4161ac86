const NUMERALS = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** A whole number from 1 as the Romans wrote it: French and Spanish count centuries so. */
export function romanNumeral(number: number): string {
  let rest = number
  let written = ''
  for (const [value, letters] of NUMERALS) {
    written += letters.repeat(Math.floor(rest / value))
    rest %= value
  }
  return written
}
