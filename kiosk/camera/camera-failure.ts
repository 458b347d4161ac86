import type { CameraFailure } from './camera.ts'

/**
 * What a rejected `getUserMedia` means for the visitor, by the name of its DOMException (Media
 * Capture and Streams, W3C, 10.2.2). Names that are not in the specification count as no camera.
 */
export function cameraFailure(problem: unknown): CameraFailure {
  const { name = 'Error', message = String(problem) } = problem as Partial<Error>
  return { status: 'failed', reason: REASONS[name] ?? 'no-camera', detail: `${name}: ${message}` }
}

const REASONS: Readonly<Record<string, CameraFailure['reason']>> = {
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotAllowedError: 'camera-refused',
  // The browser or its policy refuses for the visitor, and only they can undo it.
  SecurityError: 'camera-refused',
  NotReadableError: 'camera-in-use',
  AbortError: 'camera-in-use',
  // It did not answer within the limits of `openStream`.
  TimeoutError: 'camera-silent',
}
