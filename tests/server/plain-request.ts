import { type IncomingHttpHeaders, request } from 'node:http'
import type { RunningServer } from '../../server/app.ts'

export type PlainResponse = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/**
 * A GET sent exactly as it is written: `fetch` tidies addresses, and adds `Cache-Control: no-cache`
 * to requests with `If-None-Match`.
 */
export function plainGet(
  { port }: RunningServer,
  path: string,
  headers: Record<string, string> = {},
): Promise<PlainResponse> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const status = response.statusCode as number
        resolve({ status, headers: response.headers, body: Buffer.concat(parts) })
      })
    })
      .on('error', reject)
      .end()
  })
}
