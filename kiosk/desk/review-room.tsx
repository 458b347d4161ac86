import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeskCard } from '../../server/contract/desk.ts'
import { within } from '../camera/within.ts'
import { CardList, pictureAt } from './card-view.tsx'
import type { DeskClient } from './desk-client.ts'
import { WholePainting } from './painting.tsx'
import {
  openReviewQueue,
  type ReviewQueue,
  type ReviewState,
  type Verdict,
} from './review-queue.ts'
import { trialInWords } from './teach-room.tsx'

const KEYS: readonly { key: string; shown: string; verdict: Verdict; words: string }[] = [
  { key: 'ArrowLeft', shown: '←', verdict: 'rejected', words: 'doesn’t hang' },
  { key: 'ArrowRight', shown: '→', verdict: 'approved', words: 'hangs' },
  { key: 'ArrowUp', shown: '↑', verdict: 'pinned', words: 'pins' },
  { key: 'ArrowDown', shown: '↓', verdict: 'sensitive', words: 'sensitive' },
]
const SHOWN_AHEAD = 10

/** For a picture of a card that is not shown yet. */
const AHEAD_MS = 20_000

/** Pictures of coming cards, held so that the browser keeps them decoded. */
function pictureKeeper(): (card: DeskCard) => void {
  const kept: HTMLImageElement[] = []
  return ({ crop, picture }) => {
    for (const media of [crop, picture]) {
      const image = new Image()
      image.src = pictureAt(media)
      // What cannot be decoded ahead is decoded, or found missing, when its card is shown.
      if (media === crop) within(AHEAD_MS, 'A card ahead', image.decode()).catch(() => undefined)
      kept.push(image)
    }
    kept.splice(0, Math.max(0, kept.length - 120))
  }
}

/** Faces one by one, the most in doubt first, each decided with one key. */
export function ReviewRoom({ client }: { client: DeskClient }) {
  const [state, setState] = useState<ReviewState | null>(null)
  const [mode, setMode] = useState<'card' | 'whole' | 'draw' | 'describing'>('card')
  const [problem, setProblem] = useState('')
  const queue = useRef<ReviewQueue | null>(null)
  const [card] = state?.cards ?? []

  useEffect(() => {
    const opened = openReviewQueue(client, setState, pictureKeeper())
    queue.current = opened
    return () => opened.close()
  }, [client])

  const answer = (verdict: Verdict) => {
    setProblem('')
    queue.current?.answer(verdict)
  }
  const drawn = async (box: DeskCard['box']) => {
    if (!card) return
    setMode('describing')
    try {
      const { card: made } = await client.ask('review-draw', { work: card.work, box })
      queue.current?.putFirst(made)
      setProblem('')
    } catch (error) {
      setProblem((error as Error).message)
    }
    setMode('whole')
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey || mode === 'describing')
        return
      if (mode === 'draw') return
      const named = KEYS.find(({ key }) => key === event.key)
      const key = event.key.toLowerCase()
      if (named) answer(named.verdict)
      else if (key === 'z') queue.current?.undo()
      else if (key === 'w') setMode(mode === 'card' ? 'whole' : 'card')
      else if (key === 'b') setMode('draw')
      else if (key === 's') queue.current?.skip()
      else if (event.key === 'Escape') setMode('card')
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [mode, card])

  if (!state?.isReady) return <p class="quiet">Looking through the faces …</p>
  const counts = `${state.open} open, ${state.decided} decided`
  const notice = problem || state.notice
  return (
    <section class="review" aria-label="Review">
      <p class="counts">
        {counts}
        <span role="status" class="notice">
          {mode === 'describing' ? 'Describing the face …' : notice}
        </span>
      </p>
      {card ? (
        <div class={`table table-${mode === 'card' ? 'card' : 'whole'}`}>
          {mode === 'card' ? (
            <>
              <figure class="face" data-face={card.face}>
                <img src={pictureAt(card.crop)} alt={`A face of “${card.title}”`} />
              </figure>
              <WholePainting card={card} />
            </>
          ) : (
            <WholePainting
              card={card}
              isBusy={mode === 'describing'}
              {...(mode === 'whole' ? {} : { onDrawn: drawn, onCancel: () => setMode('whole') })}
            />
          )}
          <Words card={card} />
        </div>
      ) : (
        <p class="quiet">Every face has been decided. Z takes the last decision back.</p>
      )}
      <fieldset class="keys" aria-label="Decide">
        {KEYS.map(({ shown, verdict, words }) => (
          <button key={verdict} type="button" disabled={!card} onClick={() => answer(verdict)}>
            <kbd>{shown}</kbd> {words}
          </button>
        ))}
        <button type="button" onClick={() => queue.current?.undo()}>
          <kbd>Z</kbd> takes back
        </button>
        <button type="button" disabled={!card} onClick={() => queue.current?.skip()}>
          <kbd>S</kbd> later
        </button>
        <button
          type="button"
          aria-pressed={mode !== 'card'}
          onClick={() => setMode(mode === 'card' ? 'whole' : 'card')}
        >
          <kbd>W</kbd> whole painting
        </button>
        <button type="button" aria-pressed={mode === 'draw'} onClick={() => setMode('draw')}>
          <kbd>B</kbd> draw a box
        </button>
      </fieldset>
      {state.trial && <p class="quiet">{trialInWords(state.trial)}</p>}
      <CardList
        cards={state.cards.slice(1, 1 + SHOWN_AHEAD)}
        label="Next"
        noteOf={({ doubts }) => doubts[0]}
      />
    </section>
  )
}

function Words({ card }: { card: DeskCard }) {
  return (
    <div class="words">
      <h2>{card.title || card.work}</h2>
      <p>{[card.artist, card.date, card.museum].filter((part) => part !== '').join(', ')}</p>
      <ul class="doubts" aria-label="Doubts">
        {card.doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
      {card.verdict && (
        <p>
          <span class={`mark mark-${card.verdict.is}`}>{card.verdict.is}</span> by {card.verdict.by}
          {card.verdict.why && `: ${card.verdict.why}`}
        </p>
      )}
      {card.hangs !== null && (
        <p class="guess">
          By your answers so far: {Math.round(card.hangs * 100)} in 100 that it hangs.
        </p>
      )}
      <p class="quiet">{card.face}</p>
    </div>
  )
}
