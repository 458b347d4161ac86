import type { Socket } from 'node:net'
import type { Logger } from './logger.ts'
import type { WebServer } from './web-server.ts'

/** Closes a server on SIGTERM or SIGINT and exits with 0. A second signal exits at once. */
export function closeOnSignal(server: { close(): Promise<void> }, log: Logger): void {
  let closing = false
  const stop = (signal: NodeJS.Signals) => {
    if (closing) process.exit(1)
    closing = true
    log.info({ signal }, 'closing')
    server.close().then(
      () => process.exit(0),
      (err) => {
        log.fatal({ err }, 'closing failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Closes an http server in good order. */
export interface Drain {
  /** Refuses new connections. Resolves when all are gone, and drops the rest after `deadlineMs`. */
  end(deadlineMs: number): Promise<void>
}

/**
 * Tracks every connection of a server, including those that became sockets. Node's own lists omit
 * these.
 */
export function drainable(server: WebServer): Drain {
  const connections = new Set<Socket>()
  server.on('connection', (connection: Socket) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  let ending = false
  server.on('request', (_request, response) => {
    if (ending) response.setHeader('Connection', 'close')
    response.once('close', () => {
      // Node keeps the connection of an earlier answer alive. From this moment it is idle.
      if (ending) setImmediate(() => server.closeIdleConnections())
    })
  })
  return {
    async end(deadlineMs) {
      ending = true
      const gone = new Promise<void>((resolve) => server.close(() => resolve()))
      const deadline = setTimeout(() => {
        for (const connection of connections) connection.destroy()
      }, deadlineMs)
      await gone
      clearTimeout(deadline)
    },
  }
}
