import { io } from 'socket.io-client'
import {
  DESK_NAMESPACE,
  DESK_TOKEN_HEADER,
  type DeskAnswers,
  type DeskEvents,
  type DeskInput,
  type DeskOperation,
  type DeskSession,
} from '../../server/contract/desk.ts'
import type { Problem } from '../../server/contract/http.ts'

/** The server said no. The message is for the curator. */
export class DeskRefusal extends Error {
  readonly code: string
  constructor({ code, detail }: Pick<Problem, 'code' | 'detail'>) {
    super(detail)
    this.code = code
  }
}

const UNREACHED = {
  code: 'internal',
  detail: 'The server does not answer; nothing was changed.',
} as const

/** Learning from many answers takes seconds; a large picture over a slow line takes minutes. */
const ANSWERED_WITHIN_MS = 120_000
const UPLOADED_WITHIN_MS = 30 * 60_000

async function request(
  path: string,
  init: RequestInit,
  limitMs = ANSWERED_WITHIN_MS,
): Promise<unknown> {
  const limited = { ...init, signal: AbortSignal.timeout(limitMs) }
  const response = await fetch(`/desk${path}`, limited).catch(() => undefined)
  if (!response) throw new DeskRefusal(UNREACHED)
  if (response.status === 204) return undefined
  const body: unknown = await response.json().catch(() => UNREACHED)
  if (!response.ok) throw new DeskRefusal(body as Problem)
  return body
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const json = { 'content-type': 'application/json', ...headers }
  return request(path, { method: 'POST', headers: json, body: JSON.stringify(body) })
}

/** The session that the browser has; undefined without one. */
export async function currentSession(): Promise<DeskSession | undefined> {
  try {
    return (await request('/session', {})) as DeskSession
  } catch (error) {
    if (error instanceof DeskRefusal && error.code === 'no-session') return undefined
    throw error
  }
}

export function signIn(name: string, password: string): Promise<DeskSession> {
  return post('/session', { name, password }) as Promise<DeskSession>
}

/** Makes the first curator, with the one-time word of the address. */
export function becomeFirst(first: string, name: string, password: string): Promise<DeskSession> {
  return post('/first', { first, name, password }) as Promise<DeskSession>
}

type Listener<Name extends keyof DeskEvents> = DeskEvents[Name]

/** A curator's line to the server. */
export interface DeskClient {
  readonly name: string
  ask<Name extends DeskOperation>(name: Name, input: DeskInput<Name>): Promise<DeskAnswers[Name]>
  /** Sends a file's bytes; gives what the server calls it. */
  upload(folder: string, file: File): Promise<{ location: string; file: string }>
  hear<Name extends keyof DeskEvents>(event: Name, listener: Listener<Name>): () => void
  signOut(): Promise<void>
}

/** `onEnd` is called when the session has ended, from here or there. */
export function openDeskClient(session: DeskSession, onEnd: () => void): DeskClient {
  const headers = { [DESK_TOKEN_HEADER]: session.token }
  const socket = io(DESK_NAMESPACE, { transports: ['websocket'] })
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'no-session') end()
  })
  function end(): void {
    socket.close()
    onEnd()
  }
  return {
    name: session.name,
    async ask(name, input) {
      try {
        return (await post(`/do/${name}`, input, headers)) as never
      } catch (error) {
        if (error instanceof DeskRefusal && error.code === 'no-session') end()
        throw error
      }
    },
    async upload(folder, file) {
      const path = `/upload/${folder}/${encodeURIComponent(file.name)}`
      const sent = { method: 'PUT', headers, body: file }
      return (await request(path, sent, UPLOADED_WITHIN_MS)) as never
    },
    hear(event, listener) {
      socket.on(event as string, listener as (...data: unknown[]) => void)
      return () => socket.off(event as string, listener as (...data: unknown[]) => void)
    },
    async signOut() {
      await request('/session', { method: 'DELETE', headers }).catch(() => undefined)
      end()
    },
  }
}
