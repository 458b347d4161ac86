import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { splitMotionJpeg } from '../../../indexer/evaluation/lists/motion-jpeg.ts'

/** A JPEG by its markers: a header segment with the given bytes, and a scan that holds FF 00. */
function jpeg(header: readonly number[]): Uint8Array {
  const length = header.length + 2
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff, ...header],
    ...[0xff, 0xda, 0x00, 0x02, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9],
  ])
}

const framesOf = (...parts: Uint8Array[]) =>
  splitMotionJpeg(Buffer.concat(parts)).map((frame) => [...frame])

describe('splitting a motion JPEG clip', () => {
  it('gives back the pictures it was put together from, whatever lies between them', async () => {
    const pictures = await Promise.all(
      ['#a05030', '#30a050', '#5030a0'].map((background) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      ),
    )
    const clip = Buffer.concat(pictures.flatMap((picture) => [picture, Buffer.from('\r\n--\r\n')]))
    const frames = splitMotionJpeg(clip)
    expect(frames.map((frame) => Buffer.compare(frame, pictures.shift() as Buffer))).toEqual([
      0, 0, 0,
    ])
  })

  it('does not take a thumbnail in a header for a frame', () => {
    const thumbnail = [...jpeg([1, 2, 3])]
    const frame = jpeg(thumbnail)
    expect(framesOf(frame, frame)).toEqual([[...frame], [...frame]])
  })

  it('leaves out a frame that is cut short, and nothing else', () => {
    const whole = jpeg([7])
    expect(framesOf(whole.subarray(0, 12), whole)).toEqual([[...whole]])
    expect(framesOf(whole.subarray(0, -1))).toEqual([])
    expect(framesOf()).toEqual([])
  })
})
