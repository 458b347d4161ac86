import type { Messages } from '../messages/messages.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import { rightsWords } from './rights-words.ts'

/** The label beside a picture: artist, *title*, date; then what it is made of and where it hangs. */
export function WallLabel(props: {
  readonly portrait: HungPortrait
  readonly messages: Messages
  /** Short: for a passer-by. */
  readonly brief?: boolean
  readonly heading?: boolean
}) {
  const { portrait, messages, brief = false, heading = false } = props
  const { label } = portrait
  const where = [label.museum, label.room].filter((part) => part !== '').join(', ')
  const rights = label.rights === '' ? '' : rightsWords(label.rights, messages)
  const credit = [label.creditLine, rights].filter((part) => part !== '').join(' · ')
  const title = label.title === '' ? messages.label.untitled : label.title
  const Title = heading ? 'h1' : 'p'
  return (
    <div class={brief ? 'label label-brief' : 'label'}>
      <p class="label-artist">
        {label.artist === '' ? messages.label.unknownArtist : label.artist}
      </p>
      <Title class="label-title">
        <cite>{title}</cite>
        {label.date === '' ? null : `, ${label.date}`}
      </Title>
      {label.medium === '' || brief ? null : <p class="label-detail">{label.medium}</p>}
      {where === '' ? null : <p class="label-detail">{where}</p>}
      {credit === '' || brief ? null : <p class="label-credit">{credit}</p>}
    </div>
  )
}
