import { errors } from 'undici'

/** How a request ended without an answer, or in the middle of one. */
export type NetworkProblem = { readonly kind: 'timeout' | 'network'; readonly problem: string }

/** The whole answer took longer than it may. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

const TIMEOUTS: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  ETIMEDOUT: 'no connection came about in time',
}

const IN_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'its name cannot be looked up now; is this machine online?',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as it said',
  CERT_HAS_EXPIRED: 'its certificate has expired',
}

/** This machine's disk, not the network: nothing that another try would mend. */
const OF_THE_DISK: ReadonlySet<string> = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE'],
  ...['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EBADF'],
])

/** What an error of a request means; undefined when it does not come from the network. */
export function networkProblem(error: unknown): NetworkProblem | undefined {
  if (error instanceof TooSlow) return { kind: 'timeout', problem: error.message }
  // Of several addresses that were tried, the first one's failure stands for all.
  const cause = error instanceof AggregateError ? error.errors[0] : error
  // Not always with a code.
  if (cause instanceof errors.HTTPParserError) {
    return { kind: 'network', problem: `the answer is not proper HTTP (${cause.message})` }
  }
  const { code, message } = cause as NodeJS.ErrnoException
  if (typeof code !== 'string' || OF_THE_DISK.has(code) || code.startsWith('SQLITE_')) {
    return undefined
  }
  const timeout = TIMEOUTS[code]
  if (timeout) return { kind: 'timeout', problem: timeout }
  return { kind: 'network', problem: IN_WORDS[code] ?? `${message} (${code})` }
}
