/**
 * Every failure of a request: its HTTP status, whether a retry can help, and a description for the
 * author of the asking program. `kiosk/messages/` holds the words for visitors under the same
 * names.
 */
export const FAILURES = {
  'bad-request': {
    httpStatus: 400,
    retry: 'never',
    title: 'The request is not of the form this route takes.',
  },
  'bad-probe': { httpStatus: 400, retry: 'never', title: 'The probe is not a face descriptor.' },
  'other-space': {
    httpStatus: 400,
    retry: 'never',
    title: "The probe's descriptor belongs to another embedding space than the gallery's.",
  },
  'not-found': { httpStatus: 404, retry: 'never', title: 'There is nothing at this address.' },
  'wrong-method': {
    httpStatus: 405,
    retry: 'never',
    title: 'There is something at this address, but not by this method.',
  },
  'too-slow': {
    httpStatus: 408,
    retry: 'later',
    title: 'The request took longer to arrive than is waited for.',
  },
  'unsupported-media-type': {
    httpStatus: 415,
    retry: 'never',
    title: 'The request comes in a form this route does not read.',
  },
  'too-large': { httpStatus: 413, retry: 'never', title: 'The request is larger than is taken.' },
  'head-too-large': {
    httpStatus: 431,
    retry: 'never',
    title: "The request's address and headers are larger than is taken.",
  },
  'bad-picture': {
    httpStatus: 422,
    retry: 'never',
    title: 'The picture cannot be read, or is of a kind that is not.',
  },
  'no-face': { httpStatus: 422, retry: 'never', title: 'No face was found in the picture.' },
  'many-faces': {
    httpStatus: 422,
    retry: 'never',
    title: 'The picture shows several faces, and it is not said which is meant.',
  },
  'face-unfit': {
    httpStatus: 422,
    retry: 'never',
    title: 'The face is too small, too dark, blurred or turned away to be compared.',
  },
  'not-permitted': {
    httpStatus: 401,
    retry: 'never',
    title: 'This server answers only requests with a key.',
  },
  busy: {
    httpStatus: 503,
    retry: 'later',
    title: 'Too many pictures are waiting to be looked at; ask again in a moment.',
  },
  overloaded: {
    httpStatus: 503,
    retry: 'later',
    title: 'The server has more to do than it gets round to; ask again in a moment.',
  },
  'no-pictures': {
    httpStatus: 503,
    retry: 'later',
    title: 'This server cannot read pictures at present; its log says why.',
  },
  'bad-range': {
    httpStatus: 416,
    retry: 'never',
    title: 'The file has no such part.',
  },
  'too-many-probes': {
    httpStatus: 429,
    retry: 'later',
    title: 'Probes come faster than the allowance; wait for each answer.',
  },
  'too-many-connections': {
    httpStatus: 429,
    retry: 'later',
    title: 'This address holds more connections than the allowance; close some.',
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

/** The codes of the problems that an HTTP request or a connection may get. */
export type ProblemCode = keyof typeof FAILURES

export const PROBLEM_CODES = Object.keys(FAILURES) as [ProblemCode, ...ProblemCode[]]

/**
 * The failures that a kiosk has words for: all failures of a look-up, and `not-found` and
 * `too-large`, which only HTTP routes give.
 */
export type FailureCode = Exclude<
  ProblemCode,
  | 'wrong-method'
  | 'too-slow'
  | 'head-too-large'
  | 'unsupported-media-type'
  | 'bad-range'
  | 'too-many-connections'
  | 'bad-picture'
  | 'no-face'
  | 'many-faces'
  | 'face-unfit'
  | 'not-permitted'
  | 'busy'
  | 'no-pictures'
>

export type Failure = {
  readonly code: FailureCode
  /** What is wrong in this case. It never holds any part of a probe. */
  readonly detail: string
}

/** Why the server refused an HTTP request or a connection. A `connect_error` has it as `data`. */
export type Refusal = { readonly code: ProblemCode; readonly detail: string }
