import type { Page } from 'playwright-core'

/** What a page has of cameras and workers, so that a test can break it. */
export type Hardware = { videos: HTMLVideoElement[]; workers: Worker[] }

/** To be run in a page before anything else. */
export function keepHardware(): void {
  const hardware: Hardware = { videos: [], workers: [] }
  Object.assign(globalThis, { hardware })
  const play = HTMLVideoElement.prototype.play
  HTMLVideoElement.prototype.play = function () {
    hardware.videos.push(this)
    return play.call(this)
  }
  const Real = Worker
  globalThis.Worker = class extends Real {
    constructor(...wanted: ConstructorParameters<typeof Worker>) {
      super(...wanted)
      hardware.workers.push(this)
    }
  }
}

/** Breaks the newest camera or worker. */
export function breakDown(page: Page, what: 'unplugged' | 'stalled' | 'worker'): Promise<void> {
  return page.evaluate((what) => {
    const { videos, workers } = (globalThis as unknown as { hardware: Hardware }).hardware
    const video = videos.at(-1)
    if (what === 'worker') for (const worker of workers) worker.terminate()
    else if (what === 'stalled') video?.pause()
    else {
      const stream = video?.srcObject
      if (!(stream instanceof MediaStream)) throw new Error('There is no camera to unplug.')
      for (const track of stream.getTracks()) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
    }
  }, what)
}
