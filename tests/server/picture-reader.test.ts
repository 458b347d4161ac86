import { describe, expect, onTestFinished, test } from 'vitest'
import {
  openPictureReader,
  type PictureReaderOptions,
} from '../../server/pictures/picture-reader.ts'
import { KINDS, SLOW_PROGRAMS } from './slow-programs.ts'

const { read: READ, neverRead: NEVER_READ, neverDecode: NEVER_DECODE } = KINDS
const NOBODY = new AbortController().signal

function reader(options: PictureReaderOptions = {}) {
  const opened = openPictureReader({ programs: SLOW_PROGRAMS, ...options })
  onTestFinished(() => opened.close())
  return opened
}

const picture = (kind: number) => ({ bytes: Uint8Array.of(kind, 9, 9), face: undefined })
const WAS_READ = { refusal: { code: 'no-face' } }

describe('[UP8] the reader of pictures', () => {
  test('starts a worker at the first picture, and keeps it', async () => {
    const pictures = reader()
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
  })

  test('blanks the bytes', async () => {
    const handed = picture(READ)
    await reader().read(handed, NOBODY)
    expect([...handed.bytes]).toEqual([0, 0, 0])
  })

  test.each([
    ['decode', NEVER_DECODE, { decodeMs: 1, totalMs: 60_000 }, 'bad-picture', /too long to decode/],
    ['describe', NEVER_READ, { decodeMs: 60_000, totalMs: 3_000 }, 'busy', /in the time there is/],
  ] as const)(
    'ends what takes too long to %s, and goes on with another',
    async (_, kind, pace, code, why) => {
      const pictures = reader({ pace })
      const given = pictures.read(picture(kind), NOBODY)
      expect(await given).toMatchObject({
        refusal: { code, detail: expect.stringMatching(why) },
      })
      expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
    },
  )

  test('rejects a picture that its worker dies of, and goes on with another', async () => {
    const pictures = reader()
    await expect(pictures.read(picture(KINDS.dieReading), NOBODY)).rejects.toThrow(
      'ended without a word',
    )
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
  })

  test('refuses a picture that its decoder dies of, and goes on with another', async () => {
    const pictures = reader()
    expect(await pictures.read(picture(KINDS.dieDecoding), NOBODY)).toMatchObject({
      refusal: { code: 'bad-picture', detail: expect.stringContaining('more to decode') },
    })
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
  })

  test.each(['describe', 'decode'])(
    'rejects every picture when what should %s cannot start',
    async (part) => {
      const pictures = reader({
        programs: { ...SLOW_PROGRAMS, [part]: new URL('./no-such-program.ts', import.meta.url) },
      })
      await expect(pictures.read(picture(READ), NOBODY)).rejects.toThrow('no-such-program')
      await expect(pictures.read(picture(READ), NOBODY)).rejects.toThrow('no-such-program')
    },
  )

  test('lets so many wait and refuses a further one at once, blank', async () => {
    const pictures = reader({ maxWaiting: 2 })
    const first = pictures.read(picture(NEVER_READ), NOBODY)
    const waiting = [pictures.read(picture(READ), NOBODY), pictures.read(picture(READ), NOBODY)]
    const further = picture(READ)
    expect(await pictures.read(further, NOBODY)).toMatchObject({
      refusal: { code: 'busy', detail: expect.stringContaining('2 pictures are waiting') },
    })
    expect([...further.bytes]).toEqual([0, 0, 0])
    await pictures.close()
    for (const one of [first, ...waiting]) {
      expect(await one).toMatchObject({ refusal: { code: 'busy' } })
    }
  })

  test('takes the picture of a client that hung up out of the queue, blank', async () => {
    const pictures = reader({ maxWaiting: 1 })
    const held = pictures.read(picture(NEVER_READ), NOBODY)
    const client = new AbortController()
    const abandoned = picture(READ)
    const reading = pictures.read(abandoned, client.signal)
    client.abort()
    await reading
    expect([...abandoned.bytes]).toEqual([0, 0, 0])
    // Its place is free again.
    const next = pictures.read(picture(READ), NOBODY)
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject({ refusal: { code: 'busy' } })
    await pictures.close()
    await Promise.all([held, next])
  })

  test('works on as many pictures as it has workers', async () => {
    const pictures = reader({ workers: 2 })
    const stuck = pictures.read(picture(NEVER_READ), NOBODY)
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject(WAS_READ)
    await pictures.close()
    await stuck
  })

  test('refuses what comes after it is closed', async () => {
    const pictures = reader()
    await pictures.close()
    expect(await pictures.read(picture(READ), NOBODY)).toMatchObject({
      refusal: { code: 'busy', detail: expect.stringContaining('closing') },
    })
  })
})
