import type { Messages } from '../messages/messages.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import { rightsWords } from './rights-words.ts'

/** The label beside a picture: artist, *title*, date; then what it is made of and where it hangs. */
export function WallLabel(props: {
  readonly portrait: HungPortrait
  readonly messages: Messages
  /** All of it; what a passer-by reads; or what the picture is called. */
  readonly extent?: 'full' | 'brief' | 'name'
  readonly heading?: boolean
}) {
  const { portrait, messages, extent = 'full', heading = false } = props
  const { label } = portrait
  const where = [label.museum, label.room].filter((part) => part !== '').join(', ')
  const rights = label.rights === '' ? '' : rightsWords(label.rights, messages)
  const credit = [label.creditLine, rights].filter((part) => part !== '').join(' · ')
  const title = label.title === '' ? messages.label.untitled : label.title
  const Title = heading ? 'h1' : 'p'
  return (
    <div class="label">
      <p class="label-artist">
        {label.artist === '' ? messages.label.unknownArtist : label.artist}
      </p>
      <Title class="label-title">
        <cite>{title}</cite>
        {label.date === '' ? null : `, ${label.date}`}
      </Title>
      {label.medium === '' || extent !== 'full' ? null : <p class="label-detail">{label.medium}</p>}
      {where === '' || extent === 'name' ? null : <p class="label-detail">{where}</p>}
      {credit === '' || extent !== 'full' ? null : <p class="label-credit">{credit}</p>}
    </div>
  )
}
