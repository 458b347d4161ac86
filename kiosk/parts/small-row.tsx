import { mediaPath } from '../../server/contract/http.ts'
import type { Messages } from '../messages/messages.ts'
import { LEAST_EYE_SHARE, type ShownPortrait } from '../state/shown-portrait.ts'
import { describeWork } from './label-words.ts'

/** A few small heads in a row, all eyes on one line, each a way on. */
export function SmallRow(props: {
  readonly title: string
  readonly portraits: readonly ShownPortrait[]
  readonly messages: Messages
  readonly onChoose: (portraitId: string) => void
}) {
  const { title, portraits, messages, onChoose } = props
  if (portraits.length === 0) return null
  return (
    <div class="small-row">
      <p class="small-row-title">{title}</p>
      <ul class="small-row-heads">
        {portraits.map((portrait) => (
          <li key={portrait.portraitId}>
            <HeadButton
              portrait={portrait}
              messages={messages}
              onPress={() => onChoose(portrait.portraitId)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A head to press. The stylesheet says how large; this, where its eyes are. */
export function HeadButton(props: {
  readonly portrait: ShownPortrait
  readonly messages: Messages
  readonly onPress: () => void
}) {
  const { portrait, messages, onPress } = props
  const { crop, label } = portrait
  return (
    <button type="button" class="head" style={inEyeDistances(portrait)} onClick={onPress}>
      <img
        class="head-picture"
        src={mediaPath(crop.digest)}
        alt={describeWork(label, messages)}
        draggable={false}
      />
    </button>
  )
}

/**
 * A crop's size, and where its eyes are, in eye distances: what the stylesheet lays heads out by.
 */
export function inEyeDistances({
  crop,
  eyes: [left, right],
}: Pick<ShownPortrait, 'crop' | 'eyes'>): Record<string, string> {
  const apart = Math.max(
    Math.hypot(right.x - left.x, right.y - left.y),
    crop.width * LEAST_EYE_SHARE,
  )
  return {
    '--width': String(crop.width / apart),
    '--height': String(crop.height / apart),
    '--eyes-x': String((left.x + right.x) / 2 / apart),
    '--eyes-y': String((left.y + right.y) / 2 / apart),
  }
}
