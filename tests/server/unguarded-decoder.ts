// The decoder as it would be without a look at what it decodes: what it may cost is for its
// process.
import sharp from 'sharp'
import { frame, frameReader } from '../../server/pictures/decoding-frames.ts'

const say = (...sent: Parameters<typeof frame>): void => {
  for (const piece of frame(...sent)) process.stdout.write(piece)
}

sharp.cache(false)
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'))
process.stdin.on(
  'data',
  frameReader(async ({ bytes }) => {
    const { data, info } = await sharp(bytes, { limitInputPixels: false })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    const sizes = { width, height, pixelsWidth: width, pixelsHeight: height }
    say({ type: 'decoded', ...sizes }, Uint8Array.from(data))
  }),
)
say({ type: 'ready' })
