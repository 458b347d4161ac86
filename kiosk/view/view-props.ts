import { createContext } from 'preact'
import { useContext, useLayoutEffect, useState } from 'preact/hooks'
import type { VisitorEye } from '../eye/visitor-eye.ts'
import type { Locales } from '../messages/locales.ts'
import type { Messages } from '../messages/messages.ts'
import type { PoseMatcher } from '../moving/pose-matcher.ts'
import type { FrozenPairStore } from '../session/frozen-pair-store.ts'
import type { RunningExhibit } from '../session/run-exhibit.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { FrozenPair } from '../state/frozen-pair.ts'
import type { Gesture, Scene } from '../state/scene.ts'
import type { Settings } from '../state/settings.ts'
import type { PanelFacts } from '../upkeep/panel-facts.ts'
import type { Layout } from '../wall/layout.ts'
import type { Mirror } from '../wall/mirror.ts'

/** What nearly every scene is shown by: itself, its texts, and the way to answer it. */
export type SceneProps<S extends Scene = Scene> = {
  readonly scene: S
  /** In the visitor's language. */
  readonly messages: Messages
  readonly send: (gesture: Gesture) => void
}

/** For scenes that show more of the exhibit than the scene itself. */
export type StateProps = { readonly state: ExhibitState; readonly settings: Settings }

/** For what hangs on the wall. */
export type WallProps = { readonly layout: Layout }

/** For scenes that offer the languages there are. */
export type LanguageProps = { readonly locales: Locales }

/** All of it; a view names the parts it shows. */
export type ViewProps<S extends Scene = Scene> = SceneProps<S> &
  StateProps &
  WallProps &
  LanguageProps

/** What is drawn frame by frame outside of any rendering, and what is told about it. */
export type Surfaces = {
  readonly mirror: Mirror
  /** Portraits that answer movement. */
  readonly poseMatcher: PoseMatcher
  /** What the machine computes of the visitor, drawn. */
  readonly eye: VisitorEye
  readonly frozenPairs: FrozenPairStore
  /** How far a painting has come that takes the wall. */
  readonly reveal: RunningExhibit['reveal']
  /** Null before there is anything to be told. */
  readonly panel: PanelFacts | null
}

export const SurfacesContext = createContext<Surfaces | null>(null)

export function useSurfaces(): Surfaces {
  const surfaces = useContext(SurfacesContext)
  if (surfaces === null) throw new Error('A view is shown outside of the exhibit’s own.')
  return surfaces
}

/** The visitor held still beside this portrait; null while they are not. */
export function useFrozenPair(portraitId: string): FrozenPair | null {
  const { frozenPairs } = useSurfaces()
  const [pair, setPair] = useState(frozenPairs.current)
  useLayoutEffect(() => {
    const look = () => setPair(frozenPairs.current)
    look()
    return frozenPairs.onChange(look)
  }, [frozenPairs])
  return pair?.portraitId === portraitId ? pair : null
}
