/** How far a long piece of work has come. */
export type Progress = {
  readonly done: number
  readonly total: number
  readonly elapsedMs: number
}

/** Shows progress until it is finished. */
export interface ProgressDisplay {
  advance(): void
  /** A line that stays, above the bar. */
  note(line: string): void
  finish(): void
}

const BAR_WIDTH = 28
/** A terminal's bar is drawn no more often than this. */
const REDRAW_MS = 100
/** Where there is no terminal, one line is written this often. */
const LINE_MS = 10_000
const ERASE_LINE = '\r\u001b[2K'

/** A bar with rate and time left on a terminal, a plain line every ten seconds elsewhere. */
export function showProgress(
  stream: NodeJS.WriteStream,
  label: string,
  total: number,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  if (process.env[PROGRESS_SETTING] === 'json') return jsonProgress(stream, label, total, now)
  const start = now()
  const onTerminal = stream.isTTY === true
  let done = 0
  let shownAt = Number.NEGATIVE_INFINITY
  const show = (): void => {
    shownAt = now()
    const progress = { done, total, elapsedMs: shownAt - start }
    const text = `${label} ${onTerminal ? `${bar(progress)} ` : ''}${progressText(progress)}`
    stream.write(onTerminal ? `${ERASE_LINE}${text.slice(0, stream.columns || 80)}` : `${text}\n`)
  }
  if (onTerminal) show()
  else shownAt = start
  return {
    advance() {
      done += 1
      if (now() - shownAt >= (onTerminal ? REDRAW_MS : LINE_MS)) show()
    },
    note(line) {
      stream.write(`${onTerminal ? ERASE_LINE : ''}${line}\n`)
      if (onTerminal) show()
    },
    finish() {
      show()
      if (onTerminal) stream.write('\n')
    },
  }
}

/** Another program reads the progress when this says `json`. */
export const PROGRESS_SETTING = 'PENDANT_PROGRESS'
/** What a line of such progress begins with. */
export const PROGRESS_MARK = '{"progress":'
const JSON_EVERY_MS = 400

/** Progress as lines of JSON for another program. A total of 0 is one that nobody knows. */
export function jsonProgress(
  stream: Pick<NodeJS.WriteStream, 'write'>,
  label: string,
  total: number,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  const start = now()
  let done = 0
  let shownAt = Number.NEGATIVE_INFINITY
  const show = (): void => {
    shownAt = now()
    const seconds = (shownAt - start) / 1000
    const perSecond = seconds > 0 ? done / seconds : 0
    const secondsLeft = perSecond > 0 && total > 0 ? (total - done) / perSecond : null
    const progress = { label, done, total, perSecond, secondsLeft }
    stream.write(`${JSON.stringify({ progress })}\n`)
  }
  show()
  return {
    advance() {
      done += 1
      if (now() - shownAt >= JSON_EVERY_MS) show()
    },
    note(line) {
      stream.write(`${line}\n`)
    },
    finish: show,
  }
}

/** `312 of 649 · 4.1 a second · 1 min 22 s left` */
export function progressText({ done, total, elapsedMs }: Progress): string {
  const parts = [`${done} of ${total}`]
  if (done > 0 && elapsedMs > 0) {
    const perSecond = (done * 1000) / elapsedMs
    parts.push(`${perSecond.toFixed(1)} a second`)
    parts.push(
      done < total
        ? `${duration((total - done) / perSecond)} left`
        : `${duration(elapsedMs / 1000)} in all`,
    )
  }
  return parts.join(' · ')
}

/** Seconds in words: `48 s`, `1 min 22 s`, `2 h 05 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

function bar({ done, total }: Progress): string {
  const filled = total === 0 ? BAR_WIDTH : Math.floor((done / total) * BAR_WIDTH)
  return '━'.repeat(filled) + '╌'.repeat(BAR_WIDTH - filled)
}
