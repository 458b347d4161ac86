import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Locales } from '../messages/locales.ts'
import { useAccent } from '../parts/use-accent.ts'
import { useViewport } from '../parts/use-viewport.ts'
import { Wall } from '../parts/wall.tsx'
import { likenessesOffered } from '../state/browse.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Gesture, Scene } from '../state/scene.ts'
import { rootOf, rowOf } from '../state/scenes.ts'
import type { Settings } from '../state/settings.ts'
import { type Direction, heldToPixels, layoutFor, layoutStyle } from '../wall/layout.ts'
import { invitedIn } from './attract-view.tsx'
import { PanelHandle } from './panel-handle.tsx'
import { viewOf } from './scene-views.tsx'
import { useKeys } from './use-keys.ts'
import { useTextScale } from './use-text-scale.ts'
import { type Surfaces, SurfacesContext, type ViewProps } from './view-props.ts'

/** The whole screen: a wall, the pictures on it, and the words. A function of the state. */
export function ExhibitView(props: {
  readonly state: ExhibitState
  readonly settings: Settings
  readonly locales: Locales
  readonly surfaces: Surfaces
  readonly send: (gesture: Gesture) => void
}) {
  const { state, settings, locales, surfaces, send } = props
  const { scene, language } = state
  const direction = locales.offered.find(({ tag }) => tag === language)?.direction ?? 'ltr'
  const { width, height } = useViewport()
  const textScale = useTextScale()
  const wall = useMemo(() => layoutFor(width, height, direction), [width, height, direction])
  const messages = locales.messagesIn(language)
  // A question stands before what it interrupts.
  const hanging = scene.name === 'still-there' ? scene.under : scene
  const leastPx = leastEyeDistancePx(state, hanging)
  const layout = useMemo(() => heldToPixels(wall, [leastPx]), [wall, leastPx])
  const view: ViewProps = { state, scene, settings, locales, messages, layout, send }
  const shown = rowOf<Scene>(hanging).shown?.(hanging, state) ?? null
  useAccent(shown, settings.look)
  useKeys(scene, useSpokenTo(view))
  useRootMarks(scene, language, direction, shown?.portraitId)
  const { Pictures } = viewOf<Scene>(hanging)
  const { Words, says, key = scene.name } = viewOf(scene)
  const wordsKey = typeof key === 'string' ? key : key(scene)
  const operates = rowOf(scene).pressed?.(scene, state, settings) ?? []
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
      data-format={layout.format}
      data-reach={layout.reach}
      style={{ ...layoutStyle(layout), '--text': String(textScale) }}
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
      <SurfacesContext.Provider value={surfaces}>
        <Wall layout={layout} width={width} height={height} />
        <div class={`pictures pictures-${scene.name}`}>
          {Pictures === undefined ? null : <Pictures {...view} scene={hanging} />}
        </div>
        <div class={`words words-${wordsKey}`} key={wordsKey}>
          <Words {...view} />
        </div>
        {operates.some(({ type }) => type === 'operate') ? (
          <PanelHandle
            name={messages.spoken.operatorsCorner}
            onHeld={() => send({ type: 'operate' })}
          />
        ) : null}
        <div class="spoken" role="status" aria-live="polite" lang={language} translate={false}>
          {says?.(view) ?? ''}
        </div>
      </SurfacesContext.Provider>
    </main>
  )
}

/** Pixels between the eyes of whoever hangs with fewest; infinite where nobody hangs large. */
function leastEyeDistancePx(state: ExhibitState, hanging: Scene): number {
  const rooted = rootOf(hanging)
  const hung =
    rooted.name === 'duet'
      ? rooted.portraits
      : rooted.name === 'browse'
        ? [rooted.chosen, likenessesOffered(state, rooted).nearest]
        : [rowOf<Scene>(hanging).shown?.(hanging, state) ?? null]
  const distances = hung
    .filter((portrait) => portrait !== null)
    .map(({ eyes: [left, right] }) => Math.hypot(right.x - left.x, right.y - left.y))
  return Math.min(Number.POSITIVE_INFINITY, ...distances)
}

/**
 * The way of a key that begins: whoever presses it is spoken to in the language that invited them.
 */
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

/**
 * What the document's root tells: language and direction, that a painting is on its way, for which
 * the styles keep words from the wall; and for tests the scene and the portrait.
 */
function useRootMarks(
  scene: Scene,
  language: string,
  direction: Direction,
  portraitId: string | undefined,
): void {
  const isRevealing = scene.name === 'whole' && scene.reveal !== 'whole'
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dir = direction
    root.dataset.scene = scene.name
    if (isRevealing) root.dataset.revealing = ''
    else delete root.dataset.revealing
    if (portraitId === undefined) delete root.dataset.portraitId
    else root.dataset.portraitId = portraitId
  }, [language, direction, scene.name, isRevealing, portraitId])
}
