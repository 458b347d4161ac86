import type { Response } from 'express'
import { FAILURES } from '../contract/failures.ts'
import { sendProblem } from '../web/problems.ts'

/** The answer of every route that reads from a gallery when there is none. */
export function noGallery(response: Response): void {
  sendProblem(response, { code: 'no-gallery', detail: FAILURES['no-gallery'].title })
}
