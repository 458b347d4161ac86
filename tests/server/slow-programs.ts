/** What slow-decoder.ts and slow-picture-worker.ts do with a picture, by its first byte. */
export const KINDS = {
  read: 1,
  neverDecode: 2,
  neverRead: 3,
  dieReading: 4,
  dieDecoding: 5,
} as const

export const SLOW_PROGRAMS = {
  decode: new URL('./slow-decoder.ts', import.meta.url),
  describe: new URL('./slow-picture-worker.ts', import.meta.url),
}
