import type { DeskCard } from '../../server/contract/desk.ts'

export const pictureAt = ({ digest }: { digest: string }): string => `/media/${digest}.jpg`

/** A face with its label, small; the same in every list of the desk. */
function CardView(props: {
  card: DeskCard
  note?: string
  isChosen?: boolean
  onChoose?: () => void
}) {
  const { card, note, isChosen = false, onChoose } = props
  const inside = (
    <>
      <img src={pictureAt(card.crop)} alt="" loading="lazy" decoding="async" />
      <span class="card-title">{card.title || card.face}</span>
      <span class="card-line">{[card.artist, card.date].filter(Boolean).join(', ')}</span>
      {card.verdict && <span class={`mark mark-${card.verdict.is}`}>{card.verdict.is}</span>}
      {note && <span class="card-note">{note}</span>}
    </>
  )
  return onChoose ? (
    <button type="button" class="card" aria-pressed={isChosen} onClick={onChoose}>
      {inside}
    </button>
  ) : (
    <div class="card">{inside}</div>
  )
}

/** A contact sheet. */
export function CardList(props: {
  cards: readonly DeskCard[]
  label: string
  noteOf?: (card: DeskCard, at: number) => string | undefined
  chosen?: string | undefined
  onChoose?: (card: DeskCard) => void
}) {
  const { cards, label, noteOf, chosen, onChoose } = props
  return (
    <ul class="sheet" aria-label={label}>
      {cards.map((card, at) => {
        const note = noteOf?.(card, at)
        return (
          <li key={card.face}>
            <CardView
              card={card}
              isChosen={chosen === card.face}
              {...(note === undefined ? {} : { note })}
              {...(onChoose ? { onChoose: () => onChoose(card) } : {})}
            />
          </li>
        )
      })}
    </ul>
  )
}
