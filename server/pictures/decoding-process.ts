import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { DecodedImage } from '../../embeddings/node/decode-image.ts'
import { typescriptProcess } from '../../embeddings/node/typescript-process.ts'
import type { Refusal } from '../contract/failures.ts'
import { type Frame, frame, frameReader } from './decoding-frames.ts'
import { notDecoded } from './picture-refusals.ts'

/**
 * Memory limit of the process, Node included. The costliest picture that is allowed, 50 megapixels
 * of interlaced PNG with 16 bits a channel, holds 400 MB of raw pixels while libvips turns it.
 */
const MAX_MEMORY_MB = 1_536

/** Time limits of the process, in milliseconds. */
export type DecodingPace = {
  /** For its start. */
  readonly startMs: number
  /** For a picture. If possible the process gives up by itself. */
  readonly decodeMs: number
}

/** Margin before the kill, since the process's own limit counts in whole seconds. */
const GRACE_MS = 1_000

type Running = {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<void>
  /** The next frame from the process, or undefined when it has ended. */
  next(): Promise<Frame | undefined>
  /** The process's own words about a failed start. */
  complaint(): string
}

/**
 * A separate decoding process. It starts on first use, and again after a kill. It takes one picture
 * at a time.
 */
export function decodingProcess(program: URL, pace: DecodingPace) {
  let running: Running | undefined
  /** Killed processes that have not yet ended. */
  const ending = new Set<Promise<void>>()

  function start(): Running {
    const decodeSeconds = Math.max(1, Math.round(pace.decodeMs / 1000))
    const child = typescriptProcess(program, {
      args: [String(decodeSeconds)],
      maxMemoryMB: MAX_MEMORY_MB,
    }) as ChildProcessWithoutNullStreams
    let complaint = ''
    let asked: ((frame: Frame | undefined) => void) | undefined
    const said: (Frame | undefined)[] = []
    const hear = (frame: Frame | undefined): void => {
      if (asked) asked(frame)
      else said.push(frame)
      asked = undefined
    }
    child.stdout.on('data', frameReader(hear))
    child.stderr.on('data', (part) => {
      complaint = `${complaint}${part}`.slice(-2_000)
    })
    // A killed process loses the data on its way to it.
    child.stdin.on('error', () => {})
    const ended = new Promise<void>((resolve) => {
      child.once('error', (error) => {
        complaint = error.message
        resolve()
      })
      child.once('close', () => resolve())
    })
    ended.then(() => {
      ending.delete(ended)
      if (running?.child === child) running = undefined
      hear(undefined)
    })
    return {
      child,
      ended,
      next: () =>
        new Promise((resolve) => {
          if (said.length > 0) resolve(said.shift())
          else asked = resolve
        }),
      complaint: () => complaint.trim(),
    }
  }

  /** Kills the process, whatever it is doing. */
  function end(): void {
    if (!running) return
    ending.add(running.ended)
    running.child.kill('SIGKILL')
    running = undefined
  }

  let starting: Promise<void> | undefined
  async function untilReady(): Promise<void> {
    const started = start()
    running = started
    const heard = await within(pace.startMs, started.next())
    if (heard === 'too-late') {
      end()
      throw new Error(`The process that decodes pictures did not start within ${pace.startMs} ms.`)
    }
    if (heard === undefined) {
      throw new Error(`The process that decodes pictures could not start: ${started.complaint()}`)
    }
  }

  return {
    /** Rejects when the process cannot start. */
    ready(): Promise<void> {
      if (running && !starting) return Promise.resolve()
      starting ??= untilReady().finally(() => {
        starting = undefined
      })
      return starting
    },
    /**
     * Call it once the process is ready. It blanks the bytes, and refuses a picture that kills the
     * process.
     */
    async decode(
      bytes: Uint8Array<ArrayBuffer>,
    ): Promise<{ image: DecodedImage } | { refusal: Refusal }> {
      if (!running) throw new Error('The process that decodes pictures is not ready.')
      const { child, next } = running
      for (const piece of frame({ type: 'picture' }, bytes)) child.stdin.write(piece)
      const heard = await within(pace.decodeMs + GRACE_MS, next())
      bytes.fill(0)
      if (heard === 'too-late') {
        end()
        return { refusal: notDecoded('too-slow') }
      }
      if (heard?.head.type === 'refused') return { refusal: heard.head.refusal }
      if (heard?.head.type !== 'decoded') return { refusal: notDecoded('too-costly') }
      const { width, height, pixelsWidth, pixelsHeight } = heard.head
      const data = new Uint8ClampedArray(heard.bytes.buffer)
      return {
        image: { pixels: { width: pixelsWidth, height: pixelsHeight, data }, width, height },
      }
    },
    end,
    /** Resolves when all killed processes have ended. One may have to wait for a disk. */
    async gone(): Promise<void> {
      await Promise.all(ending)
    },
  }
}

/** The value of a promise, or `too-late`. */
async function within<T>(limitMs: number, promise: Promise<T>): Promise<T | 'too-late'> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(() => resolve('too-late'), limitMs)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
