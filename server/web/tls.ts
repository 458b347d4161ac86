import { readFile, stat } from 'node:fs/promises'
import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Logger } from './logger.ts'

/** PEM files: the certificate with its chain, and its private key. */
export type TlsFiles = { readonly cert: string; readonly key: string }

type TlsPair = {
  readonly cert: Buffer
  readonly key: Buffer
  /** State of the files just before the server read them. */
  readonly state: string
}

/** An unusable certificate or key, and the reason. The message is for an operator. */
export class TlsRefused extends Error {
  override readonly name = 'TlsRefused'
}

/** Reads a certificate and its key. Rejects with `TlsRefused` if unreadable or not a pair. */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  const state = await stateOf(files)
  try {
    const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)])
    createSecureContext({ cert, key })
    return { cert, key, state }
  } catch (error) {
    throw new TlsRefused(
      `the certificate ${files.cert} and the key ${files.key} cannot be used (${(error as Error).message}).`,
    )
  }
}

/**
 * Uses a renewed certificate for later connections, without a restart. When the files do not match,
 * for instance because only the first has been replaced, it logs this once and keeps the earlier
 * pair. (It polls, as for the gallery: links and network shares report no change.)
 */
export function renewTls(
  server: Server,
  files: TlsFiles,
  { state, pollMs, log }: { state: string; pollMs: number; log: Logger },
): { close(): Promise<void> } {
  let seen = state
  async function look(): Promise<void> {
    const now = await stateOf(files)
    if (now === seen) return
    seen = now
    try {
      server.setSecureContext(await readTlsPair(files))
      log.info({ cert: files.cert }, 'serving with the renewed certificate')
    } catch (error) {
      const problem = (error as Error).message
      log.error({ problem }, 'the renewed certificate is refused; the one before stays')
    }
  }
  let open = true
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void>
  function lookAndGoOn(): void {
    looking = look().finally(() => {
      if (open) timer = setTimeout(lookAndGoOn, pollMs)
    })
  }
  lookAndGoOn()
  return {
    async close() {
      open = false
      clearTimeout(timer)
      await looking
    },
  }
}

/** Changes with either file, even if a link merely points elsewhere. */
async function stateOf(files: TlsFiles): Promise<string> {
  const states = await Promise.all(
    [files.cert, files.key].map(async (file) => {
      const found = await stat(file).catch(() => undefined)
      return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : 'missing'
    }),
  )
  return states.join(', ')
}

/** The first byte of a TLS record that opens a handshake. */
const HANDSHAKE = 0x16

/**
 * Answers plain HTTP on an https port, where Node would only hang up: it redirects pages to the
 * https address, and tells other clients about it. `answer` writes to the connection and ends it. A
 * connection that sends nothing within `headMs` is dropped.
 */
export function answerPlainHttp(
  server: Server,
  headMs: number,
  answer: (connection: Socket, head: string) => void,
): void {
  // Node's own listeners do the handshake. They get only connections that begin one.
  const secure = server.listeners('connection') as ((connection: Socket) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (connection: Socket) => {
    const drop = () => connection.destroy()
    connection.setTimeout(headMs, drop)
    connection.on('error', drop)
    connection.once('readable', () => {
      const first: Buffer | null = connection.read()
      if (first === null) return drop()
      connection.setTimeout(0)
      connection.off('timeout', drop)
      if (first[0] === HANDSHAKE) {
        connection.off('error', drop)
        connection.unshift(first)
        for (const listener of secure) listener.call(server, connection)
      } else {
        answer(connection, first.toString('latin1'))
      }
    })
  })
}
