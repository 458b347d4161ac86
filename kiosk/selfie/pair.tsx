import { similarityBandOf } from '../../embeddings/likeness/similarity-band.ts'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { leaveLikenesses } from '../parts/likenesses-left.ts'
import { Reading } from '../parts/reading.tsx'
import { RunnersUp } from '../parts/runners-up.tsx'
import { SmallRow } from '../parts/small-row.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { hasSitterOf } from '../state/shown-portrait.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { Pair } from './selfie-state.ts'
import { StillCanvas } from './still-canvas.tsx'
import type { SelfieViewProps } from './view-props.ts'

/** Two heads on one eye line, or one head and an empty place. */
export function PairPictures({ scene, messages, words, layout }: SelfieViewProps<Pair>) {
  const { still, shown, nothingNear } = scene
  return (
    <div class="pictures">
      <div class={nothingNear ? 'pair pair-nothing-near' : 'pair pair-settled'}>
        <div class="pair-visitor">
          <StillCanvas still={still} place={layout.visitorSlot} description={words.spoken.sitter} />
        </div>
        {nothingNear ? (
          <div class="vacancy" style={boxStyle(layout.portraitSlot)} />
        ) : (
          <div class="pair-portrait">
            <Dissolve
              portrait={shown}
              place={layout.portraitSlot}
              manner="fade"
              describe={({ label }) => describeWork(label, messages)}
            />
          </div>
        )}
      </div>
    </div>
  )
}

export function PairWords({ scene, messages, words, selfie }: SelfieViewProps<Pair>) {
  const { shown, portraits, nothingNear, nearest } = scene
  const others = portraits.filter(({ portraitId }) => portraitId !== shown.portraitId)
  const another = (
    <WordButton onPress={() => selfie.send({ type: 'another' })}>{words.pair.another}</WordButton>
  )
  if (nothingNear) {
    return (
      <div class="words words-runners-up" key="runners-up">
        <RunnersUp
          portraits={portraits}
          said={messages.live.nearness['nothing-near']}
          messages={messages}
          onChoose={(portraitId) => selfie.send({ type: 'look-closer', portraitId })}
        >
          {another}
        </RunnersUp>
      </div>
    )
  }
  return (
    <div class="words words-pair" key="pair">
      <div class="words-mirror">
        <Reading>
          <div class="beside">
            <WallLabel portrait={shown} messages={messages} extent="told" heading={true} />
          </div>
          <div class="guidance">
            {shown.similarity === null ? null : (
              <p class="instruction" key={shown.portraitId}>
                {shown === portraits[0]
                  ? messages.live.mostLikeOfAll
                  : messages.live.nearness[similarityBandOf(shown.similarity)]}
              </p>
            )}
          </div>
          <div class="row-place">
            <SmallRow
              title={
                hasSitterOf(others, shown) ? messages.whole.samePerson : words.pair.nextNearest
              }
              portraits={others}
              messages={messages}
              onChoose={(portraitId) => selfie.send({ type: 'hang', portraitId })}
            />
          </div>
        </Reading>
        <div class="ways ways-foot">
          <WordButton
            weight="main"
            onPress={() => selfie.send({ type: 'look-closer', portraitId: shown.portraitId })}
          >
            {words.pair.closer}
          </WordButton>
          <WordButton weight="main" onPress={() => selfie.send({ type: 'share' })}>
            {words.pair.share}
          </WordButton>
          <a class="word word-plain" href="/atlas" onClick={() => leaveLikenesses(nearest)}>
            <span class="word-text">{words.pair.atlas}</span>
          </a>
          {another}
        </div>
      </div>
    </div>
  )
}
