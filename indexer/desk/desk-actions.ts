import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type {
  DeskAnswers,
  DeskEvents,
  DeskOperation,
  DeskRequest,
} from '../../server/contract/desk.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { PipelineVersion } from '../catalogue/descriptions.ts'
import type { DeskFaces } from './desk-faces.ts'
import type { JobRunner } from './job-runner.ts'

/** What the operations of the desk work with. */
export type DeskParts = {
  readonly catalogue: Catalogue
  readonly paths: DataPaths
  readonly recipe: PipelineVersion
  readonly faces: DeskFaces
  readonly runner: JobRunner
  /** Tells all open desks. */
  readonly tell: <Name extends keyof DeskEvents>(
    event: Name,
    data: Parameters<DeskEvents[Name]>[0],
  ) => void
}

/** Operations in a curator's name. What they cannot do they throw as `CuratorError` or `Stale`. */
export type DeskActions = {
  readonly [Name in DeskOperation]: (
    input: DeskRequest<Name>,
    by: string,
  ) => Promise<DeskAnswers[Name]> | DeskAnswers[Name]
}

/** Somebody else was quicker; nothing was changed. The message says who did what. */
export class Stale extends Error {
  override readonly name = 'Stale'
}
