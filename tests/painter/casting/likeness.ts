/**
 * Everything that makes one head this head. Unless said otherwise a number is a deviation from an
 * even middle: 0 is average, ±1 plainly noticeable, ±2 the end of what people look like.
 */
export type Likeness = {
  /** 0 = eighteen, 1 = ninety. */
  age: number
  /** 0 … 1 along the whole human range, lightest to darkest. */
  tone: number
  /** Warmer (redder) above 0, more olive below. */
  warmth: number
  /** 0 = soft features, 1 = rugged ones; a leaning of brow, jaw and neck, nothing more. */
  rugged: number
  faceWidth: number
  faceLength: number
  jawWidth: number
  chin: number
  chinForward: number
  chinCleft: number
  forehead: number
  cheekbones: number
  fullness: number
  brow: number
  browHeight: number
  browWeight: number
  browArch: number
  browTilt: number
  eyeSize: number
  eyeSpacing: number
  eyeTilt: number
  eyeDepth: number
  /** 0 = smooth upper lid, 1 = deep crease. */
  lidCrease: number
  lidWeight: number
  noseLength: number
  noseWidth: number
  noseBridge: number
  noseTip: number
  noseHump: number
  noseReach: number
  mouthWidth: number
  upperLip: number
  lowerLip: number
  mouthHeight: number
  smile: number
  earSize: number
  neck: number
  /** Unevenness of the two halves and of the surface comes from here. */
  seed: number
  /** sRGB hex. */
  irisColour: string
  hairColour: string
  /** Share of grey, 0 … 1. */
  grey: number
  freckles: number
}
