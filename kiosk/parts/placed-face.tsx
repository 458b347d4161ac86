import { mediaPath } from '../../server/contract/http.ts'
import { within } from '../camera/within.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeCrop } from '../wall/place-picture.ts'
import { TonedPicture } from './toned-picture.tsx'

const DECODED_WITHIN_MS = 4_000

/** A painted face on the wall, its eyes exactly where the place has them. */
export function PlacedFace(props: {
  readonly portrait: ShownPortrait
  readonly place: FacePlace
  readonly description: string
  /** The picture has arrived and is decoded: showing it costs no frame. */
  readonly onReady?: () => void
}) {
  const { portrait, place, description, onReady } = props
  const { frame, picture } = placeCrop(portrait.crop, portrait.eyes, place)
  const iris = {
    '--eye-x': `${place.eyeX - frame.x}px`,
    '--eye-y': `${place.eyeY - frame.y}px`,
  }
  return (
    <div class="hung" style={{ ...boxStyle(frame), ...iris }}>
      <div class="hung-surface">
        <TonedPicture
          name="hung-picture"
          src={mediaPath(portrait.crop.digest)}
          alt={description}
          style={boxStyle(picture)}
          decoding="async"
          onLoad={(image) => {
            // One that cannot be decoded after it has loaded was taken down meanwhile.
            if (onReady === undefined) return
            const decoded = within(DECODED_WITHIN_MS, 'A portrait', image.decode())
            decoded.then(onReady, onReady)
          }}
        />
      </div>
    </div>
  )
}
