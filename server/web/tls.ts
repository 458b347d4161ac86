import { readFile, stat } from 'node:fs/promises'
import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Logger } from './logger.ts'

/** Files in PEM: the certificate with the chain it hangs on, and its private key. */
export type TlsFiles = { readonly cert: string; readonly key: string }

type TlsPair = {
  readonly cert: Buffer
  readonly key: Buffer
  /** The files' state just before they were read. */
  readonly state: string
}

/** A certificate and a key that cannot be served with, and why; the message is for an operator. */
export class TlsRefused extends Error {
  override readonly name = 'TlsRefused'
}

/** Reads a certificate and its key. Rejects with `TlsRefused` when either cannot be read, or they are no pair. */
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
 * Takes over a renewed certificate without a restart, for connections from then on. What does not
 * go together, as when only the first of two files has been replaced, is logged once and the pair
 * before stays. (Polled, as the gallery is: links and network shares tell nothing of a change.)
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

/** Changes whenever one of the files does, be it by a link that points elsewhere. */
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
 * Answers plain HTTP that comes to an https port, where Node would only hang up: pages are sent on to
 * the https address, all else is told of it. `answer` writes to the connection and ends it. One that
 * says nothing within `headMs` is dropped.
 */
export function answerPlainHttp(
  server: Server,
  headMs: number,
  answer: (connection: Socket, head: string) => void,
): void {
  // Node's own listeners do the handshake; they are given only what begins one.
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
