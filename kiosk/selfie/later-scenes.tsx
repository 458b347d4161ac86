import { similarityBandOf } from '../../embeddings/likeness/similarity-band.ts'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { NoticeText } from '../parts/notice-text.tsx'
import { useAccent } from '../parts/use-accent.ts'
import { WordButton } from '../parts/word-button.tsx'
import { boxStyle } from '../wall/box-style.ts'
import { ChoosingPicture, ChoosingWords } from './choosing.tsx'
import { SelfieCloserView } from './closer.tsx'
import { LookingPicture, LookingWords, lookingWords } from './looking.tsx'
import { PairPictures, PairWords } from './pair.tsx'
import type { SelfieScene } from './selfie-state.ts'
import { SharingView } from './sharing.tsx'
import type { SelfieViewProps } from './view-props.ts'
import { Viewfinder } from './viewfinder.tsx'

/** The pictures of every scene. They load after the first paint. */
export function Pictures(view: SelfieViewProps) {
  useAccent(shownOf(view.scene))
  const { scene } = view
  switch (scene.name) {
    case 'start':
      return <Passing {...view} />
    case 'looking':
      return <LookingPicture {...view} scene={scene} />
    case 'choosing':
      return <ChoosingPicture {...view} scene={scene} />
    case 'pair':
      return <PairPictures {...view} scene={scene} />
    // The first three show picture and words together. The others have no picture.
    case 'closer':
    case 'sharing':
    case 'viewfinder':
    case 'sorry':
    case 'closed':
      return null
    default:
      return scene satisfies never
  }
}

/** The words of every scene but the first. */
export function Words(view: SelfieViewProps) {
  return (
    <>
      <SceneWords {...view} />
      {/* Translators replace the text of a page; what is announced would be theirs of long ago. */}
      <div class="spoken" role="status" aria-live="polite" lang={view.spoken.tag} translate={false}>
        {announcementFor(view)}
      </div>
    </>
  )
}

function SceneWords(view: SelfieViewProps) {
  const { scene } = view
  switch (scene.name) {
    case 'start':
      return null
    case 'viewfinder':
      return <Viewfinder {...view} />
    case 'looking':
      return <LookingWords {...view} scene={scene} />
    case 'choosing':
      return <ChoosingWords {...view} scene={scene} />
    case 'sorry':
      return <Notice {...view.words.sorry[scene.reason]} view={view} />
    case 'pair':
      return <PairWords {...view} scene={scene} />
    case 'closer':
      return <SelfieCloserView {...view} scene={scene} />
    case 'sharing':
      return <SharingView {...view} scene={scene} />
    case 'closed':
      return <Notice {...view.words.closed} view={view} />
    default:
      return scene satisfies never
  }
}

/** A place for the visitor, beside the portraits that pass by. */
function Passing({ state, layout, messages }: SelfieViewProps) {
  const passing = state.spread[state.turn % Math.max(1, state.spread.length)]
  return (
    <div class="pictures pictures-start">
      <div class="vacancy vacancy-yours" style={boxStyle(layout.visitorSlot)} />
      {passing === undefined ? null : (
        <Dissolve
          portrait={passing}
          place={layout.portraitSlot}
          manner="fade"
          describe={({ label }) => describeWork(label, messages)}
        />
      )}
    </div>
  )
}

/** The problem, and what the visitor may do about it. */
function Notice({
  title,
  advice,
  view: { scene, words, messages, selfie },
}: {
  readonly title: string
  readonly advice: string
  readonly view: SelfieViewProps
}) {
  return (
    <div class="words words-notice" key={title}>
      <NoticeText title={title} advice={advice}>
        {scene.name === 'sorry' && scene.mayTryAgain ? (
          <WordButton weight="main" onPress={() => selfie.send({ type: 'try-again' })}>
            {messages.ways.tryAgain}
          </WordButton>
        ) : null}
        {scene.name === 'sorry' && scene.back !== null ? (
          <WordButton weight="main" onPress={() => selfie.send({ type: 'back' })}>
            {messages.ways.back}
          </WordButton>
        ) : null}
        {scene.name === 'closed' ? (
          <a class="word word-main" href="/">
            <span class="word-text">{words.closed.walk}</span>
          </a>
        ) : (
          <WordButton weight="main" onPress={() => selfie.send({ type: 'another' })}>
            {words.pair.another}
          </WordButton>
        )}
      </NoticeText>
    </div>
  )
}

/** The portrait whose colour the room takes. Of equals, none does. */
function shownOf(scene: SelfieScene) {
  if (scene.name === 'pair') return scene.nothingNear ? null : scene.shown
  return scene.name === 'closer' || scene.name === 'sharing' ? scene.shown : null
}

/** The announcement for a screen reader. */
function announcementFor(view: SelfieViewProps): string {
  const { scene, messages, words } = view
  switch (scene.name) {
    case 'looking':
      return lookingWords({ ...view, scene }, 'aloud')
    case 'choosing':
      return words.choosing.title
    case 'sorry':
      return `${words.sorry[scene.reason].title} ${words.sorry[scene.reason].advice}`
    case 'pair': {
      const { nearness, cousins } = messages.live
      if (scene.nothingNear) return `${nearness['nothing-near']} ${cousins}`
      const far = scene.shown.similarity
      const near = far === null ? '' : nearness[similarityBandOf(far)]
      return `${describeWork(scene.shown.label, messages)}. ${near}`
    }
    case 'closer':
      return describeWork(scene.shown.label, messages)
    case 'sharing':
      return words.sharing.title
    case 'start':
    case 'viewfinder':
    case 'closed':
      return ''
    default:
      return scene satisfies never
  }
}
