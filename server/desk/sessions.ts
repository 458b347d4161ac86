import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { CuratorAccount, CuratorAccounts } from '../../embeddings/store/curator-accounts.ts'
import { clientAddress, partyOf } from '../web/client-address.ts'

const COOKIE = 'pendant-desk'
const SESSION_HOURS = 12
const HOUR_MS = 3_600_000
const MAX_COOKIE_CHARACTERS = 2_000

const sessionSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Of the account: another password ends its sessions. */
  since: z.string(),
  token: z.string(),
  endsAtMs: z.number(),
  /** Digest of the browser and the network it was opened from; a stolen cookie has others. */
  from: z.string(),
})
/** A curator's session, as the signed cookie holds it. */
export type OpenSession = z.output<typeof sessionSchema>

/** Opens, recognises and ends sessions. They outlive the server; one that is ended stays so. */
export function deskSessions(accounts: CuratorAccounts, trustedProxies: number, isSecure: boolean) {
  /** Ids of sessions that were ended before their time, and when they would have. */
  const ended = new Map<string, number>()

  const origin = (request: IncomingMessage): string =>
    digest(
      `${partyOf(clientAddress(request, trustedProxies))}\n${request.headers['user-agent'] ?? ''}`,
    )

  const header = (value: string, seconds: number): string =>
    `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`

  return {
    /** A new session, and the Set-Cookie header that gives it to the browser. */
    async open(request: IncomingMessage, { name, since }: CuratorAccount) {
      const secret = await accounts.secret()
      if (!secret) throw new Error('There is a curator, but nothing to sign a session with.')
      const session: OpenSession = {
        id: randomBytes(16).toString('base64url'),
        name,
        since,
        token: randomBytes(24).toString('base64url'),
        endsAtMs: Date.now() + SESSION_HOURS * HOUR_MS,
        from: origin(request),
      }
      const payload = Buffer.from(JSON.stringify(session)).toString('base64url')
      const cookie = `${payload}.${sign(secret, payload)}`
      return { session, setCookie: header(cookie, SESSION_HOURS * 3600) }
    },

    /** The session of a request; undefined without one, or with one that is not sound. */
    async of(request: IncomingMessage): Promise<OpenSession | undefined> {
      const cookie = cookieOf(request)
      if (cookie === undefined || cookie.length > MAX_COOKIE_CHARACTERS) return undefined
      const [payload = '', signature = ''] = cookie.split('.')
      const secret = await accounts.secret()
      if (!secret || !isSame(sign(secret, payload), signature)) return undefined
      const parsed = sessionSchema.safeParse(
        JSON.parse(Buffer.from(payload, 'base64url').toString()),
      )
      if (!parsed.success) return undefined
      const session = parsed.data
      const isOver = session.endsAtMs <= Date.now() || ended.has(session.id)
      if (isOver || !isSame(session.from, origin(request))) return undefined
      const holder = (await accounts.list()).find(({ name }) => name === session.name)
      return holder?.since === session.since ? session : undefined
    },

    /** Ends a session; gives the header that takes the cookie from the browser. */
    end({ id, endsAtMs }: OpenSession): string {
      for (const [each, at] of ended) if (at <= Date.now()) ended.delete(each)
      ended.set(id, endsAtMs)
      return header('', 0)
    },
  }
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)))
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const found = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${COOKIE}=`))
  return found?.slice(COOKIE.length + 1) || undefined
}

function sign(secret: Buffer, payload: string): string {
  return createHmac('sha256', secret).update(payload).digest('base64url')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
