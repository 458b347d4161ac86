/** Exit status after ctrl-C, a termination signal or a closed terminal. */
export const INTERRUPTED_STATUS = 130

/** npm, tsx and the terminal each deliver the same ctrl-C: what follows this soon is an echo. */
const ECHO_MS = 400

/**
 * Listens for ctrl-C, termination and the closing of the terminal: the first aborts the signal, so
 * that the work in hand is finished and kept; a second one ends the program at once.
 */
export function listenForInterruption(say: (line: string) => void): AbortSignal {
  const controller = new AbortController()
  let firstAt: number | undefined
  const interrupt = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      say('Stopping: finishing what is in hand. Press ctrl-C again to stop at once.')
      controller.abort()
    } else if (performance.now() - firstAt > ECHO_MS) {
      process.exit(INTERRUPTED_STATUS)
    }
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  process.on('SIGHUP', () => {
    // The terminal is gone: what is written to it fails, and must not end the work in hand.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
    interrupt()
  })
  return controller.signal
}
