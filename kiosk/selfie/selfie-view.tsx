import type { FunctionComponent } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { LANGUAGES } from '../messages/languages.ts'
import { SELFIE_MESSAGES } from '../messages/selfie/speak.ts'
import { MESSAGES } from '../messages/speak.ts'
import { hangFor, hangStyle } from '../view/hang.ts'
import { useViewport } from '../view/use-viewport.ts'
import { Wall } from '../view/wall.tsx'
import type { Selfie } from './run-selfie.ts'
import type { SelfieState } from './selfie-state.ts'
import { StartWords } from './start-words.tsx'
import { usePictures } from './use-pictures.ts'
import type { SelfieViewProps } from './view-props.ts'

/** The scenes that come after the first paint. */
export type LaterScenes = {
  readonly Pictures: FunctionComponent<SelfieViewProps>
  readonly Words: FunctionComponent<SelfieViewProps>
}

/** The whole page: a wall, the pictures on it, and the words. A function of the state. */
export function SelfieView(props: {
  readonly state: SelfieState
  readonly selfie: Selfie
  /** Null until they are loaded; there is only the start until then. */
  readonly later: LaterScenes | null
}) {
  const { state, selfie, later } = props
  const { scene, language } = state
  const { width, height } = useViewport()
  const hang = useMemo(() => hangFor(width, height), [width, height])
  const view: SelfieViewProps = {
    state,
    scene,
    messages: MESSAGES[language],
    words: SELFIE_MESSAGES[language],
    hang,
    selfie,
  }
  usePictures(selfie)
  useBackKey(selfie)
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dir = LANGUAGES[language].direction
    root.dataset.scene = scene.name
    document.title = SELFIE_MESSAGES[language].pageTitle
  }, [language, scene.name])
  const room = useRef<HTMLElement>(null)
  // A new scene took its controls along, and the focus with them.
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true })
  }, [scene.name])
  return (
    <main class="room" ref={room} tabIndex={-1} data-format={hang.format} style={hangStyle(hang)}>
      <Wall hang={hang} width={width} height={height} />
      {later === null ? null : <later.Pictures {...view} />}
      {scene.name === 'start' ? <StartWords {...view} scene={scene} /> : null}
      {later === null ? null : <later.Words {...view} />}
    </main>
  )
}

/** Escape goes back, from wherever one is. */
function useBackKey(selfie: Selfie): void {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') selfie.send({ type: 'back' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [selfie])
}
