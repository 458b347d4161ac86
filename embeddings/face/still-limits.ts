/**
 * What a face in a picture that was taken once must come up to before it is searched with. The kiosk,
 * which sees the next frame in a moment, asks for more (embeddings/follow/framing.ts). Of 131 press
 * photographs all 126 in which a face is found are within.
 */
export const STILL_LIMITS = {
  /** A quarter of a face chip's own resolution: a face 40 px wide. */
  minEyeDistancePx: 12,
  /** Of the middle of the chip, 0 black to 1 white: below it there is little but noise. */
  minFaceBrightness: 0.05,
  /** Yaw and pitch together. */
  maxTurnedDegrees: 50,
  /** See `alignmentResidual`: beyond it landmarks fit no face. */
  maxAlignmentResidual: 0.12,
  /** See `sharpness`: a photograph out of focus by a fifth of the eye distance. */
  minSharpness: 0.006,
} as const
