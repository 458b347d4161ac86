import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Settings } from '../exhibit/settings.ts'
import { LANGUAGES } from '../messages/languages.ts'
import { MESSAGES } from '../messages/speak.ts'
import type { Gesture } from '../state/exhibit-event.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Scene } from '../state/scene.ts'
import { Announcements } from './announcements.tsx'
import { AttractWords, Procession, passingPortrait } from './attract-view.tsx'
import { CabinetPictures, CabinetWords } from './cabinet-view.tsx'
import { ConsentWords } from './consent-view.tsx'
import { hangFor, hangStyle } from './hang.ts'
import type { Mirror } from './mirror.ts'
import { MirrorPictures, MirrorWords } from './mirror-scenes.tsx'
import { ApologyWords, GoodbyeWords, StillThereWords } from './standing-words.tsx'
import { useAccent } from './use-accent.ts'
import { useKeys } from './use-keys.ts'
import { useViewport } from './use-viewport.ts'
import type { ViewProps } from './view-props.ts'
import { Wall } from './wall.tsx'
import { WholePicture, WholeWords } from './whole-view.tsx'

/** The whole screen: a wall, the pictures on it, and the words. A function of the state. */
export function ExhibitView(props: {
  readonly state: ExhibitState
  readonly settings: Settings
  readonly mirror: Mirror
  readonly send: (gesture: Gesture) => void
}) {
  const { state, settings, mirror, send } = props
  const { width, height } = useViewport()
  const hang = useMemo(() => hangFor(width, height), [width, height])
  const { scene } = state
  const view: ViewProps = {
    state,
    scene,
    settings,
    messages: MESSAGES[state.language],
    hang,
    mirror,
    send,
  }
  const shown = shownPortrait(view)
  useAccent(shown)
  useKeys(scene, send)
  useRootMarks(state, shown?.portraitId)
  const room = useRef<HTMLElement>(null)
  const verdict = scene.name === 'live' ? scene.verdict : null
  // A new scene took its controls along, and the focus with them.
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true })
  }, [scene.name, verdict])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by useKeys, on the whole window.
    <main
      class="room"
      ref={room}
      tabIndex={-1}
      data-format={hang.format}
      style={hangStyle(hang)}
      onPointerDown={() => {
        // The question is answered by whole presses: on half of one, what comes up beneath it would
        // get the rest.
        if (scene.name !== 'still-there') send({ type: 'touch' })
      }}
      onClick={({ target }) => {
        const onButton = target instanceof Element && target.closest('button') !== null
        if (scene.name === 'still-there' && !onButton) send({ type: 'touch' })
      }}
    >
      <Wall hang={hang} width={width} height={height} />
      <div class={`pictures pictures-${scene.name}`}>
        <Pictures {...view} />
      </div>
      <div class={`words words-${wordsKey(scene)}`} key={wordsKey(scene)}>
        <Words {...view} />
      </div>
      <Announcements view={view} />
    </main>
  )
}

function Pictures(view: ViewProps) {
  const scene = view.scene.name === 'still-there' ? view.scene.under : view.scene
  switch (scene.name) {
    case 'attract':
      return <Procession {...view} scene={scene} />
    case 'waking':
    case 'framing':
    case 'live':
      return <MirrorPictures {...view} scene={scene} />
    case 'whole':
      return <WholePicture {...view} scene={scene} />
    case 'cabinet':
      return <CabinetPictures {...view} scene={scene} />
    case 'consent':
    case 'apology':
    case 'goodbye':
      return null
    default:
      return scene satisfies never
  }
}

function Words(view: ViewProps) {
  const { scene } = view
  switch (scene.name) {
    case 'attract':
      return <AttractWords {...view} scene={scene} />
    case 'consent':
      return <ConsentWords {...view} scene={scene} />
    case 'waking':
    case 'framing':
    case 'live':
      return <MirrorWords {...view} scene={scene} />
    case 'whole':
      return <WholeWords {...view} scene={scene} />
    case 'cabinet':
      return <CabinetWords {...view} scene={scene} />
    case 'apology':
      return <ApologyWords {...view} scene={scene} />
    case 'still-there':
      return <StillThereWords {...view} scene={scene} />
    case 'goodbye':
      return <GoodbyeWords {...view} scene={scene} />
    default:
      return scene satisfies never
  }
}

/** Words that belong together stay on the wall together; others come up afresh. */
function wordsKey(scene: Scene): string {
  if (scene.name === 'live' && scene.verdict === 'nothing-near') return 'cousins'
  return scene.name === 'waking' || scene.name === 'framing' || scene.name === 'live'
    ? 'mirror'
    : scene.name
}

/** The portrait that has the wall, if one has. */
function shownPortrait(view: ViewProps) {
  const scene = view.scene.name === 'still-there' ? view.scene.under : view.scene
  switch (scene.name) {
    case 'attract':
      return passingPortrait({ ...view, scene })
    case 'live':
      // Of equals, none lends the room its colour.
      return scene.verdict === 'nothing-near' ? null : scene.shown
    case 'whole':
      return scene.shown
    case 'cabinet':
      return (
        (typeof scene.likenesses === 'string' ? undefined : scene.likenesses[0]) ?? scene.chosen
      )
    case 'consent':
    case 'waking':
    case 'framing':
    case 'apology':
    case 'goodbye':
      return null
    default:
      return scene satisfies never
  }
}

/** What the document's root tells: language, direction, and for tests the scene and the portrait. */
function useRootMarks(state: ExhibitState, portraitId: string | undefined): void {
  const { language, scene } = state
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dir = LANGUAGES[language].direction
    root.dataset.scene = scene.name
    if (portraitId === undefined) delete root.dataset.portraitId
    else root.dataset.portraitId = portraitId
  }, [language, scene.name, portraitId])
}
