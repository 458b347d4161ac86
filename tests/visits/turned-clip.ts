import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { lampOf } from '../browser/fake-camera.ts'

/** Writes a camera clip as a camera would film it that hangs turned by some degrees clockwise. */
export async function writeTurnedClip(from: string, to: string, degrees: number): Promise<void> {
  const frames = framesOf(await readFile(from))
  const turned = frames.map((frame) => sharp(frame).rotate(degrees).jpeg().toBuffer())
  await writeFile(to, Buffer.concat(await Promise.all(turned)))
}

/** Writes a clip of an empty room whose walls are of two colours, left and right. */
export async function writeTwoWalls(to: string, left: string, right: string): Promise<void> {
  const half = (background: string) => ({
    create: { width: 320, height: 480, channels: 3 as const, background },
  })
  const other = await sharp(half(right)).png().toBuffer()
  const frames = Array.from({ length: 15 }, (_, frame) =>
    sharp(half(left))
      .extend({ right: 320 })
      .composite([
        { input: other, left: 320, top: 0 },
        { input: lampOf(frame), left: 0, top: 0 },
      ])
      .jpeg()
      .toBuffer(),
  )
  await writeFile(to, Buffer.concat(await Promise.all(frames)))
}

/** The JPEGs of a clip, which are one after another. */
function framesOf(clip: Buffer): Buffer[] {
  const START = Buffer.from([0xff, 0xd8, 0xff])
  const starts: number[] = []
  for (let at = clip.indexOf(START); at >= 0; at = clip.indexOf(START, at + START.length)) {
    starts.push(at)
  }
  return starts.map((at, index) => clip.subarray(at, starts[index + 1]))
}
