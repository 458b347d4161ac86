/** What a page notes of a visitor before portraits that move. */
export type MovingNotes = {
  /**
   * How far the nose stood aside of the eyes' middle in each reading, in eye distances, and what
   * was shown after.
   */
  readonly readings: { readonly turn: number; portraitId: string | null }[]
  /** How often another portrait was shown. */
  changes: number
  /** For how long readings have been noted. */
  seenMs: number
  /** Messages of bytes over the socket: descriptors are sent so. */
  probes: number
}

declare global {
  interface Window {
    movingNotes: MovingNotes
  }
}

/**
 * Runs in the page before its own scripts: notes what is read of the visitor, and what answers it.
 */
export function noteMovement(): void {
  const notes: MovingNotes = { readings: [], changes: 0, seenMs: 0, probes: 0 }
  window.movingNotes = notes
  let sinceMs: number | null = null
  let last: string | null = null
  const mover = () => document.querySelector<HTMLElement>('.pose-match')

  const OwnWorker = window.Worker
  window.Worker = class extends OwnWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }) => {
        const landmarks = data?.reading?.face?.landmarks
        if (data?.type !== 'reading' || landmarks === undefined || mover() === null) return
        sinceMs ??= performance.now()
        notes.seenMs = performance.now() - sinceMs
        const eyes = landmarks.slice(36, 48)
        const x = eyes.reduce((sum: number, point: { x: number }) => sum + point.x / 12, 0)
        const turn = (landmarks[30].x - x) / (landmarks[45].x - landmarks[36].x)
        const reading = { turn, portraitId: null as string | null }
        notes.readings.push(reading)
        // By then the tile is decoded and drawn, and the next reading has not come.
        setTimeout(() => {
          reading.portraitId = mover()?.dataset.portraitId ?? null
          if (reading.portraitId !== last) notes.changes++
          last = reading.portraitId
        }, 25)
      })
    }
  }
  const send = WebSocket.prototype.send
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (typeof data !== 'string') notes.probes++
    send.call(this, data)
  }
}
