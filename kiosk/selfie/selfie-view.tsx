import type { FunctionComponent } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { SelfieLocale } from '../messages/selfie-locale.ts'
import { NoticeText } from '../parts/notice-text.tsx'
import { useViewport } from '../parts/use-viewport.ts'
import { Wall } from '../parts/wall.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { layoutFor, layoutStyle } from '../wall/layout.ts'
import type { Selfie } from './run-selfie.ts'
import type { SelfieState } from './selfie-state.ts'
import { StartWords } from './start-words.tsx'
import { usePictures } from './use-pictures.ts'
import { useSystemBack } from './use-system-back.ts'
import type { SelfieViewProps } from './view-props.ts'

/** The scenes that load after the first paint. */
export type LaterScenes = {
  readonly Pictures: FunctionComponent<SelfieViewProps>
  readonly Words: FunctionComponent<SelfieViewProps>
}

/** The whole page as a function of the state: a wall, its pictures and the words. */
export function SelfieView(props: {
  readonly state: SelfieState
  /** The visitor's language, once its words are loaded. */
  readonly spoken: SelfieLocale
  readonly selfie: Selfie
  /** Null while the scenes load and only the start is shown; 'missing' if they did not arrive. */
  readonly later: LaterScenes | 'missing' | null
}) {
  const { state, spoken, selfie, later } = props
  const { scene } = state
  const { tag, direction, words } = spoken
  const { width, height } = useViewport()
  const layout = useMemo(() => layoutFor(width, height, direction), [width, height, direction])
  const view: SelfieViewProps = {
    state,
    scene,
    spoken,
    messages: spoken.messages,
    words,
    layout,
    selfie,
  }
  usePictures(selfie)
  useBackKey(selfie)
  useSystemBack(scene.name, selfie)
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = tag
    root.dir = direction
    root.dataset.scene = scene.name
    document.title = words.pageTitle
  }, [tag, direction, words, scene.name])
  const room = useRef<HTMLElement>(null)
  // A new scene removes the old controls and with them the focus.
  useEffect(() => {
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true })
  }, [scene.name])
  return (
    <main
      class="room"
      ref={room}
      tabIndex={-1}
      data-format={layout.format}
      data-reach={layout.reach}
      style={layoutStyle(layout)}
    >
      <Wall layout={layout} width={width} height={height} />
      {later === null || later === 'missing' ? null : <later.Pictures {...view} />}
      {scene.name === 'start' ? <StartWords {...view} scene={scene} /> : null}
      {later === null ? null : later === 'missing' ? (
        <Incomplete {...view} />
      ) : (
        <later.Words {...view} />
      )}
    </main>
  )
}

/** Says that the scenes did not arrive, as soon as one of them is needed. */
function Incomplete({ scene, words, messages, selfie }: SelfieViewProps) {
  if (scene.name === 'start') return null
  const { title, advice } = words.sorry['no-models']
  return (
    <div class="words words-notice" role="alert">
      <NoticeText title={title} advice={advice}>
        <WordButton weight="main" onPress={() => selfie.reload()}>
          {messages.ways.tryAgain}
        </WordButton>
      </NoticeText>
    </div>
  )
}

/** Escape goes back from every scene. */
function useBackKey(selfie: Selfie): void {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') selfie.send({ type: 'back' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [selfie])
}
