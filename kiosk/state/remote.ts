import type { SearchStep } from '../../server/contract/events.ts'
import type { ComputedFace, Facets } from './collection.ts'
import type { BrowseFilter } from './scene.ts'
import type { ShownPortrait } from './shown-portrait.ts'

/** What is asked of the server: what each question is about, and what answers it. */
export type Questions = {
  /** About a gallery, by its id: portraits to pass by and to choose from. */
  spread: { readonly of: string; readonly value: readonly ShownPortrait[] }
  /** About a gallery: what browsing can be narrowed to. */
  facets: { readonly of: string; readonly value: Facets }
  /** The portraits of a gallery that pass a filter; `gallery` is null before one is known. */
  narrowed: {
    readonly of: { readonly gallery: string | null; readonly filter: BrowseFilter }
    readonly value: readonly ShownPortrait[]
  }
  /** About a portrait, by its id: the portraits most like it, the nearest first. */
  likenesses: { readonly of: string; readonly value: readonly ShownPortrait[] }
  /** The pose pack with this digest, from which movement is answered. */
  posePack: { readonly of: string; readonly value: true }
  /** What was computed of a portrait, and the way to it through the index while nobody is there. */
  computed: {
    readonly of: string
    readonly value: { readonly face: ComputedFace; readonly trace: readonly SearchStep[] }
  }
}

export type Question = keyof Questions
type Of<Q extends Question> = Questions[Q]['of']
export type Answer<Q extends Question> = {
  /** What the answer is about. A gallery may have been published since the question. */
  readonly of: Of<Q>
  readonly value: Questions[Q]['value']
}

/** Something asked of the server. `answer` is the last one, kept while a newer one is asked for. */
export type Remote<Q extends Question = Question> = {
  readonly answer: Answer<Q> | null
} & (
  | { readonly status: 'idle' | 'answered' }
  | { readonly status: 'asking'; readonly of: Of<Q> }
  /** `retryAtMs` is null where the visitor decides whether it is asked again. */
  | { readonly status: 'failed'; readonly of: Of<Q>; readonly retryAtMs: number | null }
)

export type Remotes = { readonly [Q in Question]: Remote<Q> }

/** How a question ended. Without an answer `answer` is null: a question always ends. */
export type ServerReply<Q extends Question = Question> = {
  [Name in Q]: {
    readonly type: 'reply'
    readonly to: Name
    readonly of: Of<Name>
    readonly answer: Answer<Name> | null
  }
}[Q]

const IDLE = { status: 'idle', answer: null } as const

export const NOTHING_ASKED: Remotes = {
  spread: IDLE,
  facets: IDLE,
  narrowed: IDLE,
  likenesses: IDLE,
  posePack: IDLE,
  computed: IDLE,
}

/** What was answered about `of`; null while that is not known. */
export function answerAbout<Q extends Question>(
  { answer }: Remote<Q>,
  of: Of<Q>,
): Questions[Q]['value'] | null {
  return answer !== null && isSame(answer.of, of) ? answer.value : null
}

/**
 * The question once `of` is wanted, null for nothing. What has been answered or is being asked is
 * not asked again; what failed is, when it is due; what nobody wants any more is not waited for.
 * `staysFor` tells whether an older answer serves until the new one comes.
 */
export function ask<Q extends Question>(
  remote: Remote<Q>,
  of: Of<Q> | null,
  nowMs: number,
  staysFor: (old: Of<Q>, wanted: Of<Q>) => boolean,
): Remote<Q> {
  const { status, answer } = remote
  if (of === null || (answer !== null && isSame(answer.of, of))) {
    if (status === 'idle' || status === 'answered') return remote
    return answer === null ? IDLE : { status: 'answered', answer }
  }
  if ((status === 'asking' || status === 'failed') && isSame(remote.of, of)) {
    const isDue = status === 'failed' && remote.retryAtMs !== null && nowMs >= remote.retryAtMs
    if (!isDue) return remote
  }
  const isServing = answer !== null && staysFor(answer.of, of)
  return { status: 'asking', of, answer: isServing ? answer : null }
}

/** The question after a reply, which means nothing unless it is to what is being asked. */
export function takeReply<Q extends Question>(
  remote: Remote<Q>,
  { of, answer }: Pick<ServerReply<Q>, 'of' | 'answer'>,
  retryAtMs: number | null,
): Remote<Q> {
  if (remote.status !== 'asking' || !isSame(remote.of, of)) return remote
  if (answer === null) return { status: 'failed', of, answer: remote.answer, retryAtMs }
  // A gallery was published between the two messages: ask again, though not at once.
  if (!isSame(answer.of, of)) return { status: 'failed', of, answer, retryAtMs }
  return { status: 'answered', answer }
}

/** Asks again at once for what failed. */
export function retryNow<Q extends Question>(remote: Remote<Q>, nowMs: number): Remote<Q> {
  return remote.status === 'failed' ? { ...remote, retryAtMs: nowMs } : remote
}

function isSame<Q extends Question>(a: Of<Q>, b: Of<Q>): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
