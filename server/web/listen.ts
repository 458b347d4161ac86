import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Logger } from './logger.ts'
import { answerPlainHttp, readTlsPair, renewTls, type TlsFiles } from './tls.ts'
import { refuseUnread, sendOnToHttps } from './unread-requests.ts'
import type { WebServer } from './web-server.ts'

/** A web server that does not listen yet, and its close function. */
type OpenedWebServer = {
  readonly server: WebServer
  readonly scheme: 'http' | 'https'
  /** Stops the checks for a renewed certificate. */
  close(): Promise<void>
}

/**
 * Opens a server for http or, with a certificate, for https. Rejects if the certificate is
 * unusable.
 */
export async function openWebServer(
  tls: TlsFiles | null,
  { headMs, pollMs, log }: { headMs: number; pollMs: number; log: Logger },
): Promise<OpenedWebServer> {
  const timeouts = {
    headersTimeout: headMs,
    // The interval of this check. Node's own 30 s would triple the limit. For bodies see
    // `watchArrivals`.
    connectionsCheckingInterval: Math.min(1_000, headMs),
  }
  if (!tls) {
    const server = createHttpServer(timeouts)
    refuseUnread(server)
    return { server, scheme: 'http', close: async () => {} }
  }
  const { cert, key, state } = await readTlsPair(tls)
  const server = createHttpsServer({ ...timeouts, cert, key, handshakeTimeout: headMs })
  refuseUnread(server)
  answerPlainHttp(server, headMs, sendOnToHttps)
  const renewing = renewTls(server, tls, { state, pollMs, log })
  return { server, scheme: 'https', close: renewing.close }
}
