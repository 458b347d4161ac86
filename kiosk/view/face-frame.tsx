import type { FacePlace } from '../wall/hang.ts'

/** How far the frame reaches from the middle of the face, and that middle below the eyes, in eye distances. */
const FRAME = { acrossHalf: 1.5, downHalf: 2.05, below: 0.42 }

/**
 * Where a face belongs: the hairline of an oval frame, such as miniatures have. It breathes while it
 * waits for one and holds its breath for a face that stands well.
 */
export function FaceFrame(props: {
  readonly place: FacePlace
  readonly light: 'out' | 'breathing' | 'steady'
}) {
  const { place, light } = props
  const { eyeX, eyeY, eyeDistance } = place
  return (
    <div
      class={`face-frame face-frame-${light}`}
      aria-hidden="true"
      style={{
        left: `${eyeX - FRAME.acrossHalf * eyeDistance}px`,
        top: `${eyeY + (FRAME.below - FRAME.downHalf) * eyeDistance}px`,
        width: `${2 * FRAME.acrossHalf * eyeDistance}px`,
        height: `${2 * FRAME.downHalf * eyeDistance}px`,
      }}
    />
  )
}
