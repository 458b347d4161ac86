import { useState } from 'preact/hooks'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Attract } from '../state/scene.ts'
import { Dissolve } from './dissolve.tsx'
import { Frieze } from './frieze.tsx'
import { invitedIn } from './invited-in.ts'
import { describeWork } from './label-words.ts'
import { LanguagesView } from './languages-view.tsx'
import { thoseThatMeetTheEye } from './those-that-meet-the-eye.ts'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/** The portraits that pass by, in the order of their turns. */
function passing({ spread }: ExhibitState): readonly HungPortrait[] {
  return spread === null ? [] : thoseThatMeetTheEye(spread.portraits)
}

/** The portrait whose turn it is. */
export function passingPortrait({ state, scene }: ViewProps<Attract>): HungPortrait | undefined {
  const portraits = passing(state)
  return portraits[scene.turn % Math.max(1, portraits.length)]
}

/** The collection, alive on the wall: a row of heads, of which one at a time comes forward. */
export function Procession(props: ViewProps<Attract>) {
  const { state, scene, settings, messages, hang } = props
  const forward = passingPortrait(props)
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
    </>
  )
}

/**
 * The label of the face that has come forward, and the invitation: in each of the museum's languages
 * in turn, except while one of its words has the focus. Whoever begins is spoken to in the one they
 * read.
 */
export function AttractWords(props: ViewProps<Attract>) {
  const { scene, settings, tongues, messages, send } = props
  const [heldTurn, setHeldTurn] = useState<number | null>(null)
  const forward = passingPortrait(props)
  const { tag, direction } = invitedIn(tongues, settings.language, heldTurn ?? scene.turn)
  const { attract } = tongues.messagesIn(tag)
  const { museumName, look } = settings
  return (
    <>
      {look.logo !== null ? (
        <img class="museum museum-logo" src={`/museum/${look.logo}`} alt={museumName} />
      ) : museumName !== '' ? (
        <p class="museum">{museumName}</p>
      ) : null}
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
            tongues={tongues}
            messages={messages}
            onSpeak={(language) => send({ type: 'speak', language })}
          />
        </div>
      </div>
    </>
  )
}
