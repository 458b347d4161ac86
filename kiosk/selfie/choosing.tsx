import { WordButton } from '../parts/word-button.tsx'
import { boxStyle } from '../wall/box-style.ts'
import type { Layout } from '../wall/layout.ts'
import { placeWhole } from '../wall/place-picture.ts'
import type { Choosing } from './selfie-state.ts'
import { WholePictureCanvas } from './still-canvas.tsx'
import type { SelfieViewProps } from './view-props.ts'

/** The least size that a finger needs, whatever the size of a face. */
const LEAST_MARK_PX = 48

/** The picture with its faces marked. The visitor chooses a face by its mark. */
export function ChoosingPicture({ scene, layout, words, selfie }: SelfieViewProps<Choosing>) {
  const { picture, faces } = scene
  const room = roomFor(layout)
  const hung = placeWhole({ width: picture.width, height: picture.height }, room)
  const scale = hung.width / picture.width
  return (
    <div class="pictures pictures-choosing">
      <WholePictureCanvas picture={picture} room={room} description={words.spoken.manyFaces} />
      {faces.map((face, index) => {
        const width = Math.max(LEAST_MARK_PX, face.width * scale)
        const height = Math.max(LEAST_MARK_PX, face.height * scale)
        const mark = {
          x: hung.x + (face.x + face.width / 2) * scale - width / 2,
          y: hung.y + (face.y + face.height / 2) * scale - height / 2,
          width,
          height,
        }
        return (
          <button
            key={`${face.x} ${face.y}`}
            type="button"
            class="mark"
            style={boxStyle(mark)}
            aria-label={words.choosing.face(index + 1, faces.length)}
            onClick={() => selfie.send({ type: 'choose-face', face: index })}
          />
        )
      })}
    </div>
  )
}

function roomFor({ format, whole, singleSlot }: Layout) {
  return format === 'portrait' ? { ...whole, y: singleSlot.y, height: singleSlot.height } : whole
}

export function ChoosingWords({ words, selfie }: SelfieViewProps<Choosing>) {
  return (
    <div class="words words-choosing" key="choosing">
      <div class="foot">
        <h1 class="foot-title">{words.choosing.title}</h1>
        <p class="instruction instruction-aside">{words.choosing.advice}</p>
        <div class="ways">
          <WordButton onPress={() => selfie.send({ type: 'another' })}>
            {words.pair.another}
          </WordButton>
        </div>
      </div>
    </div>
  )
}
