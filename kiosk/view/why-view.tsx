import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import { colourOf } from '../../server/contract/colour.ts'
import type { Messages } from '../messages/messages.ts'
import type { MorphScene } from '../morph/draw-layers.ts'
import { drawVisitorAlone } from '../morph/draw-layers.ts'
import { layPair } from '../morph/lay-pair.ts'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import { PlacedFace } from '../parts/placed-face.tsx'
import { ProgressLine } from '../parts/progress-line.tsx'
import { Reading } from '../parts/reading.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import type { Why } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { PartLight } from '../why/part-light-canvas.tsx'
import {
  type SceneProps,
  type StateProps,
  useFrozenPair,
  useSurfaces,
  type WallProps,
} from './view-props.ts'
import { WaysFoot } from './ways.tsx'

/** As wide as the mirror's own canvas is. */
const WIDEST_PX = 420

/** Visitor and portrait, held still, with the light on what makes them alike. */
export function WhyPictures(props: SceneProps<Why> & StateProps & WallProps) {
  const { scene, settings, messages, layout } = props
  const { mirror } = useSurfaces()
  const { shown, explanation } = scene
  const { visitorSlot, portraitSlot } = layout
  const pair = useFrozenPair(shown.portraitId)
  const { mirrored } = settings.camera
  const { wall } = settings.look
  const still = useMemo<MorphScene | null>(
    () =>
      pair && {
        pair,
        place: visitorSlot,
        mirrored,
        wall: colourOf(wall),
        screenDensity: devicePixelRatio,
      },
    [pair, visitorSlot, mirrored, wall],
  )
  const lit = still === null || typeof explanation === 'string' ? null : { still, explanation }
  return (
    <div class="pair pair-settled">
      <div class="pair-visitor">
        {still === null ? (
          <MirrorCanvas mirror={mirror} place={visitorSlot} description={messages.spoken.mirror} />
        ) : (
          <Still scene={still} description={messages.spoken.mirror} />
        )}
        {lit === null ? null : <Light {...lit} side="visitor" place={visitorSlot} />}
      </div>
      <div class="pair-portrait">
        <PlacedFace
          portrait={shown}
          place={portraitSlot}
          description={describeWork(shown.label, messages)}
        />
        {lit === null ? null : <Light {...lit} side="portrait" place={portraitSlot} />}
      </div>
    </div>
  )
}

/** The visitor as they were when their picture was taken. */
function Still({ scene, description }: { scene: MorphScene; description: string }) {
  const wall = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const picture = drawVisitorAlone(scene, WIDEST_PX)
    picture.className = 'still-picture'
    wall.current?.replaceChildren(picture)
    return () => {
      // Setting a canvas's size gives it new, transparent pixels.
      picture.width = picture.height = 1
      picture.remove()
    }
  }, [scene])
  return (
    <div
      class="mirror still"
      ref={wall}
      role="img"
      aria-label={description}
      style={boxStyle(scene.place)}
    />
  )
}

/** The same light on each of the two, where its own features are. */
function Light(props: {
  readonly still: MorphScene
  readonly explanation: LikenessExplanation
  readonly side: 'visitor' | 'portrait'
  readonly place: FacePlace
}) {
  const { still, explanation, side, place } = props
  const laid = useMemo(() => layPair(still.pair, place, still)[side], [still, side, place])
  const { landmarks } = laid
  const picture = 'frame' in laid ? { landmarks, frame: laid.frame } : { landmarks }
  return (
    <PartLight {...picture} place={place} explanation={explanation} side={side} wall={still.wall} />
  )
}

export function WhyWords(props: SceneProps<Why> & StateProps) {
  const { scene, messages } = props
  const said = whatIsSaid(scene, messages)
  const isTold = typeof scene.explanation !== 'string'
  return (
    <div class="why">
      <Reading>
        <div class="beside">
          <WallLabel portrait={scene.shown} messages={messages} extent="name" />
          <ProgressLine share={scene.explanation === 'asked' ? 0.5 : 1} />
        </div>
        <div class="guidance">
          <h1 class="instruction" key={said}>
            {said}
          </h1>
          {isTold ? <p class="instruction instruction-aside">{messages.why.meaning}</p> : null}
        </div>
      </Reading>
      <WaysFoot {...props} />
    </div>
  )
}

/**
 * What is said of why a portrait is shown. Two parts are joined by the language's own word; the
 * sentence has them after a colon, or where no grammar bends them.
 */
export function whatIsSaid({ explanation }: Why, messages: Messages): string {
  const { why, language } = messages
  if (explanation === 'asked') return why.looking
  if (explanation === 'unanswered') return why.unanswered
  const { named } = explanation
  if (named.length === 0) return why.noOne
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return why.mostly(list.format(named.map((part) => why.parts[part])))
}
