import type { SearchStep } from '../../server/contract/events.ts'
import type { PendantServer } from '../server/pendant-server.ts'
import type { CollectionQueries, ComputedFace } from '../state/collection.ts'
import { dwellShare } from '../state/dwell.ts'
import type { EngineEvent, Happening, MirrorEvent } from '../state/exhibit-event.ts'
import { type ExhibitState, openingState } from '../state/exhibit-state.ts'
import type { Answer, Question, Questions, Remotes, ServerReply } from '../state/remote.ts'
import type { Gesture, RevealStage } from '../state/scene.ts'
import type { Settings } from '../state/settings.ts'
import { transition } from '../state/transition.ts'
import { wantedBy } from '../state/wanted.ts'
import type { MirrorParts } from './frame-consumer.ts'
import { type MirrorSession, openMirrorSession } from './mirror-session.ts'

export type ExhibitParts = Omit<MirrorParts, 'portrait'> & {
  readonly server: PendantServer
  readonly collection: CollectionQueries
  /**
   * Fetches the pose pack of that digest, from which movement is answered; false when it did not
   * come.
   */
  readonly posePack: { load(sha256: string): Promise<boolean> }
  /** Tells whether somebody moves before the kiosk, until it is stopped. */
  readonly watchMotion: (tell: (isThere: boolean) => void) => () => void
  /** Calls back again and again; returns the way to stop. */
  readonly every: (ms: number, tick: () => void) => () => void
}

export interface RunningExhibit {
  send(gesture: Gesture): void
  /** The screen has come so far with a painting that takes the wall. */
  reveal(portraitId: string, stage: RevealStage): void
  /** Ends any visit and lets go of everything it was given. */
  close(): void
}

const TICK_MS = 250
/** Portraits to pass by and to browse, narrowed or not: four walls of twelve. */
const SPREAD = 48
const LIKENESSES = 5

type Askers = {
  readonly [Q in Question]: (of: Questions[Q]['of']) => Promise<Answer<Q> | null>
}

/**
 * Keeps what runs in step with what the state wants, and the state in step with what happens.
 * Camera, face reader, look-ups, questions to the server and the clock begin and end here and
 * nowhere else. `onState` is called with every new state.
 */
export function runExhibit(
  parts: ExhibitParts,
  settings: Settings,
  onState: (state: ExhibitState) => void,
): RunningExhibit {
  const { reader, server, collection, posePack, now } = parts
  let state = openingState(now(), settings.language)
  let asked: Remotes = state.remotes
  let session: MirrorSession | null = null
  let stopMotion: (() => void) | null = null
  let isStarting = false
  let isClosed = false

  const askers: Askers = {
    async spread() {
      const answer = await collection.spread(SPREAD)
      return answer && { of: answer.gallery, value: answer.portraits }
    },
    async facets() {
      const answer = await collection.facets()
      return answer && { of: answer.gallery, value: answer.facets }
    },
    async narrowed({ filter }) {
      const answer = await collection.spread(SPREAD, filter)
      return answer && { of: { gallery: answer.gallery, filter }, value: answer.portraits }
    },
    async likenesses(of) {
      const answer = await collection.likenesses(of, LIKENESSES)
      return answer && { of, value: answer.portraits }
    },
    posePack: async (of) => ((await posePack.load(of)) ? { of, value: true } : null),
    async computed(of) {
      const face = await collection.computed(of)
      if (face === null) return null
      // Beside a visitor it is the way to their likeness that is told.
      const trace = state.scene.name === 'attract' ? await traceTo(face) : []
      return { of, value: { face, trace } }
    },
  }

  /** How the index is searched for a portrait, by its own numbers. */
  async function traceTo({ descriptor }: ComputedFace): Promise<readonly SearchStep[]> {
    const outcome = await server.find(descriptor, 1, { trace: true })
    return (outcome.status === 'matched' ? outcome.walk : undefined) ?? []
  }

  function dispatch(happening: Happening): void {
    if (isClosed) return
    const before = state
    state = transition(state, { ...happening, atMs: now() }, settings)
    reconcile()
    if (hasChanged(before, state, settings)) onState(state)
  }

  function reconcile(): void {
    const { faceMode, attractAnswers, atlas } = settings
    // Where the atlas is flown over there are no passing portraits that could answer.
    const wanted = wantedBy(state, faceMode, attractAnswers && atlas !== 'attract')
    watchMotion(wanted.motion)
    if (wanted.engine && state.engine.status === 'starting' && !isStarting) startEngine()
    if (!wanted.camera) {
      session?.close()
      session = null
    } else {
      session ??= openMirrorSession({ ...parts, portrait: collection.portrait }, onMirror)
      session.want({ ...wanted, reading: state.engine.status === 'ready' })
    }
    const before = asked
    asked = state.remotes
    for (const to of Object.keys(asked) as Question[]) {
      if (asked[to] !== before[to]) askServer(to)
    }
  }

  /** One camera at a time: it goes off here before a visit opens it. */
  function watchMotion(isWanted: boolean): void {
    if (isWanted) {
      stopMotion ??= parts.watchMotion((isThere) =>
        dispatch({ source: 'motion', type: 'stirred', isThere }),
      )
    } else {
      stopMotion?.()
      stopMotion = null
    }
  }

  function onMirror(event: MirrorEvent | EngineEvent): void {
    if (event.type === 'engine-ready' || event.type === 'engine-failed') {
      dispatch({ source: 'engine', ...event })
    } else dispatch({ source: 'mirror', ...event })
  }

  /** Every question ends with a reply, whatever breaks on the way. */
  function askServer<Q extends Question>(to: Q): void {
    const remote = state.remotes[to]
    if (remote.status !== 'asking') return
    const { of } = remote
    const reply = (answer: Answer<Q> | null) =>
      dispatch({ source: 'server', ...({ type: 'reply', to, of, answer } as ServerReply) })
    askers[to](of).then(reply, (problem) => {
      reply(null)
      parts.onFault(problem)
    })
  }

  function startEngine(): void {
    isStarting = true
    const onStarted = (event: EngineEvent) => {
      isStarting = false
      dispatch({ source: 'engine', ...event })
    }
    reader.start().then(
      (start) =>
        onStarted(
          start.status === 'ready'
            ? { type: 'engine-ready' }
            : { type: 'engine-failed', reason: start.reason },
        ),
      (problem) => {
        onStarted({ type: 'engine-failed', reason: 'no-engine' })
        parts.onFault(problem)
      },
    )
  }

  const stops = [
    server.onReachable((reachable) => dispatch({ source: 'server', type: 'reachable', reachable })),
    server.onServerInfo(({ publicUrl }) => dispatch({ source: 'server', type: 'info', publicUrl })),
    server.onGallery((gallery) => dispatch({ source: 'server', type: 'gallery', gallery })),
    parts.every(TICK_MS, () => dispatch({ source: 'clock', type: 'tick' })),
  ]
  onState(state)
  reconcile()

  return {
    send: (gesture) => dispatch({ source: 'visitor', ...gesture }),
    reveal: (portraitId, stage) =>
      dispatch({ source: 'screen', type: 'revealed', portraitId, stage }),
    close() {
      isClosed = true
      for (const stop of stops) stop()
      session?.close()
      stopMotion?.()
      reader.close()
      server.close()
    },
  }
}

/** Whether anything but the clock changed, or the clock is shown: by a countdown, or a dwelling. */
function hasChanged(before: ExhibitState, after: ExhibitState, settings: Settings): boolean {
  if (after.scene.name === 'still-there' || dwellShare(after, settings) !== null) return true
  if (after.scene.name === 'operator' && after.pinLockedUntilMs !== null) return true
  const keys = Object.keys(after) as (keyof ExhibitState)[]
  return keys.some((key) => key !== 'nowMs' && before[key] !== after[key])
}
