import { useState } from 'preact/hooks'
import type { Language, Locale } from '../../server/contract/texts/languages.ts'
import type { Locales } from '../messages/locales.ts'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { LanguagesView } from '../parts/languages-view.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { passing, passingHeldMs, passingPortrait } from '../state/passing.ts'
import type { Attract } from '../state/scene.ts'
import { AtlasTour } from './among-view.tsx'
import { CarouselRow } from './carousel-row.tsx'
import { PassingEye, PassingWorkings } from './eye-scenes.tsx'
import type { LanguageProps, SceneProps, StateProps, WallProps } from './view-props.ts'

/** Turns of the carousel for which one language invites. */
const TURNS_A_LANGUAGE = 2

/** The collection, alive on the wall: a row of heads, of which one at a time comes forward. */
export function AttractPictures(props: SceneProps<Attract> & StateProps & WallProps) {
  const { state, scene, settings, messages, layout } = props
  const forward = passingPortrait(state, scene)
  if (forward === undefined) return null
  return (
    <>
      <AtlasTour {...props} />
      <CarouselRow
        // On another screen the row hangs elsewhere at once: it drifts with time only.
        key={`${layout.width} ${layout.eyeLine} ${layout.direction}`}
        portraits={passing(state)}
        turn={scene.turn}
        layout={layout}
        heldMs={passingHeldMs(scene, settings.faceHeldMs)}
        isAnswering={scene.isAnswering}
      />
      <Dissolve
        portrait={forward}
        place={layout.singleSlot}
        manner="iris"
        describe={({ label }) => describeWork(label, messages)}
      />
      {scene.isEyeOpen ? <PassingEye {...props} portrait={forward} /> : null}
    </>
  )
}

/**
 * The label of the face that has come forward, and the invitation: in each of the museum's
 * languages in turn, except while one of its words has the focus. Whoever begins is spoken to in
 * the one they read.
 */
export function AttractWords(props: SceneProps<Attract> & StateProps & LanguageProps) {
  const { state, scene, settings, locales, messages, send } = props
  const [heldTurn, setHeldTurn] = useState<number | null>(null)
  const forward = passingPortrait(state, scene)
  const { tag, direction } = invitedIn(locales, settings.language, heldTurn ?? scene.turn)
  const { attract } = locales.messagesIn(tag)
  const { museumName, look } = settings
  return (
    <>
      {look.logo !== null ? (
        <img class="museum museum-logo" src={`/museum/${look.logo}`} alt={museumName} />
      ) : museumName !== '' ? (
        <p class="museum">{museumName}</p>
      ) : null}
      <PassingWorkings {...props} portrait={forward} />
      <div class="threshold">
        <div class="passing-label" key={forward?.portraitId}>
          {forward === undefined ? null : (
            <WallLabel portrait={forward} messages={messages} extent="brief" />
          )}
        </div>
        <div
          class="invitation"
          onFocusCapture={() => setHeldTurn(scene.turn)}
          onBlurCapture={() => setHeldTurn(null)}
        >
          <div class="invited" lang={tag} dir={direction}>
            <h1 class="display" key={tag}>
              {attract.invitation}
            </h1>
            <div class="ways">
              <WordButton weight="main" onPress={() => send({ type: 'speak', language: tag })}>
                {attract.begin}
              </WordButton>
            </div>
          </div>
          <LanguagesView
            spoken={tag}
            locales={locales}
            messages={messages}
            onSpeak={(language) => send({ type: 'speak', language })}
          />
        </div>
      </div>
    </>
  )
}

/** The language that invites in a turn of the carousel: the museum's own first, then one by one. */
export function invitedIn({ offered }: Locales, own: Language, turn: number): Locale {
  const first = Math.max(
    0,
    offered.findIndex(({ tag }) => tag === own),
  )
  const at = (first + Math.floor(turn / TURNS_A_LANGUAGE)) % offered.length
  return offered[at] ?? offered[0]
}
