import type { WalkStep } from '../../server/contract/events.ts'
import type { PendantServer } from '../server/pendant-server.ts'
import type { Collection, ComputedFace } from '../state/collection.ts'
import { dwellShare } from '../state/dwell.ts'
import type { Gesture, Happening } from '../state/exhibit-event.ts'
import { type ExhibitState, openingState } from '../state/exhibit-state.ts'
import type { Settings } from '../state/settings.ts'
import { transition } from '../state/transition.ts'
import { type Wanted, wantedBy } from '../state/wanted.ts'
import { type MirrorParts, type MirrorSession, openMirrorSession } from './mirror-session.ts'

export type ExhibitParts = Omit<MirrorParts, 'portrait'> & {
  readonly server: PendantServer
  readonly collection: Collection
  /** Fetches the reel of that digest, from which movement is answered; false when it did not come. */
  readonly reel: { load(sha256: string): Promise<boolean> }
  /** Calls back again and again; returns the way to stop. */
  readonly every: (ms: number, tick: () => void) => () => void
}

export interface RunningExhibit {
  send(gesture: Gesture): void
  /** Ends any visit and lets go of everything it was given. */
  close(): void
}

const TICK_MS = 250
/** Portraits to pass by and to hang in the cabinet, narrowed or not: four walls of twelve. */
const SPREAD = 48
const LIKENESSES = 5

/**
 * Keeps what runs in step with what the state wants, and the state in step with what happens: the
 * only place where the exhibit's effects begin and end. `onState` is called with every new state.
 */
export function runExhibit(
  parts: ExhibitParts,
  settings: Settings,
  onState: (state: ExhibitState) => void,
): RunningExhibit {
  const { reader, server, collection, reel, now } = parts
  let state = openingState(now(), settings.language)
  let session: MirrorSession | null = null
  let isStarting = false
  let isClosed = false

  const heedSpread = onceEach((_gallery: string) => {
    collection.spread(SPREAD).then((answer) => {
      happen(answer === null ? { type: 'spread-unanswered' } : { type: 'spread', ...answer })
    }, parts.onFault)
  })
  const heedFacets = onceEach((_gallery: string) => {
    collection.facets().then((answer) => {
      happen(answer === null ? { type: 'facets-unanswered' } : { type: 'facets', ...answer })
    }, parts.onFault)
  })
  const heedNarrowed = onceEach(({ by: filter }: NonNullable<Wanted['narrowed']>) => {
    collection.spread(SPREAD, filter).then((answer) => {
      if (answer === null) happen({ type: 'narrowed-unanswered', filter })
      else happen({ type: 'narrowed', filter, ...answer })
    }, parts.onFault)
  })
  const heedReel = onceEach((sha256: string) => {
    reel.load(sha256).then(
      (isHere) => happen({ type: isHere ? 'reel-ready' : 'reel-unanswered', sha256 }),
      (problem) => {
        happen({ type: 'reel-unanswered', sha256 })
        parts.onFault(problem)
      },
    )
  })
  const heedComputed = onceEach((of: string) => {
    collection.computed(of).then(async (face) => {
      if (face === null) return
      // Beside a visitor it is the way to their likeness that is told.
      const walk = state.scene.name === 'attract' ? await walkTo(face) : []
      happen({ type: 'computed', face, walk })
    }, parts.onFault)
  })
  const heedLikenesses = onceEach((of: string) => {
    collection.likenesses(of, LIKENESSES).then((answer) => {
      if (answer === null) happen({ type: 'likenesses-unanswered', of })
      else happen({ type: 'likenesses', of, portraits: answer.portraits })
    }, parts.onFault)
  })

  /** How the index is searched for a portrait, by its own numbers. */
  async function walkTo({ descriptor }: ComputedFace): Promise<readonly WalkStep[]> {
    const outcome = await server.find(descriptor, 1, { walk: true })
    return (outcome.status === 'matched' ? outcome.walk : undefined) ?? []
  }

  function happen(happening: Happening): void {
    if (isClosed) return
    const before = state
    state = transition(state, { ...happening, atMs: now() }, settings)
    reconcile()
    if (hasChanged(before, state, settings)) onState(state)
  }

  function reconcile(): void {
    const wanted = wantedBy(state, settings.faceMode)
    if (wanted.engine && state.engine.status === 'starting' && !isStarting) startEngine()
    if (!wanted.camera) {
      session?.close()
      session = null
    } else {
      session ??= openMirrorSession({ ...parts, portrait: collection.portrait }, happen)
      session.want({ ...wanted, reading: state.engine.status === 'ready' })
    }
    heedSpread(wanted.spreadOf)
    heedFacets(wanted.facetsOf)
    heedNarrowed(wanted.narrowed)
    heedLikenesses(wanted.likenessesOf)
    heedReel(wanted.reel)
    heedComputed(wanted.computedOf)
  }

  function startEngine(): void {
    isStarting = true
    reader.start().then(
      (start) => {
        isStarting = false
        if (start.status === 'ready') happen({ type: 'engine-ready' })
        else happen({ type: 'engine-failed', reason: start.reason })
      },
      (problem) => {
        isStarting = false
        happen({ type: 'engine-failed', reason: 'no-engine' })
        parts.onFault(problem)
      },
    )
  }

  const stops = [
    server.onReachable((reachable) => happen({ type: 'reachable', reachable })),
    server.onHouse(({ publicUrl }) => happen({ type: 'house', publicUrl })),
    server.onGallery((gallery) => happen({ type: 'gallery', gallery })),
    parts.every(TICK_MS, () => happen({ type: 'tick' })),
  ]
  onState(state)
  reconcile()

  return {
    send: happen,
    close() {
      isClosed = true
      for (const stop of stops) stop()
      session?.close()
      reader.close()
      server.close()
    },
  }
}

/** Asks each time something else is wanted than before; nothing, and then the same, is something else. */
function onceEach<Wish>(ask: (wish: Wish) => void): (wish: Wish | null) => void {
  let asked = 'null'
  return (wish) => {
    const written = JSON.stringify(wish)
    if (written === asked) return
    asked = written
    if (wish !== null) ask(wish)
  }
}

/** Whether anything but the clock changed, or the clock is shown: by a countdown, or a dwelling. */
function hasChanged(before: ExhibitState, after: ExhibitState, settings: Settings): boolean {
  if (after.scene.name === 'still-there' || dwellShare(after, settings) !== null) return true
  if (after.scene.name === 'operator' && after.pinGuard.lockedUntilMs !== null) return true
  const keys = Object.keys(after) as (keyof ExhibitState)[]
  return keys.some((key) => key !== 'nowMs' && before[key] !== after[key])
}
