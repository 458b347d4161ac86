import type { Messages } from '../messages/messages.ts'
import type { SelfieTongue } from '../messages/selfie-load-tongue.ts'
import type { SelfieMessages } from '../messages/selfie-messages.ts'
import type { Hang } from '../wall/hang.ts'
import type { Selfie } from './run-selfie.ts'
import type { SelfieScene, SelfieState } from './selfie-state.ts'

/** What every scene of the page is shown with. */
export type SelfieViewProps<S extends SelfieScene = SelfieScene> = {
  readonly state: SelfieState
  readonly scene: S
  /** The language that is spoken, and those that are offered. */
  readonly spoken: SelfieTongue
  /** The exhibit's own words, where they serve here too. */
  readonly messages: Messages
  readonly words: SelfieMessages
  readonly hang: Hang
  readonly selfie: Selfie
}
