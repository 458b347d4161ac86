import { onEveryFrame } from './on-every-frame.ts'
import { isCameraAllowed, openStream } from './open-stream.ts'
import { within } from './within.ts'

/** Size at which pictures are compared, in pixels: no face can be told in so few. */
export const GLIMPSE = { width: 32, height: 24 } as const
const LOOK_EVERY_MS = 250
const STARTS_WITHIN_MS = 10_000
/** Light differs by this much, of 255, where something has moved; a sensor's noise by less. */
const MOVED_LIGHT = 22
/**
 * Of the picture, the share that a person moves who steps before it; somebody far off moves less.
 */
const LEAST_MOVED = 0.06
/** Where more than this changes at once, a lamp went on or the camera found its light. */
const MOST_MOVED = 0.85
/** Looks in a row that see movement, before somebody counts as there. */
const LOOKS = 2
/** Who stands still counts as there for so long. */
const STAYS_MS = 6_000

/** Tells whether somebody moves, from one tiny picture to the next. */
export interface MotionSense {
  /** `light` is a glimpse's, row by row. */
  look(light: Uint8ClampedArray, atMs: number): boolean
  /** Leaves nothing of the last glimpse. */
  wipe(): void
}

export function createMotionSense(): MotionSense {
  const last = new Uint8ClampedArray(GLIMPSE.width * GLIMPSE.height)
  let isFirst = true
  let moving = 0
  let movedAtMs = Number.NEGATIVE_INFINITY
  return {
    look(light, atMs) {
      let moved = 0
      for (let at = 0; at < last.length; at++) {
        if (Math.abs((light[at] as number) - (last[at] as number)) >= MOVED_LIGHT) moved += 1
      }
      last.set(light)
      const share = isFirst ? 0 : moved / last.length
      isFirst = false
      moving = share >= LEAST_MOVED && share <= MOST_MOVED ? moving + 1 : 0
      if (moving >= LOOKS) movedAtMs = atMs
      return atMs - movedAtMs < STAYS_MS
    },
    wipe() {
      last.fill(0)
      isFirst = true
      moving = 0
    },
  }
}

/**
 * Watches before a visit whether somebody moves before the camera, and tells when that changes. No
 * face is looked for, and of each picture there is a glimpse, until the next. Asks nobody: where
 * the browser has not been told that the page may use the camera, it watches nothing. Returns the
 * way to stop: the camera goes off, and the glimpse is wiped.
 */
export function watchMotion(
  cameraName: string,
  tell: (isSomebodyThere: boolean) => void,
  onFault: (problem: unknown) => void,
): () => void {
  const sense = createMotionSense()
  const gone = new AbortController()
  const { signal } = gone
  watch().catch((problem: unknown) => {
    if (!signal.aborted) onFault(problem)
  })
  return () => gone.abort()

  async function watch(): Promise<void> {
    if (navigator.mediaDevices === undefined || !(await isCameraAllowed()) || signal.aborted) return
    const stream = await openStream(cameraName, () => undefined)
    const end = (): void => {
      for (const track of stream.getTracks()) track.stop()
    }
    if (signal.aborted) return end()
    const video = document.createElement('video')
    video.muted = true
    video.playsInline = true
    video.srcObject = stream
    const canvas = document.createElement('canvas')
    canvas.width = GLIMPSE.width
    canvas.height = GLIMPSE.height
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    if (pen === null) return end()
    const light = new Uint8ClampedArray(GLIMPSE.width * GLIMPSE.height)
    let lookedAtMs = Number.NEGATIVE_INFINITY
    let wasThere = false
    const stopFrames = onEveryFrame(video, () => {
      const nowMs = performance.now()
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return
      lookedAtMs = nowMs
      pen.drawImage(video, 0, 0, GLIMPSE.width, GLIMPSE.height)
      const { data } = pen.getImageData(0, 0, GLIMPSE.width, GLIMPSE.height)
      for (let at = 0; at < light.length; at++) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3)
        light[at] = 0.299 * red + 0.587 * green + 0.114 * blue
      }
      data.fill(0)
      const isThere = sense.look(light, nowMs)
      if (isThere !== wasThere) tell(isThere)
      wasThere = isThere
    })
    signal.addEventListener('abort', () => {
      stopFrames()
      end()
      video.srcObject = null
      canvas.width = canvas.height = 1
      light.fill(0)
      sense.wipe()
    })
    await within(STARTS_WITHIN_MS, 'The first glimpse', video.play())
  }
}
