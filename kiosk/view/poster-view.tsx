import { useLayoutEffect, useRef } from 'preact/hooks'
import { colourOf } from '../../server/contract/colour.ts'
import { composePoster } from '../morph/compose-poster.ts'
import { workName } from '../parts/label-words.ts'
import { Reading } from '../parts/reading.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import type { Poster, Whole } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { placeWhole } from '../wall/place-picture.ts'
import { Code, selfieAddress } from './take-away.tsx'
import {
  type SceneProps,
  type StateProps,
  useFrozenPair,
  useSurfaces,
  type WallProps,
} from './view-props.ts'
import { WaysFoot } from './ways.tsx'

/** The sheet's own proportions, so that it is the same on paper. */
export const POSTER = { width: 1_000, height: 1_240 }
/** A camera's face gives no more than this. */
const WIDEST_PX = 1_000

/** Half the visitor, half the portrait, alone on the wall. */
export function PosterView(view: SceneProps<Poster> & StateProps & WallProps) {
  const { state, scene, messages, layout } = view
  const { poster } = messages
  const isOne = state.visit?.posesMeet !== false
  const box = placeWhole(isOne ? POSTER : scene.back.shown.picture, layout.whole)
  // Whoever holds the screen in the hand is on their way already.
  const home = layout.reach === 'hand' ? null : selfieAddress(state.publicUrl)
  return (
    <>
      {isOne ? (
        <div class="hung poster" style={boxStyle(box)}>
          <PosterPicture {...view} whole={scene.back} />
        </div>
      ) : null}
      <div
        class={isOne ? 'poster-words' : 'poster-words poster-apart'}
        style={{ '--room-bottom': `${box.y + box.height}px` }}
      >
        <Reading>
          <div class="beside">
            <h1 class="poster-title">{poster.title}</h1>
            <WallLabel portrait={scene.back.shown} messages={messages} extent="name" />
            <p class="poster-advice">{isOne ? poster.advice : poster.apart}</p>
          </div>
          {home === null ? null : (
            <div class="take-away">
              <Code address={home} messages={messages} />
              <p class="take-away-words">{poster.atHome}</p>
            </div>
          )}
        </Reading>
        <WaysFoot {...view} />
      </div>
    </>
  )
}

/** The picture itself, made when it is looked at and gone with the canvas. */
export function PosterPicture(
  view: Pick<SceneProps & StateProps, 'settings' | 'messages'> & { readonly whole: Whole },
) {
  const { settings, messages } = view
  const { shown } = view.whole
  const { frozenPairs } = useSurfaces()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pair = useFrozenPair(shown.portraitId)
  const { mirrored } = settings.camera
  const { wall } = settings.look
  useLayoutEffect(() => {
    const surface = canvas.current
    // A frozen pair that was cleared meanwhile has no pixels any more.
    if (surface === null || pair === null || frozenPairs.current !== pair) return
    surface.width = Math.min(WIDEST_PX, POSTER.width)
    surface.height = Math.round((surface.width * POSTER.height) / POSTER.width)
    composePoster(surface, pair, { mirrored, wall: colourOf(wall) })
    return () => {
      surface.width = surface.height = 1
    }
  }, [pair, frozenPairs, mirrored, wall])
  const { title } = workName(shown.label, messages)
  return (
    <canvas
      class="poster-picture"
      ref={canvas}
      role="img"
      aria-label={messages.spoken.poster(title)}
    />
  )
}
