const MARKER = 0xff
const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda

/**
 * The frames of a motion JPEG clip: JPEGs one after the other, whatever lies between them. Segments
 * of a frame's header are stepped over by their length, so that a thumbnail within is not taken for
 * a frame; in its scan FFD9 can only be its end (ITU-T T.81, B.1.1). A frame cut short is left out.
 */
export function splitMotionJpeg(clip: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = []
  let start: number | undefined
  let inScan = false
  for (let at = 0; at + 1 < clip.length; ) {
    const marker = clip[at] === MARKER ? (clip[at + 1] as number) : 0
    if (marker === START_OF_IMAGE) {
      start = at
      inScan = false
      at += 2
    } else if (start !== undefined && marker === END_OF_IMAGE) {
      frames.push(clip.subarray(start, at + 2))
      start = undefined
      at += 2
    } else if (start !== undefined && !inScan && marker > START_OF_IMAGE && marker < MARKER) {
      inScan = marker === START_OF_SCAN
      at += 2 + (((clip[at + 2] ?? 0) << 8) | (clip[at + 3] ?? 0))
    } else {
      at += 1
    }
  }
  return frames
}
