import { curatorAccounts } from '../../../embeddings/store/curator-accounts.ts'
import type {
  DeskCard,
  DeskInput,
  DeskOperation,
  DeskSession,
} from '../../../server/contract/desk.ts'

export const PASSWORD = 'correct horse battery'

/** What a browser with a curator's session sends. */
export type SignedIn = {
  readonly cookie: string
  readonly session: DeskSession
  /** Any request below /desk; headers given here come last. */
  send(method: string, path: string, init?: RequestInit): Promise<Response>
  do<Name extends DeskOperation>(name: Name, input: DeskInput<Name>): Promise<Response>
}

export async function addCurator(accountsFile: string, name: string): Promise<void> {
  await curatorAccounts(accountsFile).add(name, PASSWORD)
}

/** Signs a curator in over HTTP, as the page does. */
export async function signIn(
  address: string,
  name: string,
  password = PASSWORD,
): Promise<SignedIn> {
  const response = await postSession(address, { name, password })
  if (response.status !== 200) throw new Error(`Not let in: ${await response.text()}`)
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] as string
  const session = (await response.json()) as DeskSession
  const send: SignedIn['send'] = (method, path, init = {}) =>
    fetch(`${address}/desk${path}`, {
      ...init,
      method,
      headers: { cookie, origin: address, 'x-pendant-desk': session.token, ...init.headers },
    })
  return {
    cookie,
    session,
    send,
    do: (name, input) =>
      send('POST', `/do/${name}`, {
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json' },
      }),
  }
}

export function postSession(
  address: string,
  body: object,
  headers: Record<string, string> = {},
  path = '/session',
): Promise<Response> {
  return fetch(`${address}/desk${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address, ...headers },
    body: JSON.stringify(body),
  })
}

/** The cards that wait, the most doubtful first. */
export async function cardsFor(curator: SignedIn, limit = 60): Promise<DeskCard[]> {
  const response = await curator.do('review-queue', { limit })
  return ((await response.json()) as { cards: DeskCard[] }).cards
}
