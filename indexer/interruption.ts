/** Exit status of a program that ended because of ctrl-C. */
export const INTERRUPTED_STATUS = 130

/** npm, tsx and the terminal each deliver the same ctrl-C: what follows this soon is an echo. */
const ECHO_MS = 400

/**
 * Listens for ctrl-C and termination: the first aborts the signal, so that the work in hand is
 * finished and kept; a second one ends the program at once.
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
  return controller.signal
}
