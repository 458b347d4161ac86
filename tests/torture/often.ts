/**
 * How many runs a test of made-up input has: `always` in every run of the tests, `torture` under
 * `npm run torture`. There the input is drawn anew each time, and a failure prints its seed.
 */
export function often(always: number, torture: number): { numRuns: number; seed?: number } {
  return process.env.PENDANT_TORTURE === '1' ? { numRuns: torture } : { numRuns: always, seed: 1 }
}
