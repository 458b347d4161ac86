import type { Messages, SelfieMessages } from '../messages/messages.ts'
import type { SelfieLocale } from '../messages/selfie-locale.ts'
import type { Layout } from '../wall/layout.ts'
import type { Selfie } from './run-selfie.ts'
import type { SelfieScene, SelfieState } from './selfie-state.ts'

/** The props of every scene of the page. */
export type SelfieViewProps<S extends SelfieScene = SelfieScene> = {
  readonly state: SelfieState
  readonly scene: S
  /** The current language and the offered languages. */
  readonly spoken: SelfieLocale
  /** The exhibit's own messages, as far as this page uses them. */
  readonly messages: Messages
  readonly words: SelfieMessages
  readonly layout: Layout
  readonly selfie: Selfie
}
