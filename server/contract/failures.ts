/**
 * Everything that can end a request other than well: its HTTP status, whether asking again can help,
 * and what it is, in words for whoever wrote the asking program. What a visitor is told is in
 * `kiosk/messages/`, under the same names.
 */
export const FAILURES = {
  'bad-request': {
    httpStatus: 400,
    retry: 'never',
    title: 'The request is not of the form this route takes.',
  },
  'bad-probe': { httpStatus: 400, retry: 'never', title: 'The probe is not a face descriptor.' },
  'not-found': { httpStatus: 404, retry: 'never', title: 'There is nothing at this address.' },
  'too-large': { httpStatus: 413, retry: 'never', title: 'The request is larger than is taken.' },
  'too-many-probes': {
    httpStatus: 429,
    retry: 'later',
    title: 'Probes come faster than the allowance; wait for each answer.',
  },
  internal: { httpStatus: 500, retry: 'later', title: 'The server failed; its log says why.' },
  'no-gallery': {
    httpStatus: 503,
    retry: 'later',
    title: 'No gallery is published yet; run "npm run pendant -- index".',
  },
  'empty-gallery': {
    httpStatus: 503,
    retry: 'later',
    title: 'The published gallery holds no portrait; import works with faces and index them.',
  },
} as const satisfies Record<string, { httpStatus: number; retry: 'never' | 'later'; title: string }>

export type FailureCode = keyof typeof FAILURES

export type Failure = {
  readonly code: FailureCode
  /** What is wrong this time. Never holds any part of a probe. */
  readonly detail: string
}
