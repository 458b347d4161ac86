import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from '../contract/failures.ts'
import { toProblem } from './problems.ts'
import type { WebServer } from './web-server.ts'

/** Refusals of broken requests, by the code of Node's error. */
const REFUSED_BY_ERROR: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'too-slow',
    detail: 'The head of the request did not arrive in time.',
  },
  HPE_HEADER_OVERFLOW: {
    code: 'head-too-large',
    detail: 'The address and the headers of a request may have 16 KB together.',
  },
}

const UNREADABLE: Refusal = { code: 'bad-request', detail: 'This is no request of HTTP/1.1.' }

const NO_UPGRADE: Refusal = {
  code: 'bad-request',
  detail: 'This server speaks HTTP/1.1 and WebSockets; send the request without Upgrade.',
}

/** Answers input that never becomes a request with a problem, as every route does. */
export function refuseUnread(server: WebServer): void {
  const answered = new WeakMap<Duplex, ServerResponse>()
  // Over https the server cannot send anything before the handshake is done.
  const open = new WeakSet<Duplex>()
  server.on('connection', (connection: Duplex) => open.add(connection))
  server.on('secureConnection', (connection: Duplex) => open.add(connection))
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answered.set(request.socket, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, connection: Duplex) => {
    const hasBegun = answered.get(connection)?.headersSent === true
    const wasAnswered = answered.get(connection)?.writableFinished === true
    // Text in the middle of an answer would look like a part of it.
    const inAnAnswer = hasBegun && !wasAnswered
    if (!open.has(connection) || !connection.writable || inAnAnswer) return connection.destroy()
    endWith(connection, REFUSED_BY_ERROR[error.code ?? ''] ?? UNREADABLE)
  })
  // Where WebSockets are allowed, Node hands over every upgrade request without reading its body. A
  // request that asks for HTTP/2 (`Upgrade: h2c`) can therefore not simply get an answer.
  server.on('upgrade', ({ headers }: IncomingMessage, connection: Duplex) => {
    // Node has removed its own listener. Without this one, a client that hangs up would end the
    // process.
    connection.on('error', () => connection.destroy())
    if (headers.upgrade?.toLowerCase() !== 'websocket') endWith(connection, NO_UPGRADE)
  })
  // Expectations other than 100-continue may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response)
  })
}

/** Answers plain HTTP on an https port: redirects a page, and tells a program. */
export function sendOnToHttps(connection: Duplex, head: string): void {
  const [, path] = /^(?:GET|HEAD) (\/[!-~]*) HTTP\/1\.1\r\n/.exec(head) ?? []
  const [, host] = /\r\nhost: *([\w.:[\]-]+)\r\n/i.exec(head) ?? []
  if (path === undefined || host === undefined || path.startsWith('/api')) {
    endWith(connection, { code: 'bad-request', detail: 'This port speaks https, not http.' })
  } else {
    end(connection, 308, [`Location: https://${host}${path}`], '')
  }
}

function endWith(connection: Duplex, refusal: Refusal): void {
  const problem = toProblem(refusal)
  const headers = [
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
  ]
  end(connection, problem.status, headers, JSON.stringify(problem))
}

function end(connection: Duplex, status: number, headers: string[], body: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  connection.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => connection.destroy())
}
