import type { Settings } from '../exhibit/settings.ts'
import type { Messages } from '../messages/messages.ts'
import type { Gesture } from '../state/exhibit-event.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Scene } from '../state/scene.ts'
import type { Hang } from './hang.ts'
import type { Mirror } from './mirror.ts'

/** What every scene is shown with. */
export type ViewProps<S extends Scene = Scene> = {
  readonly state: ExhibitState
  readonly scene: S
  readonly settings: Settings
  readonly messages: Messages
  readonly hang: Hang
  readonly mirror: Mirror
  readonly send: (gesture: Gesture) => void
}
