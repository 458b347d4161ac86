import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { Messages } from '../messages/messages.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { Layout } from '../wall/layout.ts'
import type { DeepZoom } from './deep-zoom.ts'
import { describeWork, type LabelExtent } from './label-words.ts'
import { closerRoom, LookCloser } from './look-closer.tsx'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/**
 * A painting as near as one likes, its label, and the words that bring it nearer; on the kiosk and
 * at home alike. The ways on are the children.
 */
export function CloserRoom(props: {
  readonly portrait: ShownPortrait
  readonly layout: Layout
  readonly messages: Messages
  readonly extent: LabelExtent
  /** Said and pressed: the kiosk and the page at home put it differently. */
  readonly words: Messages['closer']
  readonly children: ComponentChildren
}) {
  const { portrait, layout, messages, extent, words, children } = props
  const zoom = useRef<DeepZoom | null>(null)
  return (
    <>
      <LookCloser
        portrait={portrait}
        layout={layout}
        description={describeWork(portrait.label, messages)}
        zoom={zoom}
      />
      <div class="closer-words" style={{ '--room-bottom': `${closerRoom(layout).height}px` }}>
        <div class="beside">
          <WallLabel portrait={portrait} messages={messages} extent={extent} heading={true} />
        </div>
        <p class="closer-advice">{words.advice}</p>
        <div class="ways closer-ways">
          <WordButton onPress={() => zoom.current?.nearer()}>{words.nearer}</WordButton>
          <WordButton onPress={() => zoom.current?.farther()}>{words.farther}</WordButton>
          <WordButton onPress={() => zoom.current?.whole()}>{words.whole}</WordButton>
        </div>
        <div class="ways ways-foot">{children}</div>
      </div>
    </>
  )
}
