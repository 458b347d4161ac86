import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { VisitorEye } from '../eye/visitor-eye.ts'
import type { Locales } from '../messages/locales.ts'
import type { Movers } from '../moving/movers.ts'
import { useAccent } from '../parts/use-accent.ts'
import { useViewport } from '../parts/use-viewport.ts'
import { Wall } from '../parts/wall.tsx'
import type { SittingRoom } from '../session/sitting-room.ts'
import type { Gesture } from '../state/exhibit-event.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Closer, Poster, Print, Scene, Whole, Why } from '../state/scene.ts'
import type { Settings } from '../state/settings.ts'
import type { Corner } from '../upkeep/corner.ts'
import { type Direction, hangFor, hangStyle } from '../wall/hang.ts'
import type { Mirror } from '../wall/mirror.ts'
import { Announcements } from './announcements.tsx'
import { AttractWords, Procession } from './attract-view.tsx'
import { CabinetPictures, CabinetWords } from './cabinet-view.tsx'
import { CloserView } from './closer-view.tsx'
import { ConsentWords } from './consent-view.tsx'
import { CornerHandle } from './corner-handle.tsx'
import { DuetPictures, DuetWords } from './duet-view.tsx'
import { invitedIn } from './invited-in.ts'
import { MirrorPictures, MirrorWords } from './mirror-scenes.tsx'
import { MovingWords } from './moving-words.tsx'
import { OperatorView } from './operator-view.tsx'
import { PosterView } from './poster-view.tsx'
import { PrintView } from './print-view.tsx'
import { ReleaseWords } from './release-view.tsx'
import { shownPortrait } from './shown-portrait.ts'
import { ApologyWords, GoodbyeWords, StillThereWords } from './standing-words.tsx'
import { TurnWords } from './turn-view.tsx'
import { useKeys } from './use-keys.ts'
import { useTextScale } from './use-text-scale.ts'
import type { ViewProps } from './view-props.ts'
import { WholePicture, WholeWords } from './whole-view.tsx'
import { WhyPictures, WhyWords } from './why-view.tsx'

/** The whole screen: a wall, the pictures on it, and the words. A function of the state. */
export function ExhibitView(props: {
  readonly state: ExhibitState
  readonly settings: Settings
  readonly locales: Locales
  readonly mirror: Mirror
  readonly movers: Movers
  readonly eye: VisitorEye
  readonly sittings: SittingRoom
  readonly corner: Corner | null
  readonly send: (gesture: Gesture) => void
}) {
  const { state, settings, locales, send } = props
  const { scene, language } = state
  const direction = locales.offered.find(({ tag }) => tag === language)?.direction ?? 'ltr'
  const { width, height } = useViewport()
  const textScale = useTextScale()
  const hang = useMemo(() => hangFor(width, height, direction), [width, height, direction])
  const view: ViewProps = {
    state,
    scene,
    settings,
    locales,
    messages: locales.messagesIn(language),
    hang,
    mirror: props.mirror,
    movers: props.movers,
    eye: props.eye,
    sittings: props.sittings,
    corner: props.corner,
    send,
  }
  const shown = shownPortrait(view)
  useAccent(shown, settings.look)
  useKeys(scene, useSpokenTo(view))
  useRootMarks(scene, language, direction, shown?.portraitId)
  const room = useRef<HTMLElement>(null)
  // What was pressed may have gone with what it led from, and the focus with it: in one scene, too.
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true })
  })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by useKeys, on the whole window.
    <main
      class="room"
      ref={room}
      tabIndex={-1}
      data-format={hang.format}
      data-reach={hang.reach}
      style={{ ...hangStyle(hang), '--text': String(textScale) }}
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
      {settings.operator.pinKey !== null && hasCorner(scene) ? (
        <CornerHandle
          name={view.messages.spoken.operatorsCorner}
          onHeld={() => send({ type: 'operate' })}
        />
      ) : null}
      <Announcements view={view} />
    </main>
  )
}

/** Where nobody visits, as `openCorner` has it. */
function hasCorner(scene: Scene): boolean {
  return scene.name === 'attract' || scene.name === 'apology'
}

function Pictures(view: ViewProps) {
  const scene = view.scene.name === 'still-there' ? view.scene.under : view.scene
  switch (scene.name) {
    case 'attract':
      return <Procession {...view} scene={scene} />
    case 'waking':
    case 'framing':
    case 'live':
    case 'moving':
    case 'turn':
      return <MirrorPictures {...view} scene={scene} />
    case 'duet':
      return <DuetPictures {...view} scene={scene} />
    case 'why':
    case 'whole':
    case 'closer':
    case 'poster':
    case 'print':
      return <PaintingPictures {...view} scene={scene} />
    case 'cabinet':
      return <CabinetPictures {...view} scene={scene} />
    case 'consent':
    case 'release':
    case 'apology':
    case 'goodbye':
    case 'operator':
      return null
    default:
      return scene satisfies never
  }
}

/** A whole painting stays while it is asked why it is shown, so that it is not revealed once more. */
function PaintingPictures(view: ViewProps<Why | Whole | Closer | Poster | Print>) {
  const { scene } = view
  const painting = scene.name === 'why' ? scene.back : scene
  return (
    <>
      {painting.name === 'live' ? null : <WholePicture {...view} scene={painting} />}
      {scene.name === 'why' ? <WhyPictures {...view} scene={scene} /> : null}
    </>
  )
}

function Words(view: ViewProps) {
  const { scene } = view
  switch (scene.name) {
    case 'attract':
      return <AttractWords {...view} scene={scene} />
    case 'consent':
      return <ConsentWords {...view} scene={scene} />
    case 'release':
      return <ReleaseWords {...view} scene={scene} />
    case 'waking':
    case 'framing':
    case 'live':
      return <MirrorWords {...view} scene={scene} />
    case 'moving':
      return <MovingWords {...view} scene={scene} />
    case 'why':
      return <WhyWords {...view} scene={scene} />
    case 'poster':
      return <PosterView {...view} scene={scene} />
    case 'turn':
      return <TurnWords {...view} scene={scene} />
    case 'duet':
      return <DuetWords {...view} scene={scene} />
    case 'whole':
      return <WholeWords {...view} scene={scene} />
    case 'closer':
      return <CloserView {...view} scene={scene} />
    case 'print':
      return <PrintView {...view} scene={scene} />
    case 'cabinet':
      return <CabinetWords {...view} scene={scene} />
    case 'apology':
      return <ApologyWords {...view} scene={scene} />
    case 'still-there':
      return <StillThereWords {...view} scene={scene} />
    case 'goodbye':
      return <GoodbyeWords {...view} scene={scene} />
    case 'operator':
      return view.corner === null ? null : (
        <OperatorView {...view} scene={scene} corner={view.corner} />
      )
    default:
      return scene satisfies never
  }
}

/** Words that belong together stay on the wall together; others come up afresh. */
function wordsKey(scene: Scene): string {
  if (scene.name === 'live' && scene.verdict === 'nothing-near') return 'cousins'
  switch (scene.name) {
    case 'waking':
    case 'framing':
    case 'live':
    case 'moving':
    case 'turn':
      return 'mirror'
    default:
      return scene.name
  }
}

/** The way of a key that begins: whoever presses it is spoken to in the language that invited them. */
function useSpokenTo({ scene, settings, locales, send }: ViewProps): (gesture: Gesture) => void {
  const invited =
    scene.name === 'attract' ? invitedIn(locales, settings.language, scene.turn).tag : null
  return useCallback(
    (gesture) => {
      if (gesture.type === 'begin' && invited !== null) send({ type: 'speak', language: invited })
      else send(gesture)
    },
    [invited, send],
  )
}

/** What the document's root tells: language, direction, and for tests the scene and the portrait. */
function useRootMarks(
  scene: Scene,
  language: string,
  direction: Direction,
  portraitId: string | undefined,
): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dir = direction
    root.dataset.scene = scene.name
    if (portraitId === undefined) delete root.dataset.portraitId
    else root.dataset.portraitId = portraitId
  }, [language, direction, scene.name, portraitId])
}
