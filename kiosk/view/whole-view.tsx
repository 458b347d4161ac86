import { useState } from 'preact/hooks'
import type { Messages } from '../messages/messages.ts'
import { SmallRow } from '../parts/small-row.tsx'
import { ThreadOfLight } from '../parts/thread-of-light.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { dwellShare } from '../state/dwell.ts'
import { mayAskWhy, mayShowPoster } from '../state/look-into.ts'
import type { Closer, Poster, Print, Whole } from '../state/scene.ts'
import { placeWhole } from '../wall/place-picture.ts'
import { findItHere } from './find-it.ts'
import { HowNear } from './how-near.tsx'
import { hungBeside } from './reveal.ts'
import { RevealedPicture } from './revealed-picture.tsx'
import { Code, takeAwayAddress } from './take-away.tsx'
import type { ViewProps } from './view-props.ts'

/** How many of the next nearest are offered. */
const OTHERS_SHOWN = 4

/**
 * One painting, uncropped, alone on the wall. It stays there while it is looked at closer or printed,
 * so that it is not revealed once more afterwards.
 */
export function WholePicture(props: ViewProps<Whole | Closer | Poster | Print>) {
  const whole = wholeOf(props.scene)
  const { portraitId } = whole.shown
  const [firstId] = useState(portraitId)
  return (
    <RevealedPicture
      {...props}
      key={portraitId}
      scene={whole}
      wasHere={portraitId === firstId && hungBeside(whole.shown, whole.back).wasHere}
    />
  )
}

/** The painting that is on a sheet, or half of a poster. */
export function wholeOf(scene: Whole | Closer | Poster | Print): Whole {
  return scene.name === 'whole' ? scene : wholeOf(scene.back)
}

/** Where nothing was near, the others are not called so either. */
function othersTitle(back: Whole['back'], messages: Messages): string {
  switch (back.name) {
    case 'cabinet':
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

export function WholeWords(props: ViewProps<Whole>) {
  const { state, scene, settings, messages, hang, send } = props
  const { shown, back } = scene
  const box = placeWhole(shown.picture, hang.whole)
  const way = findItHere(shown.label, settings, messages)
  // Whoever holds the screen in the hand needs no code to take it there.
  const address =
    hang.reach === 'hand' ? null : takeAwayAddress(shown.workId, state.publicUrl, location.origin)
  const style = {
    '--room-top': `${hang.whole.y}px`,
    '--whole-bottom': `${box.y + box.height}px`,
  }
  const aside = settings.dwellMs > 0 && back.name !== 'cabinet'
  return (
    <div class="whole-words" style={style}>
      <div class="beside">
        <WallLabel portrait={shown} messages={messages} heading={true} />
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
          title={othersTitle(back, messages)}
          portraits={scene.others.slice(0, OTHERS_SHOWN)}
          messages={messages}
          onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
        />
      </div>
      <div class="whole-foot">
        <div class="ways ways-foot">
          <WordButton weight="main" onPress={() => send({ type: 'back' })}>
            {messages.ways.back}
          </WordButton>
          <WordButton onPress={() => send({ type: 'look-closer' })}>
            {messages.whole.lookCloser}
          </WordButton>
          {mayAskWhy(state, settings) ? (
            <WordButton onPress={() => send({ type: 'why' })}>{messages.why.ask}</WordButton>
          ) : null}
          {mayShowPoster(state, settings) ? (
            <WordButton onPress={() => send({ type: 'poster' })}>{messages.poster.see}</WordButton>
          ) : null}
          {settings.print ? (
            <WordButton onPress={() => send({ type: 'print' })}>{messages.whole.print}</WordButton>
          ) : null}
          <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
        </div>
        {aside ? (
          <div class="look-aside">
            <p class="look-aside-words">{messages.whole.turnAwayToGoBack}</p>
            <ThreadOfLight share={dwellShare(state, settings) ?? 0} />
          </div>
        ) : null}
      </div>
    </div>
  )
}
