import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it went over the line, whoever in the browser made it. */
type WatchedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: string
  readonly body: Buffer
}

/** A line to the museum on which everything is seen, and some of it may be cut. */
export type WatchedLine = {
  readonly address: string
  readonly requests: WatchedRequest[]
  /** Requests of such paths are counted and hung up on from now on. */
  cut(path: RegExp): void
  close(): Promise<void>
}

export async function watchedLine(museum: string): Promise<WatchedLine> {
  const requests: WatchedRequest[] = []
  let isCut: RegExp | null = null
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const { method = '', url: path = '', headers } = request
    requests.push({ method, path, headers: JSON.stringify(headers), body })
    if (isCut?.test(path)) return request.socket.destroy()
    const onward = ask(new URL(path, museum), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => request.socket.destroy())
    onward.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    cut(path) {
      isCut = path
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
