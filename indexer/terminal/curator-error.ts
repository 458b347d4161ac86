/**
 * Something a curator can put right: a missing folder, a picture without a face, no gallery yet.
 * The message names the thing and says what to do; it is shown as one line, without a stack.
 */
export class CuratorError extends Error {
  override readonly name = 'CuratorError'
}

/** The work was stopped by ctrl-C or a termination signal; what was finished is kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
