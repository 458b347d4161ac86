import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Descriptor, toDescriptor } from '../../../embeddings/descriptor.ts'
import type { PortraitMatch } from '../../../embeddings/portrait.ts'
import type { CameraStart } from '../../../kiosk/camera/camera.ts'
import type { FrameLoopOptions } from '../../../kiosk/camera/frame-loop.ts'
import type { FaceReading } from '../../../kiosk/face/face-reader.ts'
import type { ExhibitState } from '../../../kiosk/state/exhibit-state.ts'
import { type RunningExhibit, runExhibit } from '../../../kiosk/state/run-exhibit.ts'
import { GALLERY, portrait, SPREAD, settingsWith } from './exhibit-world.ts'

const settings = settingsWith()

/** A stage on which every part of the exhibit is moved by hand, and writes down what it is told. */
function stage() {
  const log: string[] = []
  const found: Descriptor[] = []
  const probes: Descriptor[] = []
  const faults: unknown[] = []
  /** What goes wrong next, and where. */
  const breaks: Partial<Record<'start' | 'read' | 'show', Error>> = {}
  const breakIf = (place: keyof typeof breaks): void => {
    const problem = breaks[place]
    delete breaks[place]
    if (problem !== undefined) throw problem
  }
  let answerCamera: (start: CameraStart) => void = () => {}
  let tellReachable: (reachable: boolean) => void = () => {}
  let nowMs = 0
  let tick = () => {}
  let frames: FrameLoopOptions | null = null
  let reading: FaceReading = NOBODY
  let state: ExhibitState | undefined
  const camera: CameraStart = {
    status: 'ready',
    camera: {
      video: {} as HTMLVideoElement,
      onEnded() {},
      close: () => log.push('camera closed'),
    },
  }
  const exhibit: RunningExhibit = runExhibit(
    {
      openCamera() {
        log.push('camera asked')
        return new Promise((resolve) => {
          answerCamera = resolve
        })
      },
      startFrameLoop(options) {
        frames = options
        return () => {
          frames = null
          log.push('frames stopped')
        }
      },
      reader: {
        async start() {
          log.push('engine started')
          breakIf('start')
          return { status: 'ready', backend: 'wasm' }
        },
        async read() {
          breakIf('read')
          return reading
        },
        forget: () => log.push('reader forgot'),
        close: () => log.push('reader closed'),
      },
      server: {
        async find(descriptor) {
          probes.push(descriptor)
          found.push(toDescriptor(descriptor))
          return {
            status: 'matched',
            gallery: GALLERY.id,
            nothingNear: false,
            matches: [match('likeness-a')],
          }
        },
        onGallery(listener) {
          listener(GALLERY)
          return () => {}
        },
        onReachable(listener) {
          tellReachable = listener
          listener(true)
          return () => {}
        },
        close: () => log.push('server closed'),
      },
      collection: {
        spread: async () => ({ gallery: GALLERY.id, portraits: SPREAD }),
        likenesses: async () => null,
      },
      mirror: { show: () => breakIf('show'), wipe: () => log.push('mirror wiped') },
      now: () => nowMs,
      onFault: (problem) => faults.push(problem),
      every(_ms, listener) {
        tick = listener
        return () => log.push('clock stopped')
      },
    },
    settings,
    (next) => {
      state = next
    },
  )
  return {
    log,
    found,
    probes,
    faults,
    breaks,
    exhibit,
    camera,
    scene: () => state?.scene.name,
    state: () => state,
    openCamera: () => answerCamera(camera),
    tellReachable: (reachable: boolean) => tellReachable(reachable),
    wait(ms: number) {
      for (const until = nowMs + ms; nowMs < until; ) {
        nowMs += 250
        tick()
      }
    },
    async frame(next: FaceReading) {
      reading = next
      nowMs += 200
      await frames?.onFrame({} as ImageBitmap).catch(frames.onFailure)
      await settled()
    },
  }
}

const NOBODY: FaceReading = { frameWidth: 640, frameHeight: 480, facesInView: 0, face: null }

function framed(faceNumber = 1, descriptor = toDescriptor(Array(128).fill(0.1))): FaceReading {
  const face = {
    faceNumber,
    landmarks: Array.from({ length: 68 }, () => ({ x: 0, y: 0 })),
    pose: { yaw: 0, pitch: 0, roll: 0 },
    framing: 'framed' as const,
    quality: 1,
    descriptor,
  }
  return { ...NOBODY, facesInView: 1, face }
}

function match(portraitId: string): PortraitMatch {
  const { label, workId, picture, crop, eyes } = portrait(portraitId)
  return {
    portraitId,
    workId,
    ...label,
    picture,
    crop,
    eyes,
    squaredDistance: 0.2,
    adjustedSquaredDistance: 0.7,
    similarity: 0.8,
  }
}

/** Lets what was promised be kept. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

let on: ReturnType<typeof stage>
beforeEach(async () => {
  on = stage()
  await settled()
})
afterEach(() => {
  on.exhibit.close()
  expect(on.faults).toEqual([])
})

async function agree(): Promise<void> {
  on.exhibit.send({ type: 'begin' })
  on.exhibit.send({ type: 'with-my-face' })
  on.openCamera()
  await settled()
}

describe('the running exhibit', () => {
  it('asks for no camera before the visitor has agreed', async () => {
    on.exhibit.send({ type: 'begin' })
    on.wait(2_000)
    expect(on.log).not.toContain('camera asked')
    on.exhibit.send({ type: 'with-my-face' })
    expect(on.log).toContain('camera asked')
  })

  it('finds the likeness of a framed face, and zeroes the frame’s numbers', async () => {
    await agree()
    expect(on.scene()).toBe('framing')
    const descriptor = toDescriptor(Array(128).fill(0.1))
    await on.frame(framed(1, descriptor))
    expect(on.scene()).toBe('live')
    expect([...descriptor].every((number) => number === 0)).toBe(true)
    expect(on.found).toHaveLength(1)
    expect(on.probes[0]?.every((number) => number === 0)).toBe(true)
  })

  it('starts a new average for another face', async () => {
    await agree()
    await on.frame(framed(1))
    await on.frame(framed(2, toDescriptor(Array(128).fill(0.3))))
    expect(on.found[1]?.[0]).toBeCloseTo(0.3, 5)
  })

  it('turns the camera off and forgets the visitor when they leave', async () => {
    await agree()
    await on.frame(framed())
    on.exhibit.send({ type: 'leave' })
    expect(on.log).toEqual(
      expect.arrayContaining(['frames stopped', 'camera closed', 'reader forgot', 'mirror wiped']),
    )
    expect(on.scene()).toBe('goodbye')
  })

  it('turns the camera off when the visitor walks off', async () => {
    await agree()
    await on.frame(framed())
    await on.frame(NOBODY)
    on.wait(500)
    await on.frame(NOBODY)
    on.wait(settings.walkOffMs + 500)
    expect(on.scene()).toBe('goodbye')
    expect(on.log).toContain('camera closed')
  })

  it('closes a camera that is granted after the visitor has left', async () => {
    on.exhibit.send({ type: 'begin' })
    on.exhibit.send({ type: 'with-my-face' })
    on.exhibit.send({ type: 'leave' })
    on.openCamera()
    await settled()
    expect(on.log.filter((line) => line === 'camera closed')).toHaveLength(1)
    expect(on.scene()).toBe('goodbye')
  })

  it('asks nothing of the server while the whole painting is looked at', async () => {
    await agree()
    await on.frame(framed())
    on.exhibit.send({ type: 'see-whole', portraitId: 'likeness-a' })
    const asked = on.found.length
    await on.frame(framed())
    expect(on.found).toHaveLength(asked)
  })

  it('goes on after a single frame that could not be shown', async () => {
    await agree()
    const problem = new Error('The canvas was lost.')
    on.breaks.show = problem
    const descriptor = toDescriptor(Array(128).fill(0.1))
    await on.frame(framed(1, descriptor))
    expect(on.faults.splice(0)).toEqual([problem])
    expect(descriptor.every((number) => number === 0)).toBe(true)
    expect(on.scene()).toBe('framing')
    await on.frame(framed())
    expect(on.scene()).toBe('live')
  })

  it('apologises when the engine breaks, turns the camera off, and starts both again', async () => {
    await agree()
    await on.frame(framed())
    const problem = new Error('The worker broke.')
    on.breaks.read = problem
    await on.frame(framed())
    expect(on.faults.splice(0)).toEqual([problem])
    expect(on.state()?.scene).toMatchObject({ name: 'apology', reason: 'no-engine' })
    expect(on.log).toContain('camera closed')
    on.wait(settings.retryMs)
    on.openCamera()
    await settled()
    expect(on.log.filter((line) => line === 'engine started')).toHaveLength(2)
    await on.frame(framed())
    expect(on.scene()).toBe('live')
  })

  it('starts the engine again after a start that threw', async () => {
    await agree()
    on.breaks.read = new Error('The worker broke.')
    await on.frame(framed())
    on.breaks.start = new Error('Workers are forbidden here.')
    on.wait(settings.retryMs)
    await settled()
    expect(on.faults.splice(0)).toHaveLength(2)
    expect(on.state()?.engine.status).toBe('failed')
    on.exhibit.send({ type: 'try-again' })
    await settled()
    expect(on.state()?.engine.status).toBe('ready')
  })

  it('lets go of everything when it is closed', async () => {
    await agree()
    on.exhibit.close()
    expect(on.log).toEqual(
      expect.arrayContaining(['clock stopped', 'camera closed', 'reader closed', 'server closed']),
    )
  })
})
