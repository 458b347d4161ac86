import { bringInOperations, sampleOf } from './bring-in.ts'
import { collectionOperations } from './collection-operations.ts'
import type { DeskActions, DeskParts } from './desk-actions.ts'
import { publishingOperations } from './publishing.ts'
import { reviewOperations } from './review.ts'

/** Everything that the desk can be asked, and what the server notes of who comes and goes. */
export function deskOperations(parts: DeskParts) {
  const note = ({ action, detail }: { action: string; detail: unknown }, by: string) => {
    parts.catalogue.audit.note(action, detail, by === '' ? 'nobody' : by)
    return {}
  }
  const sample = (which: { job: number; at: number }) => sampleOf(parts, which)
  return {
    note,
    sample,
    ...reviewOperations(parts),
    ...bringInOperations(parts),
    ...publishingOperations(parts),
    ...collectionOperations(parts),
  } satisfies DeskActions & { note: typeof note; sample: typeof sample }
}
