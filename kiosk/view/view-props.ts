import type { VisitorEye } from '../eye/visitor-eye.ts'
import type { Locales } from '../messages/locales.ts'
import type { Messages } from '../messages/messages.ts'
import type { Movers } from '../moving/movers.ts'
import type { SittingRoom } from '../session/sitting-room.ts'
import type { Gesture } from '../state/exhibit-event.ts'
import type { ExhibitState } from '../state/exhibit-state.ts'
import type { Scene } from '../state/scene.ts'
import type { Settings } from '../state/settings.ts'
import type { Corner } from '../upkeep/corner.ts'
import type { Hang } from '../wall/hang.ts'
import type { Mirror } from '../wall/mirror.ts'

/** What every scene is shown with. */
export type ViewProps<S extends Scene = Scene> = {
  readonly state: ExhibitState
  readonly scene: S
  readonly settings: Settings
  /** The languages there are. */
  readonly locales: Locales
  /** What is said in the visitor's. */
  readonly messages: Messages
  readonly hang: Hang
  readonly mirror: Mirror
  /** Portraits that answer movement. */
  readonly movers: Movers
  /** What the machine computes of the visitor, drawn. */
  readonly eye: VisitorEye
  readonly sittings: SittingRoom
  /** Null before there is anything to be told. */
  readonly corner: Corner | null
  readonly send: (gesture: Gesture) => void
}
