import { useState } from 'preact/hooks'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { LanguagesView } from '../parts/languages-view.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { passing, passingPortrait } from '../state/passing.ts'
import type { Attract } from '../state/scene.ts'
import { PassingEye, PassingWorkings } from './eye-scenes.tsx'
import { Frieze } from './frieze.tsx'
import { invitedIn } from './invited-in.ts'
import type { ViewProps } from './view-props.ts'

/** The collection, alive on the wall: a row of heads, of which one at a time comes forward. */
export function Procession(props: ViewProps<Attract>) {
  const { state, scene, settings, messages, hang } = props
  const forward = passingPortrait(state, scene)
  if (forward === undefined) return null
  return (
    <>
      <Frieze
        // On another screen the row hangs elsewhere at once: it drifts with time only.
        key={`${hang.width} ${hang.eyeLine} ${hang.direction}`}
        portraits={passing(state)}
        turn={scene.turn}
        hang={hang}
        heldMs={settings.faceHeldMs}
      />
      <Dissolve
        portrait={forward}
        place={hang.solo}
        manner="iris"
        describe={({ label }) => describeWork(label, messages)}
      />
      {scene.isEyeOpen ? <PassingEye {...props} portrait={forward} place={hang.solo} /> : null}
    </>
  )
}

/**
 * The label of the face that has come forward, and the invitation: in each of the museum's languages
 * in turn, except while one of its words has the focus. Whoever begins is spoken to in the one they
 * read.
 */
export function AttractWords(props: ViewProps<Attract>) {
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
