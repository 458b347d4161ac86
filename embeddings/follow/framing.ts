/** How a face stands in the camera's view: framed, or the one thing to be said about it. */
export type Framing = 'framed' | 'too-far' | 'too-near' | 'off-centre' | 'turned-away' | 'too-dark'

export type FramingMeasures = {
  /** Between the centres of the eyes, as a share of the frame's height. */
  readonly eyeDistanceShare: number
  /**
   * From the middle of the frame to the place between the eyes, each axis as a share of its side.
   */
  readonly centreOffsetShare: number
  /** Yaw and pitch together, in degrees. */
  readonly turnedDegrees: number
  /** Mean brightness of the face chip, 0 black to 1 white. */
  readonly brightness: number
}

type Fault = Exclude<Framing, 'framed'>

type Limit = {
  readonly fault: Fault
  readonly measure: keyof FramingMeasures
  /** Which side of the limit is at fault. */
  readonly wrong: 'below' | 'above'
  /** Where the fault begins, and where it is over once it has been told: the gap stops flutter. */
  readonly beginsAt: number
  readonly endsAt: number
}

/** In the order of telling: distance first, since coming near changes everything else. */
const LIMITS: readonly Limit[] = [
  // 0.045 of 480 lines is 22 px between the eyes: half a face chip's own resolution, and what an
  // ordinary wide webcam sees of a person 1.6 m away.
  {
    fault: 'too-far',
    measure: 'eyeDistanceShare',
    wrong: 'below',
    beginsAt: 0.045,
    endsAt: 0.052,
  },
  // A face this large leaves the frame with the next nod.
  { fault: 'too-near', measure: 'eyeDistanceShare', wrong: 'above', beginsAt: 0.32, endsAt: 0.28 },
  // Half of a side is its edge; two people side by side stand at about 0.25.
  {
    fault: 'off-centre',
    measure: 'centreOffsetShare',
    wrong: 'above',
    beginsAt: 0.36,
    endsAt: 0.31,
  },
  // The far eye begins to hide at about 40°; landmarks hold on longer than descriptors do.
  { fault: 'turned-away', measure: 'turnedDegrees', wrong: 'above', beginsAt: 38, endsAt: 32 },
  // Below this a camera shows little but noise. Low on purpose: it must speak of the light, never
  // of a dark complexion, which in room light stays well above it.
  { fault: 'too-dark', measure: 'brightness', wrong: 'below', beginsAt: 0.07, endsAt: 0.09 },
]

/**
 * How the face stands. Pure; `previous` is the last judgement of the same face, or null: what was
 * told is told until it is clearly over. Judging the same measures again changes nothing.
 */
export function judgeFraming(measures: FramingMeasures, previous: Framing | null): Framing {
  const told = LIMITS.find((limit) => isWrong(limit, measures[limit.measure], previous))
  return told?.fault ?? 'framed'
}

function isWrong(limit: Limit, value: number, previous: Framing | null): boolean {
  const at = previous === limit.fault ? limit.endsAt : limit.beginsAt
  return limit.wrong === 'below' ? value < at : value > at
}
