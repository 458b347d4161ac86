import { useRef } from 'preact/hooks'
import type { Messages } from '../messages/messages.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { LabelPart, LabelTitle } from './label-parts.tsx'
import { type LabelExtent, labelWords } from './label-words.ts'
import { useFit } from './use-fit.ts'

/** Letters of a statement that every label has room for; a longer one is printed smaller. */
const ROOMY_LETTERS = 200

/**
 * The label beside a picture: artist, *title*, date; then what it is made of and where it hangs,
 * what is told of it, and what has to be said wherever it does.
 */
export function WallLabel(props: {
  readonly portrait: ShownPortrait
  readonly messages: Messages
  readonly extent?: LabelExtent
  readonly place?: Parameters<typeof labelWords>[3]
  readonly heading?: boolean
}) {
  const { portrait, messages, extent = 'full', place, heading = false } = props
  const { artist, title, date, details, about, credit, statement } = labelWords(
    portrait.label,
    messages,
    extent,
    place,
  )
  const label = useRef<HTMLDivElement>(null)
  useFit(label)
  const within = messages.language
  const Title = heading ? 'h1' : 'p'
  return (
    <div class={statement === '' ? 'label' : 'label label-owing'} ref={label}>
      <p class="label-artist">
        <LabelPart within={within}>{artist}</LabelPart>
      </p>
      <Title class="label-title">
        <LabelTitle within={within}>{title}</LabelTitle>
        {date === '' ? null : messages.label.comma}
        <LabelPart within={within}>{date}</LabelPart>
      </Title>
      {details.map((line) => (
        <p class="label-detail" key={line}>
          <LabelPart within={within}>{line}</LabelPart>
        </p>
      ))}
      {about === '' ? null : (
        <p class="label-about">
          <LabelPart within={within}>{about}</LabelPart>
        </p>
      )}
      {credit === '' ? null : (
        <p class="label-credit">
          <LabelPart within={within}>{credit}</LabelPart>
        </p>
      )}
      {statement === '' ? null : (
        <p class="label-statement" style={{ '--smaller': smaller(statement) }}>
          <LabelPart within={within}>{statement}</LabelPart>
        </p>
      )}
    </div>
  )
}

/**
 * The size at which a statement takes no more of the wall than one of `ROOMY_LETTERS`, at most 1.
 */
function smaller(statement: string): number {
  return Math.min(1, Math.sqrt(ROOMY_LETTERS / statement.length))
}
