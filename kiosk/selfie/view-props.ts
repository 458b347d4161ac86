import type { Messages, SelfieMessages } from '../messages/messages.ts'
import type { SelfieLocale } from '../messages/selfie-locale.ts'
import type { Layout } from '../wall/layout.ts'
import type { Selfie } from './run-selfie.ts'
import type { SelfieScene, SelfieState } from './selfie-state.ts'

/** What every scene of the page is shown with. */
export type SelfieViewProps<S extends SelfieScene = SelfieScene> = {
  readonly state: SelfieState
  readonly scene: S
  /** The language that is spoken, and those that are offered. */
  readonly spoken: SelfieLocale
  /** The exhibit's own words, where they serve here too. */
  readonly messages: Messages
  readonly words: SelfieMessages
  readonly layout: Layout
  readonly selfie: Selfie
}
