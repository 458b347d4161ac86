import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Request = { readonly path: string; readonly headers: IncomingHttpHeaders }

/** Answers a request; `number` counts those to the same path, from 1. */
export type Answering = (response: ServerResponse, request: Request, number: number) => void

export interface WebServer {
  readonly origin: string
  readonly host: string
  /** Requests so far, the oldest first. */
  readonly asked: readonly Request[]
}

/** A web server on this machine, at a port of its own, that is closed when the test is over. */
export async function webServer(answer: Answering): Promise<WebServer> {
  const asked: Request[] = []
  const server = createServer((incoming, response) => {
    const request = { path: incoming.url ?? '/', headers: incoming.headers }
    asked.push(request)
    answer(response, request, asked.filter(({ path }) => path === request.path).length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `http://${host}`, host, asked }
}

export function json(response: ServerResponse, value: unknown, headers = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(value))
}

/** The page of a firewall. */
export function wall(response: ServerResponse, headers = {}): void {
  response.writeHead(403, { 'content-type': 'text/html', ...headers })
  response.end('<!DOCTYPE html><html><body>Request unsuccessful.</body></html>')
}

export function status(response: ServerResponse, code: number, headers = {}): void {
  response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{}')
}
