import { errors } from 'undici'

/** How a request ended without an answer, or in the middle of one. */
export type NetworkProblem = {
  /** A certificate stays as it is, so that asking again is of no use. */
  readonly kind: 'timeout' | 'network' | 'certificate'
  readonly problem: string
}

/**
 * A request that is not to be made, or an answer that is not to be read: it would end the same way
 * the next time. The message is for the curator. It never leaves the downloader.
 */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** What was asked for has not come, and why. */
export function notFetched(problem: string): { status: 'failed'; problem: string } {
  return { status: 'failed', problem }
}

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
}

const INCOMPLETE_CHAIN =
  'its server does not send the whole chain of its certificate, or one that this machine does not know; ask those who run it to send the certificates between, or give them in a file: NODE_EXTRA_CA_CERTS=FILE'

const CERTIFICATES: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: INCOMPLETE_CHAIN,
  UNABLE_TO_GET_ISSUER_CERT: INCOMPLETE_CHAIN,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: INCOMPLETE_CHAIN,
  SELF_SIGNED_CERT_IN_CHAIN: INCOMPLETE_CHAIN,
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself; if you trust it: NODE_EXTRA_CA_CERTS=FILE',
  CERT_HAS_EXPIRED: 'its certificate has expired, or the clock of this machine is wrong',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet, or the clock of this machine is wrong',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
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
  if (/^Proxy response/.test(message ?? '')) {
    return { kind: 'network', problem: `the proxy does not let it through (${message})` }
  }
  if (typeof code !== 'string' || OF_THE_DISK.has(code) || code.startsWith('SQLITE_')) {
    return undefined
  }
  const certificate = CERTIFICATES[code]
  if (certificate) return { kind: 'certificate', problem: certificate }
  const timeout = TIMEOUTS[code]
  if (timeout) return { kind: 'timeout', problem: timeout }
  return { kind: 'network', problem: IN_WORDS[code] ?? `${message} (${code})` }
}
