import { InvalidArgumentError } from 'commander'

/** Reads an option's number above 0; `example` says what it takes, such as "gigabytes". */
export function positiveNumber(example: string): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (value > 0 && Number.isFinite(value)) return value
    throw new InvalidArgumentError(`It takes ${example}.`)
  }
}

/** Reads the value of an option that takes a whole number within bounds. */
export function wholeNumber(
  least: number,
  most = Number.POSITIVE_INFINITY,
): (text: string) => number {
  const bounds = Number.isFinite(most) ? `from ${least} to ${most}` : `of at least ${least}`
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most)
      return value
    throw new InvalidArgumentError(`It takes a whole number ${bounds}.`)
  }
}
