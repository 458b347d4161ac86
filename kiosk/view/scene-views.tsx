import type { ComponentChildren } from 'preact'
import { describeWork, workName } from '../parts/label-words.ts'
import { browsed, likenessesOffered } from '../state/browse.ts'
import type { OverWhole, Scene, SceneName, SceneNamed, Whole, Why } from '../state/scene.ts'
import { AmongView } from './among-view.tsx'
import { AttractPictures, AttractWords } from './attract-view.tsx'
import { BrowsePictures, BrowseWords } from './browse-view.tsx'
import { DuetPictures, DuetWords, TurnWords } from './duet-view.tsx'
import { GoodbyePicture, GoodbyeWords } from './goodbye-view.tsx'
import { MirrorPictures, MirrorWords } from './mirror-view.tsx'
import { MovingWords } from './moving-view.tsx'
import { ApologyWords, ConsentWords, ReleaseWords, StillThereWords } from './notices.tsx'
import { OperatorView } from './operator-view.tsx'
import { PosterView } from './poster-view.tsx'
import { PrintView } from './print-view.tsx'
import type { ViewProps } from './view-props.ts'
import { CloserView, WholePicture, WholeWords } from './whole-view.tsx'
import { WhyPictures, WhyWords, whatIsSaid } from './why-view.tsx'

type View<S extends Scene> = (view: ViewProps<S>) => ComponentChildren

/** How a scene is shown. Scenes with the same `Pictures` keep them on the wall between them. */
export type SceneView<S extends Scene = Scene> = {
  readonly Pictures?: View<S>
  readonly Words: View<S>
  /** Words of one key stay on the wall together; others come up afresh. Usually the name's. */
  readonly key?: string | ((scene: S) => string)
  /**
   * What a screen reader says unasked: the state of the mirror, and a portrait once it has settled.
   * Nothing where the focused heading already says it all; what holding still leads to, before it
   * does.
   */
  readonly says?: (view: ViewProps<S>) => string
}

const SCENE_VIEWS = {
  attract: { Pictures: AttractPictures, Words: AttractWords },
  consent: { Words: ConsentWords, says: ({ messages }) => messages.consent.title },
  release: { Words: ReleaseWords, says: ({ messages }) => messages.release.title },
  waking: {
    Pictures: MirrorPictures,
    Words: MirrorWords,
    key: 'mirror',
    says: ({ messages }) => messages.waking.title,
  },
  framing: {
    Pictures: MirrorPictures,
    Words: MirrorWords,
    key: 'mirror',
    says: ({ state, messages }) => messages.stances[state.visit?.stance ?? 'nobody'],
  },
  live: {
    Pictures: MirrorPictures,
    Words: MirrorWords,
    key: ({ verdict }) => (verdict === 'nothing-near' ? 'runners-up' : 'mirror'),
    says({ state, scene, settings, messages }) {
      const { failures, live, spoken } = messages
      if (!state.reachable) return failures['no-answer']
      if (scene.verdict === 'looking') return ''
      if (scene.verdict === 'nothing-near')
        return `${live.nearness['nothing-near']} ${live.cousins}`
      const { title, artist } = workName(scene.shown.label, messages)
      const nearYou = spoken.nearYou(title, artist)
      const leadsOn = settings.dwellMs > 0 && state.visit?.isDuet === false
      return leadsOn ? `${nearYou} ${live.holdForWhole}` : nearYou
    },
  },
  moving: {
    Pictures: MirrorPictures,
    Words: MovingWords,
    key: 'mirror',
    says: ({ scene: { shown }, messages }) =>
      shown === null ? messages.moving.title : describeWork(shown.label, messages),
  },
  why: {
    Pictures: PaintingPictures,
    Words: WhyWords,
    says: ({ scene, messages }) => whatIsSaid(scene, messages),
  },
  turn: {
    Pictures: MirrorPictures,
    Words: TurnWords,
    key: 'mirror',
    says: ({ messages }) => `${messages.turn.title} ${messages.turn.advice}`,
  },
  duet: {
    Pictures: DuetPictures,
    Words: DuetWords,
    says({ scene, messages }) {
      const [first, second] = scene.portraits.map(({ label }) => workName(label, messages).title)
      return messages.spoken.duet(first as string, second as string)
    },
  },
  whole: {
    Pictures: PaintingPictures,
    Words: WholeWords,
    says: ({ scene, messages }) => describeWork(scene.shown.label, messages),
  },
  closer: {
    Pictures: PaintingPictures,
    Words: CloserView,
    says: ({ messages }) => messages.closer.advice,
  },
  poster: {
    Pictures: PaintingPictures,
    Words: PosterView,
    says: ({ messages }) => messages.poster.title,
  },
  atlas: {
    Pictures: PaintingPictures,
    Words: AmongView,
    says: ({ messages }) => `${messages.among.title} ${messages.among.advice}`,
  },
  print: {
    Pictures: PaintingPictures,
    Words: PrintView,
    says: ({ messages }) => messages.print.title,
  },
  browse: {
    Pictures: BrowsePictures,
    Words: BrowseWords,
    says({ state, scene, messages }) {
      const { chosen, narrowing } = scene
      const { cabinet } = messages
      if (narrowing !== null) return cabinet.choose[narrowing]
      if (chosen === null) return cabinet.title
      if (browsed(state, scene).status === 'failed') return cabinet.unanswered
      const { nearest } = likenessesOffered(state, scene)
      return nearest === null ? cabinet.looking : describeWork(nearest.label, messages)
    },
  },
  apology: {
    Words: ApologyWords,
    says: ({ scene, messages }) => messages.apologies[scene.reason].title,
  },
  'still-there': { Words: StillThereWords, says: ({ messages }) => messages.stillThere.title },
  goodbye: {
    Pictures: GoodbyePicture,
    Words: GoodbyeWords,
    says: ({ messages }) => messages.goodbye.kept,
  },
  operator: { Words: OperatorView },
} satisfies { readonly [Name in SceneName]: SceneView<SceneNamed<Name>> }

export function viewOf<S extends Scene>(scene: S): SceneView<S> {
  return SCENE_VIEWS[scene.name] as SceneView<Scene> as SceneView<S>
}

/**
 * A whole painting stays while it is asked why it is shown, so that it is not revealed once more.
 */
function PaintingPictures(view: ViewProps<Why | Whole | OverWhole>) {
  const { scene } = view
  const painting = scene.name === 'why' ? scene.back : scene
  return (
    <>
      {painting.name === 'live' ? null : <WholePicture {...view} scene={painting} />}
      {scene.name === 'why' ? <WhyPictures {...view} scene={scene} /> : null}
    </>
  )
}
