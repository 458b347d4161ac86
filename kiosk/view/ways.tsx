import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { Gesture, Scene } from '../state/scene.ts'
import { rowOf } from '../state/scenes.ts'
import type { SceneProps, StateProps } from './view-props.ts'

/** What ends what a visitor is at, and so stands last. */
const LEADS_OUT: ReadonlySet<Gesture['type']> = new Set(['without-my-face', 'leave'])

/** The words that can be pressed in a scene, as its row has them; those of one rank, or all. */
export function Ways<S extends Scene>({
  scene,
  state,
  settings,
  messages,
  send,
  rank = 'all',
}: SceneProps<S> & StateProps & { readonly rank?: 'all' | 'on' | 'out' }) {
  const ways = rowOf<Scene>(scene).ways?.(scene, state, settings) ?? []
  const ranked = ways.filter(
    ({ gesture }) => rank === 'all' || LEADS_OUT.has(gesture.type) === (rank === 'out'),
  )
  return (
    <>
      {ranked.map(({ word, gesture, isMain }) => (
        <WordButton key={word} weight={isMain ? 'main' : 'plain'} onPress={() => send(gesture)}>
          {textAt(messages, word)}
        </WordButton>
      ))}
    </>
  )
}

/** The same, at the foot of the screen. What is to play with stands before the ways out. */
export function WaysFoot<S extends Scene>({
  children,
  ...props
}: SceneProps<S> & StateProps & { readonly children?: ComponentChildren }) {
  if (children !== undefined) {
    return (
      <div class="ways-foot ways-ranked">
        <div class="ways">
          <Ways {...props} rank="on" />
        </div>
        {children}
        <div class="ways ways-out">
          <Ways {...props} rank="out" />
        </div>
      </div>
    )
  }
  return (
    <div class="ways ways-foot">
      <Ways {...props} />
    </div>
  )
}

/** The texts of a language that are no more than texts, by their sections and keys. */
type TextPath<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? Key
    : Texts[Key] extends readonly unknown[] | ((...parts: never[]) => unknown)
      ? never
      : `${Key}.${TextPath<Texts[Key]>}`
}[keyof Texts & string]

function textAt(messages: Messages, path: TextPath<Messages>): string {
  const text = path
    .split('.')
    .reduce<unknown>((texts, key) => (texts as Record<string, unknown>)[key], messages)
  return text as string
}
