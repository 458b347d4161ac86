import {
  type Asking,
  askOnce,
  closedProblem,
  type Ending,
  type Received,
  stillGives,
} from './ask-once.ts'
import type { HostLimiter } from './host-limiter.ts'
import { notFetched } from './network-problem.ts'
import type { Reply } from './reply.ts'
import type { Web } from './web.ts'

/** Tries in all, of whatever ending. */
const MOST_TRIES = 4
/** Fewer of these, which cost much waiting or seldom change. */
type MostOfAKind = Readonly<Record<string, number>>
const MOST_OF_A_KIND: MostOfAKind = { timeout: 2, 'web page': 2 }
/**
 * A picture that is refused may be the only one: after one rest the next picture shows whether it
 * is the host that refuses.
 */
export const MOST_FOR_A_PICTURE: MostOfAKind = { ...MOST_OF_A_KIND, wall: 2 }

const FIRST_BACKOFF_MS = 1000
const LONGEST_BACKOFF_MS = 60_000
/** A firewall lifts its refusal after half a minute or longer, if nothing is asked meanwhile. */
const WALL_RESTS_MS = [35_000, 70_000, 140_000]
/** A host that wants to be left alone for longer is left alone for the run. */
const LONGEST_REST_MS = 3_600_000

export type PatientEnding<T> =
  | { readonly status: 'answered'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: string }

/**
 * Asks until there is an answer or no hope of one: waits as long as the host asks for, or else as
 * long as its refusals suggest. `asking` is made anew for each try, since what is on record may
 * have grown.
 */
export async function askPatiently<T>(
  web: Web,
  asking: () => Promise<Asking>,
  receive: (reply: Reply) => Promise<Received<T>>,
  mostOfAKind: MostOfAKind = MOST_OF_A_KIND,
): Promise<PatientEnding<T>> {
  const met = new Map<string, number>()
  for (let tries = 1; ; tries += 1) {
    const ending = await askOnce(web, await asking(), receive)
    if (ending.kind === 'answered') {
      ending.limiter.answered()
      return { status: 'answered', value: ending.value }
    }
    if (ending.kind === 'refused' || ending.kind === 'closed') return notFetched(ending.problem)
    if (closesHost(web, ending)) return notFetched(closedProblem(ending.limiter))
    if (ending.kind === 'wall' && (await stillGives(web, ending.limiter))) {
      ending.limiter.answered()
      return notFetched(ending.problem)
    }
    if (isAskedTooMuch(ending)) ending.limiter.slowDown(ending.slot)
    const alike = (met.get(ending.kind) ?? 0) + 1
    met.set(ending.kind, alike)
    const isInVain = ending.kind === 'wall' && ending.limiter.restedInVain
    if (tries === MOST_TRIES || alike === mostOfAKind[ending.kind] || isInVain) {
      if (ending.kind === 'wall') ending.limiter.restedInVain = true
      // A page here and there is no sign that the host is down.
      if (ending.kind === 'web page' || ending.kind === 'start again') ending.limiter.answered()
      else ending.limiter.gaveUp(ending.problem, ending.kind === 'wall' ? 'refused' : 'failed')
      return notFetched(tries === 1 ? ending.problem : `${ending.problem} (tried ${tries} times)`)
    }
    await waitAfter(web, ending, { tries, alike })
  }
}

type Unanswered<T> = Exclude<Ending<T>, { kind: 'answered' | 'refused' | 'closed' }>

/** Whether the host says that the pace is too fast for it. */
function isAskedTooMuch<T>(
  ending: Unanswered<T>,
): ending is Extract<Ending<T>, { kind: 'wall' | 'busy' }> {
  return ending.kind === 'wall' || (ending.kind === 'busy' && ending.status === 429)
}

/** Closes the host where asking again is of no use in this run, and tells the curator. */
function closesHost<T>(web: Web, ending: Unanswered<T>): boolean {
  const { limiter } = ending
  const { host, whenRefused } = limiter.policy
  if (ending.kind === 'certificate') {
    limiter.close(ending.problem)
    limiter.sayOnce('closed', `${host} is not asked in this run: ${ending.problem}.`)
    return true
  }
  if (ending.kind === 'challenge') {
    limiter.close('it wants to see a browser')
    limiter.sayOnce(
      'closed',
      `${host} answers programs with a challenge that only a browser can meet, so it is not asked again in this run. ${whenRefused ?? 'Ask the museum for another way, or bring its pictures in from a folder.'}`,
    )
    return true
  }
  if (ending.kind === 'busy' && (ending.retryAfterMs ?? 0) > LONGEST_REST_MS) {
    const until = new Date(web.clock.now() + (ending.retryAfterMs ?? 0))
    const when = Number.isNaN(until.getTime()) ? 'for very long' : `until ${until.toISOString()}`
    limiter.close(`it asks to be left alone ${when}`)
    limiter.sayOnce('closed', `${host} asks to be left alone ${when}; run this again then.`)
    return true
  }
  return false
}

/** Waits what this request has to; what all of the host's have to, its limiter waits. */
async function waitAfter<T>(
  web: Web,
  ending: Unanswered<T>,
  { tries, alike }: { tries: number; alike: number },
): Promise<void> {
  const { limiter } = ending
  const backoffMs = fullJitter(web, tries)
  if (ending.kind === 'start again') return
  if (ending.kind === 'wall') {
    restSaying(limiter, WALL_RESTS_MS[alike - 1] ?? 0, 'refuses programs that ask too much')
  } else if (ending.kind === 'busy' && (ending.retryAfterMs ?? 0) > 0) {
    restSaying(limiter, ending.retryAfterMs ?? 0, 'asks for patience')
  } else if (isAskedTooMuch(ending)) {
    limiter.rest(backoffMs)
  } else {
    await web.clock.wait(backoffMs, web.signal)
  }
}

function restSaying(limiter: HostLimiter, ms: number, why: string): void {
  limiter.rest(ms)
  limiter.sayOnce('rest', `${limiter.policy.host} ${why}; waiting ${Math.ceil(ms / 1000)} seconds.`)
}

/** https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter ("full jitter"). */
function fullJitter({ clock }: Web, tries: number): number {
  return clock.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1))
}
