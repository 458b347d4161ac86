/**
 * The least that a face in a single picture must fulfil before it is searched with. The kiosk sees
 * the next frame in a moment and asks for more (embeddings/follow/framing.ts). Among 131 press
 * photographs, all 126 in which a face is found are within these limits.
 */
export const STILL_LIMITS = {
  /** A quarter of a face chip's own resolution: a face 40 px wide. */
  minEyeDistancePx: 12,
  /** Brightness of the chip's middle, 0 black to 1 white. Below it there is little but noise. */
  minFaceBrightness: 0.05,
  /** Sum of yaw and pitch. */
  maxTurnedDegrees: 50,
  /** See `alignmentResidual`. Beyond it the landmarks fit no face. */
  maxAlignmentResidual: 0.12,
  /** See `sharpness`. A photograph this blurred is out of focus by a fifth of the eye distance. */
  minSharpness: 0.006,
} as const
