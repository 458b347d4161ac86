// A decoder whose picture is one pixel of the picture's first byte, unless that says otherwise.
import { frame, frameReader } from '../../server/pictures/decoding-frames.ts'
import { KINDS } from './slow-programs.ts'

const say = (...sent: Parameters<typeof frame>): void => {
  for (const piece of frame(...sent)) process.stdout.write(piece)
}

process.stdin.on(
  'data',
  frameReader(({ bytes }) => {
    const [kind = 0] = bytes
    if (kind === KINDS.neverDecode) return
    if (kind === KINDS.dieDecoding) process.kill(process.pid, 'SIGSEGV')
    const size = { width: 1, height: 1, pixelsWidth: 1, pixelsHeight: 1 }
    say({ type: 'decoded', ...size }, Uint8Array.of(kind, 0, 0, 255))
  }),
)
say({ type: 'ready' })
