const never = (httpStatus: number, title: string) =>
  ({ httpStatus, retry: 'never', title }) as const
const later = (httpStatus: number, title: string) =>
  ({ httpStatus, retry: 'later', title }) as const

/**
 * Every failure of a request: its HTTP status, whether a retry can help, and a description for the
 * author of the asking program. `kiosk/messages/` holds the words for visitors under the same
 * names.
 */
export const FAILURES = {
  'bad-request': never(400, 'The request is not of the form this route takes.'),
  'bad-probe': never(400, 'The probe is not a face descriptor.'),
  'other-space': never(
    400,
    "The probe's descriptor belongs to another embedding space than the gallery's.",
  ),
  'not-found': never(404, 'There is nothing at this address.'),
  'wrong-method': never(405, 'There is something at this address, but not by this method.'),
  'too-slow': later(408, 'The request took longer to arrive than is waited for.'),
  'unsupported-media-type': never(415, 'The request comes in a form this route does not read.'),
  'too-large': never(413, 'The request is larger than is taken.'),
  'head-too-large': never(431, "The request's address and headers are larger than is taken."),
  'bad-picture': never(422, 'The picture cannot be read, or is of a kind that is not.'),
  'no-face': never(422, 'No face was found in the picture.'),
  'many-faces': never(422, 'The picture shows several faces, and it is not said which is meant.'),
  'face-unfit': never(
    422,
    'The face is too small, too dark, blurred or turned away to be compared.',
  ),
  'not-permitted': never(401, 'This server answers only requests with a key.'),
  'no-session': never(401, 'The desk answers curators who have signed in, and nobody else.'),
  'wrong-token': never(403, 'The request does not carry the token of its session.'),
  refused: never(422, 'The desk cannot do what was asked.'),
  stale: never(409, 'Somebody else has decided about it in the meantime.'),
  'held-off': later(429, 'Too many wrong passwords came from here; wait before the next.'),
  busy: later(503, 'Too many pictures are waiting to be looked at; ask again in a moment.'),
  overloaded: later(503, 'The server has more to do than it gets round to; ask again in a moment.'),
  'no-pictures': later(503, 'This server cannot read pictures at present; its log says why.'),
  'bad-range': never(416, 'The file has no such part.'),
  'too-many-probes': later(429, 'Probes come faster than the allowance; wait for each answer.'),
  'too-many-connections': later(
    429,
    'This address holds more connections than the allowance; close some.',
  ),
  internal: later(500, 'The server failed; its log says why.'),
  'no-gallery': later(503, 'No gallery is published yet; run "npm run pendant -- index".'),
  'empty-gallery': later(
    503,
    'The published gallery holds no portrait; import works with faces and index them.',
  ),
}

/** The codes of the problems that an HTTP request or a connection may get. */
export type ProblemCode = keyof typeof FAILURES

export const PROBLEM_CODES = Object.keys(FAILURES) as [ProblemCode, ...ProblemCode[]]

/**
 * The failures that a kiosk has words for: all failures of a look-up, and `not-found` and
 * `too-large`, which only HTTP routes give.
 */
export type FailureCode = Extract<
  ProblemCode,
  | 'bad-request'
  | 'bad-probe'
  | 'other-space'
  | 'not-found'
  | 'too-large'
  | 'too-many-probes'
  | 'internal'
  | 'overloaded'
  | 'no-gallery'
  | 'empty-gallery'
>

export type Failure = {
  readonly code: FailureCode
  /** What is wrong in this case. It never holds any part of a probe. */
  readonly detail: string
}

/** Why the server refused an HTTP request or a connection. A `connect_error` has it as `data`. */
export type Refusal = { readonly code: ProblemCode; readonly detail: string }
