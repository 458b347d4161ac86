import { labelIn } from '../../embeddings/gallery/label-in.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { similarityBandOf } from '../../embeddings/likeness/similarity-band.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { wayTo } from '../../server/contract/way-to.ts'
import type { Messages } from '../messages/messages.ts'
import { CloserRoom } from '../parts/closer-room.tsx'
import { ProgressLine } from '../parts/progress-line.tsx'
import { Reading } from '../parts/reading.tsx'
import { SmallRow } from '../parts/small-row.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { dwellShare } from '../state/dwell.ts'
import type { CloserScene, OverWhole, Whole } from '../state/scene.ts'
import { othersOffered, wholeOf } from '../state/scenes.ts'
import type { Settings } from '../state/settings.ts'
import { hasSitterOf } from '../state/shown-portrait.ts'
import type { Layout } from '../wall/layout.ts'
import { placeWhole } from '../wall/place-picture.ts'
import { RevealedPicture } from './revealed-picture.tsx'
import { Code, takeAwayAddress } from './take-away.tsx'
import type { SceneProps, StateProps, WallProps } from './view-props.ts'
import { Ways, WaysFoot } from './ways.tsx'

/** One painting, uncropped, alone on the wall, also while it is looked at closer or printed. */
export function WholePicture(props: SceneProps<Whole | OverWhole> & StateProps & WallProps) {
  const whole = wholeOf(props.scene)
  return <RevealedPicture {...props} key={whole.shown.portraitId} scene={whole} />
}

/** Where nothing was near, the others are not called so either. */
function othersTitle(back: Whole['back'], messages: Messages): string {
  switch (back.name) {
    case 'browse':
      return messages.cabinet.alsoNear
    case 'duet':
      return messages.duet.title
    case 'moving':
      return messages.whole.alsoNear
    case 'live':
      return back.verdict === 'nothing-near' ? messages.whole.otherCousins : messages.whole.alsoNear
    default:
      return back satisfies never
  }
}

export function WholeWords(props: SceneProps<Whole> & StateProps & WallProps) {
  const { state, scene, settings, messages, layout, send } = props
  const { shown, back } = scene
  const box = placeWhole(shown.picture, layout.whole)
  const way = findItHere(shown.label, settings, messages)
  // Whoever holds the screen in the hand needs no code to take it there.
  const address =
    layout.reach === 'hand' ? null : takeAwayAddress(shown.workId, state.publicUrl, location.origin)
  const others = othersOffered(scene)
  const aside = settings.lookAsideMs > 0 && back.name !== 'browse'
  return (
    <div class="whole-words" style={besidePainting(layout, box)}>
      <Reading>
        <div class="beside">
          <WallLabel
            portrait={shown}
            messages={messages}
            extent="told"
            place={way === '' ? 'named' : 'told-beside'}
            heading={true}
          />
        </div>
        {way === '' ? null : <p class="find-it">{way}</p>}
        <HowNear scene={scene} messages={messages} />
        {address === null ? null : (
          <div class="take-away">
            <Code address={address} messages={messages} />
            <p class="take-away-words">{messages.whole.takeAway}</p>
          </div>
        )}
        <div class="row-place">
          <SmallRow
            title={
              hasSitterOf(others, shown) ? messages.whole.samePerson : othersTitle(back, messages)
            }
            portraits={others}
            messages={messages}
            onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
          />
        </div>
      </Reading>
      <div class="whole-foot">
        <WaysFoot {...props} />
        {aside ? (
          <div class="look-aside">
            <p class="look-aside-words">{messages.whole.turnAwayToGoBack}</p>
            <ProgressLine share={dwellShare(state, settings) ?? 0} />
          </div>
        ) : null}
      </div>
    </div>
  )
}

/** The words' column beside a painting of this width grows by as much as the painting leaves it. */
const WIDEST_COLUMN = 1.4
const COLUMN_GAP = 0.13

/** Where the words go beside or below a painting; see `layoutStyle`. */
export function besidePainting(layout: Layout, painting: Box): Record<string, string> {
  return {
    '--room-top': `${layout.whole.y}px`,
    '--whole-bottom': `${painting.y + painting.height}px`,
    ...wordsBeside(layout, painting),
  }
}

function wordsBeside(layout: Layout, painting: Box): Record<string, string> {
  const { words, direction } = layout
  if (layout.format !== 'landscape') return {}
  const start = (of: { readonly x: number; readonly width: number }) =>
    direction === 'ltr' ? of.x : layout.width - of.x - of.width
  const end = start(words) + words.width
  const free = Math.max(
    start(painting) + painting.width + words.width * COLUMN_GAP,
    end - words.width * WIDEST_COLUMN,
  )
  const x = Math.min(start(words), free)
  return { '--words-x': `${x}px`, '--words-width': `${end - x}px` }
}

/** A painting as near as one likes, before one goes back to it whole. */
export function CloserView(props: SceneProps<CloserScene> & StateProps & WallProps) {
  const { scene, messages, layout } = props
  return (
    <CloserRoom
      portrait={scene.back.shown}
      layout={layout}
      messages={messages}
      extent="full"
      words={messages.closer}
    >
      <Ways {...props} />
    </CloserRoom>
  )
}

/**
 * The question that every visitor asks, answered from the gallery's calibration. That is of
 * visitors' first matches, so nothing is said of how like each other two portraits are.
 */
function HowNear({ scene, messages }: Pick<SceneProps<Whole>, 'scene' | 'messages'>) {
  const { similarity } = scene.shown
  if (similarity === null || scene.back.name === 'browse') return null
  return (
    <div class="how-near">
      <h2 class="how-near-question">{messages.whole.howNear}</h2>
      <p class="how-near-answer">{messages.live.nearness[similarityBandOf(similarity)]}</p>
    </div>
  )
}

/**
 * Where a work hangs in this house, and the way there as far as the museum tells it; empty where it
 * hangs elsewhere, is not on view, or nobody knows its room.
 */
export function findItHere(
  label: Label,
  settings: Pick<Settings, 'here' | 'rooms' | 'language'>,
  messages: Messages,
): string {
  const way = wayTo(label, settings, [messages.language, settings.language])
  if (way === null) return ''
  const { room } = labelIn(label, [messages.language])
  return messages.whole.findIt(isolated(room.text), isolated(way.text)).trim()
}

/** A text that may run the other way than the sentence it is put into. */
function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`
}
