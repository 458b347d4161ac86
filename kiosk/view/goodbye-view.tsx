import { mediaPath } from '../../server/contract/http.ts'
import { describeWork } from '../parts/label-words.ts'
import { NoticeText } from '../parts/notice-text.tsx'
import { TonedPicture } from '../parts/toned-picture.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import type { Goodbye } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { pictureFor, placeWhole } from '../wall/place-picture.ts'
import type { SceneProps, StateProps, WallProps } from './view-props.ts'
import { besidePainting, findItHere } from './whole-view.tsx'

/** The painting once more: the museum's, and where it hangs. */
export function GoodbyePicture({ scene, messages, layout }: SceneProps<Goodbye> & WallProps) {
  if (scene.painting === null) return null
  const { picture, label } = scene.painting
  const box = placeWhole(picture, layout.whole)
  return (
    <div class="hung goodbye-picture" style={boxStyle(box)}>
      <div class="hung-surface">
        <TonedPicture
          name="whole-picture"
          src={mediaPath(pictureFor(scene.painting, box.width).digest)}
          alt={describeWork(label, messages)}
        />
      </div>
    </div>
  )
}

export function GoodbyeWords({
  scene,
  settings,
  messages,
  layout,
}: SceneProps<Goodbye> & StateProps & WallProps) {
  const { title, kept } = messages.goodbye
  if (scene.painting === null) return <NoticeText title={title} advice={kept} />
  const { painting } = scene
  const way = findItHere(painting.label, settings, messages)
  return (
    <div
      class="farewell"
      style={besidePainting(layout, placeWhole(painting.picture, layout.whole))}
    >
      <div class="farewell-text">
        <h1 class="display">{title}</h1>
        <p class="prose">{kept}</p>
      </div>
      <div class="beside">
        <WallLabel
          portrait={painting}
          messages={messages}
          extent="wall"
          place={way === '' ? 'named' : 'told-beside'}
        />
      </div>
      {way === '' ? null : <p class="find-it">{way}</p>}
    </div>
  )
}
