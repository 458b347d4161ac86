import type { Nearness } from '../../embeddings/nearness.ts'
import type { LookupTrouble } from '../state/exhibit-event.ts'
import type { HouseTrouble, MirrorTrouble, Stance } from '../state/scene.ts'
import type { Language } from './languages.ts'

/**
 * Everything the exhibit says to a visitor. Each language fills every key, or it does not compile.
 * Sentences are whole: nothing is put together from parts, since word order differs.
 */
export type Messages = {
  /** Which language this is: labels are sought in the same. */
  readonly language: Language
  readonly languages: string
  readonly attract: {
    /** Stops a passer-by: one short sentence. */
    readonly invitation: string
    readonly begin: string
  }
  readonly consent: {
    readonly title: string
    /** What is computed, where, for how long; one sentence or two each. */
    readonly notice: (portraits: number | null) => readonly string[]
    readonly guardians: string
    readonly withMyFace: string
    readonly withoutMyFace: string
  }
  readonly waking: { readonly title: string; readonly camera: string; readonly models: string }
  readonly stances: Readonly<Record<Stance, string>>
  /** Several people stand before the mirror. */
  readonly oneAtATime: string
  readonly live: {
    readonly looking: string
    /**
     * Each claims no more than its row of the table in `embeddings/nearness.ts` says, and says it of
     * the portrait and this collection, never of the visitor.
     */
    readonly nearness: Readonly<Record<Nearness, string>>
    /** Over the nearest, where nothing is near: kin at best, none of them a twin. */
    readonly cousins: string
    readonly seeWhole: string
  }
  readonly whole: { readonly alsoNear: string; readonly otherCousins: string }
  readonly cabinet: {
    readonly title: string
    readonly advice: string
    readonly anotherWall: string
    readonly alsoNear: string
    readonly looking: string
    readonly walkOn: string
    readonly unanswered: string
  }
  readonly label: {
    readonly unknownArtist: string
    readonly untitled: string
    readonly publicDomain: string
    readonly notOnView: string
  }
  readonly stillThere: {
    readonly title: string
    readonly advice: (seconds: number) => string
    readonly stay: string
  }
  readonly goodbye: { readonly title: string; readonly kept: string }
  readonly apologies: Readonly<
    Record<HouseTrouble | MirrorTrouble, { readonly title: string; readonly advice: string }>
  >
  /** Said beside a picture that stays; keyed like `server/contract/failures.ts`. */
  readonly failures: Readonly<Record<LookupTrouble, string>>
  readonly ways: {
    readonly back: string
    readonly leave: string
    readonly tryAgain: string
    readonly goOnWithoutFace: string
  }
  /** For those who hear the exhibit: what a picture shows. */
  readonly spoken: {
    readonly portrait: (title: string, artist: string) => string
    readonly mirror: string
    readonly nearYou: (title: string, artist: string) => string
  }
}
