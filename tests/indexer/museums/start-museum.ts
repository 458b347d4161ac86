import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A work as a museum shows it. */
export type Exhibit = {
  /** Digits. */
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly date: string
  /**
   * Whether the museum gives its picture to everybody (CC0, Public Domain Mark), or keeps its
   * rights.
   */
  readonly open: boolean
  /** The day its record last changed, as 2026-05-01. */
  readonly changed: string
  /** A JPEG. */
  readonly picture: Uint8Array
}

export type Answer = {
  /** Default: 200. */
  readonly status?: number
  /** Content type; default: application/json. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

type Asked = { readonly url: URL; readonly headers: IncomingHttpHeaders }

/** What goes wrong with a request: another answer, or none at all. */
export type Fault = Answer | 'hangs' | 'breaks off'

/** A museum's web server, in its own documented format; on this machine, with real sockets. */
export interface MuseumServer {
  readonly origin: string
  /** Requests so far, the oldest first. */
  readonly asked: readonly Asked[]
  /** What hangs; replace it to change, add and withdraw works. */
  works: readonly Exhibit[]
  /** The next `times` requests (default: all) whose path and query match end in a fault. */
  fail(matching: RegExp, fault: Fault, times?: number): void
  /** All is well again. */
  mend(): void
}

/** Answers a request for a record, a page or a picture; undefined for what there is not (404). */
export type Answering = (
  asked: Asked,
  works: readonly Exhibit[],
  origin: string,
) => Answer | undefined

/**
 * Starts a server on a free port. Answers carry ETags, and 304s are given. Whoever starts it closes
 * it.
 */
export async function startMuseum(
  answering: Answering,
  works: readonly Exhibit[],
): Promise<MuseumServer & { close(): void }> {
  const asked: Asked[] = []
  let faults: { matching: RegExp; fault: Fault; left: number }[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', museum.origin)
    const ask = { url, headers: request.headers }
    asked.push(ask)
    const at = faults.find(
      ({ matching, left }) => left > 0 && matching.test(url.pathname + url.search),
    )
    if (at) {
      at.left -= 1
      if (at.fault === 'hangs') return
      if (at.fault === 'breaks off')
        return breakOff(response, answering(ask, museum.works, museum.origin))
      return send(response, at.fault)
    }
    const answer = answering(ask, museum.works, museum.origin) ?? {
      status: 404,
      body: '{"message":"not found"}',
    }
    const tag = `"${hashOf(answer.body)}"`
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, { etag: tag }).end()
      return
    }
    send(response, { ...answer, headers: { etag: tag, ...answer.headers } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const museum = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    works,
    fail(matching: RegExp, fault: Fault, times = Number.POSITIVE_INFINITY) {
      faults.push({ matching, fault, left: times })
    },
    mend() {
      faults = []
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return museum
}

function send(response: ServerResponse, { status = 200, type, headers, body }: Answer): void {
  const bytes = Buffer.from(body)
  response
    .writeHead(status, {
      'content-type': type ?? 'application/json',
      'content-length': bytes.byteLength,
      ...headers,
    })
    .end(bytes)
}

/** Half of the answer, then the connection is cut. */
function breakOff(response: ServerResponse, answer: Answer | undefined): void {
  const bytes = Buffer.from(answer?.body ?? '')
  response.writeHead(200, {
    'content-length': bytes.byteLength,
    'content-type': answer?.type ?? '',
  })
  response.write(bytes.subarray(0, bytes.byteLength / 2), () => response.destroy())
}

function hashOf(body: string | Uint8Array): string {
  return createHash('sha1').update(body).digest('hex')
}
