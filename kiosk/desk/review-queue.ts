import type { DeskAnswers, DeskCard, DeskInput } from '../../server/contract/desk.ts'
import { type DeskClient, DeskRefusal } from './desk-client.ts'

export type Verdict = DeskInput<'review-decide'>['verdict']

export type ReviewState = {
  /** The first is on the table. */
  readonly cards: readonly DeskCard[]
  readonly open: number
  readonly decided: number
  readonly trial: DeskAnswers['review-queue']['trial']
  /** Whether the first cards have come. */
  readonly isReady: boolean
  /** What the curator should know of what happened last. */
  readonly notice: string
}

/** Cards that are fetched ahead, with their pictures, so that the next is there at once. */
const AHEAD = 40
const FETCH_BELOW = 30

/** The cards on the table: answered at once here, and told to the server one after the other. */
export interface ReviewQueue {
  answer(verdict: Verdict, why?: string): void
  undo(): void
  /** Puts a card first, in place of the card of the same face. */
  putFirst(card: DeskCard): void
  skip(): void
  close(): void
}

export function openReviewQueue(
  client: DeskClient,
  show: (state: ReviewState) => void,
  prefetch: (card: DeskCard) => void,
): ReviewQueue {
  let state: ReviewState = {
    cards: [],
    open: 0,
    decided: 0,
    trial: null,
    isReady: false,
    notice: '',
  }
  /** Faces whose answers the server has not noted yet. */
  const underWay = new Set<string>()
  const skipped = new Set<string>()
  let writing: Promise<unknown> = Promise.resolve()
  let isFilling = false
  let closed = false

  function set(change: Partial<ReviewState>): void {
    state = { ...state, ...change }
    if (!closed) show(state)
  }

  function fill(): void {
    if (state.cards.length >= FETCH_BELOW || closed || isFilling) return
    isFilling = true
    void fetchMore().finally(() => {
      isFilling = false
    })
  }

  async function fetchMore(): Promise<void> {
    const here = [...state.cards.map(({ face }) => face), ...underWay, ...skipped]
    try {
      const got: DeskAnswers['review-queue'] = await client.ask('review-queue', {
        except: here.slice(-200),
        limit: AHEAD,
      })
      const known = new Set([...state.cards.map(({ face }) => face), ...underWay])
      const fresh = got.cards.filter(({ face }) => !known.has(face))
      for (const card of fresh) prefetch(card)
      const { open, decided, trial } = got
      set({
        cards: [...state.cards, ...fresh],
        open: open - underWay.size,
        decided: decided + underWay.size,
        trial,
        isReady: true,
      })
    } catch (error) {
      set({ notice: (error as Error).message, isReady: true })
    }
  }

  /** What is written is written in order: an answer before the undoing of it. */
  function write(work: () => Promise<void>): void {
    writing = writing.then(work).catch((error: unknown) => {
      set({ notice: error instanceof DeskRefusal ? error.message : 'Something failed here.' })
    })
  }

  function without(face: string): DeskCard[] {
    return state.cards.filter((card) => card.face !== face)
  }

  const stopHearing = client.hear('desk:face', ({ card, by }) => {
    if (by === client.name) return
    const isHere = state.cards.some(({ face }) => face === card.face)
    if (!isHere) return
    const says = card.verdict
    set(
      says
        ? { cards: without(card.face), notice: `${by}: “${card.title}” is ${says.is}.` }
        : { cards: state.cards.map((each) => (each.face === card.face ? card : each)) },
    )
    fill()
  })
  fill()

  return {
    answer(verdict, why = '') {
      const [card] = state.cards
      if (!card) return
      underWay.add(card.face)
      const isNew = card.version === 0 ? 1 : 0
      set({
        cards: without(card.face),
        open: state.open - isNew,
        decided: state.decided + isNew,
        notice: '',
      })
      fill()
      write(async () => {
        const { face, version } = card
        try {
          await client.ask('review-decide', { face, version, verdict, why })
        } catch (error) {
          const isLost = !(error instanceof DeskRefusal) || error.code !== 'stale'
          if (isLost) set({ cards: [card, ...without(face)] })
          throw error
        } finally {
          underWay.delete(face)
        }
      })
    },
    undo() {
      write(async () => {
        const { card } = await client.ask('review-undo', {})
        if (!card) return set({ notice: 'There is nothing left to take back.' })
        prefetch(card)
        const isOpen = card.version === 0 ? 1 : 0
        set({
          cards: [card, ...without(card.face)],
          open: state.open + isOpen,
          decided: state.decided - isOpen,
          notice: `Taken back: “${card.title}”.`,
        })
      })
    },
    putFirst(card) {
      set({ cards: [card, ...without(card.face)] })
    },
    skip() {
      const [card] = state.cards
      if (!card) return
      skipped.add(card.face)
      set({ cards: without(card.face), notice: '' })
      fill()
    },
    close() {
      closed = true
      stopHearing()
    },
  }
}
