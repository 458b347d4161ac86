import type { Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { Scene } from '../state/scene.ts'
import { rowOf } from '../state/scenes.ts'
import type { SceneProps, StateProps } from './view-props.ts'

/** The words that can be pressed in a scene, as its row has them. */
export function Ways<S extends Scene>({
  scene,
  state,
  settings,
  messages,
  send,
}: SceneProps<S> & StateProps) {
  const ways = rowOf<Scene>(scene).ways?.(scene, state, settings) ?? []
  return (
    <>
      {ways.map(({ word, gesture, isMain }) => (
        <WordButton key={word} weight={isMain ? 'main' : 'plain'} onPress={() => send(gesture)}>
          {textAt(messages, word)}
        </WordButton>
      ))}
    </>
  )
}

/** The same, at the foot of the screen. */
export function WaysFoot<S extends Scene>(props: SceneProps<S> & StateProps) {
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
