import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { SmallRow } from '../parts/small-row.tsx'
import { ThreadOfLight } from '../parts/thread-of-light.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Cabinet } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { CabinetWall } from './cabinet-wall.tsx'
import { FacetWall } from './facet-wall.tsx'
import type { ViewProps } from './view-props.ts'

const OTHERS_SHOWN = 4

/** Once a portrait is chosen: it and its nearest likeness, two heads on one eye line. */
export function CabinetPictures({ scene, messages, hang }: ViewProps<Cabinet>) {
  const { chosen, likenesses } = scene
  if (chosen === null) return null
  const nearest = typeof likenesses === 'string' ? undefined : likenesses[0]
  const describe = ({ label }: typeof chosen) => describeWork(label, messages)
  return (
    <div class={nearest === undefined ? 'pair pair-looking' : 'pair pair-settled'}>
      <div class="pair-guest">
        <Dissolve portrait={chosen} place={hang.guest} manner="fade" describe={describe} />
      </div>
      <div
        class={nearest === undefined ? 'vacancy' : 'vacancy vacancy-taken'}
        style={boxStyle(hang.host)}
      />
      {nearest === undefined ? null : (
        <div class="pair-host">
          <Dissolve portrait={nearest} place={hang.host} manner="fade" describe={describe} />
        </div>
      )}
    </div>
  )
}

export function CabinetWords(props: ViewProps<Cabinet>) {
  if (props.scene.chosen !== null) return <CabinetWalk {...props} />
  const { narrowing } = props.scene
  return narrowing === null ? (
    <CabinetWall {...props} />
  ) : (
    <FacetWall {...props} facet={narrowing} />
  )
}

/** The chosen portrait beside its nearest likeness, and ways to walk on. */
function CabinetWalk({ scene, messages, send }: ViewProps<Cabinet>) {
  const { likenesses, chosen } = scene
  const answered = typeof likenesses === 'string' ? null : likenesses
  const nearest = answered?.[0]
  const waiting =
    likenesses === 'asked'
      ? messages.cabinet.looking
      : likenesses === 'unanswered'
        ? messages.cabinet.unanswered
        : messages.cabinet.noOther
  return (
    <div class="walk">
      <div class="beside">
        {nearest === undefined ? null : (
          <WallLabel portrait={nearest} messages={messages} extent="brief" heading={true} />
        )}
        <ThreadOfLight share={nearest === undefined ? 0.5 : 1} />
      </div>
      <div class="guidance">
        {chosen === null ? null : <WallLabel portrait={chosen} messages={messages} extent="name" />}
        {nearest === undefined ? <p class="instruction">{waiting}</p> : null}
      </div>
      <div class="row-place">
        <SmallRow
          title={messages.cabinet.alsoNear}
          portraits={answered?.slice(1, 1 + OTHERS_SHOWN) ?? []}
          messages={messages}
          onChoose={(portraitId) => send({ type: 'choose', portraitId })}
        />
      </div>
      <div class="ways ways-foot">
        {nearest === undefined ? null : (
          <>
            <WordButton
              weight="main"
              onPress={() => send({ type: 'choose', portraitId: nearest.portraitId })}
            >
              {messages.cabinet.walkOn}
            </WordButton>
            <WordButton onPress={() => send({ type: 'see-whole', portraitId: nearest.portraitId })}>
              {messages.live.seeWhole}
            </WordButton>
          </>
        )}
        {likenesses === 'unanswered' ? (
          <WordButton weight="main" onPress={() => send({ type: 'try-again' })}>
            {messages.ways.tryAgain}
          </WordButton>
        ) : null}
        <WordButton onPress={() => send({ type: 'back' })}>{messages.ways.back}</WordButton>
      </div>
    </div>
  )
}
