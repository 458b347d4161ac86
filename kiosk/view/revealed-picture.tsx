import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { colourOf } from '../../server/contract/colour.ts'
import { mediaPath } from '../../server/contract/http.ts'
import { within } from '../camera/within.ts'
import { Morph } from '../morph/morph-view.tsx'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import { PlacedFace } from '../parts/placed-face.tsx'
import { TonedPicture } from '../parts/toned-picture.tsx'
import type { Whole } from '../state/scene.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { boxStyle } from '../wall/box-style.ts'
import { pictureFor, placeWhole } from '../wall/place-picture.ts'
import { PAIR_CLASS, type PairSlot, planReveal, revealStep, shownBeside } from './reveal.ts'
import { prepareReveal } from './reveal-motion.ts'
import {
  type SceneProps,
  type StateProps,
  useFrozenPair,
  useSurfaces,
  type WallProps,
} from './view-props.ts'

/** How long the face hangs as it hung, before its painting is drawn back from it. */
const HOLD_MS = 900
/** A visitor who is not held still by then, on a busy machine, does not become the portrait. */
const HELD_STILL_WITHIN_MS = 3_000
/** A painting that has not arrived by then is not waited for: the words must come. */
const LATE_MS = 4_000

/**
 * A painting that takes the wall: first its face where that hung, beside whom it hung; then, drawn
 * back from it, all of the painting in its own proportions. The state knows how far it has come: a
 * touch or a key has it whole at once, and no word is ever over a painting that is still coming.
 */
export function RevealedPicture(props: SceneProps<Whole> & StateProps & WallProps) {
  const { scene, state, messages, layout } = props
  const { shown, back, wasHere } = scene
  const { portraitId } = shown
  const { mirror, reveal } = useSurfaces()
  const { slot, beside } = shownBeside(state, scene)
  const otherSlot: PairSlot = slot === 'portraitSlot' ? 'visitorSlot' : 'portraitSlot'
  const isCalm = useMemo(() => matchMedia('(prefers-reduced-motion: reduce)').matches, [])
  const plan = useMemo(
    () => (isCalm ? null : planReveal(shown, layout[slot], layout.whole)),
    [isCalm, shown, slot, layout],
  )
  // Who is not moved about sees the one face give way to the other all the same.
  const isMorphed = wasHere && back.name === 'live'
  const isAtOnce = plan === null && !(isCalm && isMorphed)
  const stage = isAtOnce ? 'whole' : scene.reveal
  const isWhole = stage === 'whole'
  const morph = useMorph(props, isMorphed && stage === 'face')
  const window = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLImageElement>(null)
  const painting = useRef<HTMLDivElement>(null)
  const crop = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    // After this rendering, and before it is seen.
    if (isAtOnce) queueMicrotask(() => reveal(portraitId, 'whole'))
  }, [isAtOnce, portraitId, reveal])

  useLayoutEffect(() => {
    if (isWhole || !plan || !window.current || !painting.current || !crop.current) return
    if (!picture.current) return
    const parts = { window: window.current, painting: painting.current, crop: crop.current }
    const motion = prepareReveal(parts, plan)
    let isOver = false
    void Promise.all([ready(picture.current), morph.over]).then(() => {
      if (isOver) return
      reveal(portraitId, 'drawn-back')
      motion.play(() => reveal(portraitId, 'whole'))
    })
    return () => {
      isOver = true
      motion.close()
    }
  }, [isWhole, plan, morph.over, portraitId, reveal])

  useEffect(() => {
    if (plan !== null || isWhole) return
    let isOver = false
    void morph.over.then(() => {
      if (!isOver) reveal(portraitId, 'whole')
    })
    return () => {
      isOver = true
    }
  }, [isWhole, plan, morph.over, portraitId, reveal])

  const box = placeWhole(shown.picture, layout.whole)
  const near = plan === null ? null : revealStep(plan, 0).crop
  const manner = plan === null ? 'faded' : wasHere ? 'drawn-back' : 'afresh'
  return (
    <div class="reveal">
      <div class={stage === 'face' ? 'pair pair-settled' : 'pair'}>
        {isWhole || beside === null ? null : (
          <div
            class={`${PAIR_CLASS[otherSlot]} reveal-beside-${stage === 'face' ? 'hung' : stage}`}
          >
            {beside === 'mirror' ? (
              <>
                <MirrorCanvas
                  mirror={mirror}
                  place={layout.visitorSlot}
                  description={messages.spoken.mirror}
                />
                {morph.picture}
              </>
            ) : (
              <PlacedFace
                portrait={beside}
                place={layout[otherSlot]}
                description={describeWork(beside.label, messages)}
              />
            )}
          </div>
        )}
        <div class={PAIR_CLASS[slot]}>
          {plan === null && !isWhole ? (
            <PlacedFace
              portrait={shown}
              place={layout[slot]}
              description={describeWork(shown.label, messages)}
            />
          ) : null}
          <div
            class={`hung whole reveal-${manner}`}
            ref={window}
            hidden={plan === null && !isWhole}
            style={boxStyle(box)}
          >
            <div class="hung-surface">
              <TonedPicture
                name="whole-picture"
                box={painting}
                image={picture}
                src={mediaPath(pictureFor(shown, box.width).digest)}
                alt={describeWork(shown.label, messages)}
              />
              {isWhole || near === null ? null : (
                <TonedPicture
                  name="whole-crop"
                  box={crop}
                  src={mediaPath(shown.crop.digest)}
                  alt=""
                  style={boxStyle({ ...near, x: 0, y: 0 })}
                  // It hung here a moment ago: its place is not to be seen bare.
                  decoding="sync"
                />
              )}
              {isWhole ? <LightOnFace portrait={shown} /> : null}
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}

/** Of a painting's width, the radius of the light about a head; a larger one needs no light. */
const LARGEST_LIGHT = 0.3
/** The light about a head, in eye distances; its middle is below the eyes. */
const LIGHT = { acrossRadius: 2.6, downRadius: 3.4, below: 0.5 }

/**
 * In a painting of many faces: the light on the one that hung, the others a little in the shade.
 */
function LightOnFace({ portrait: { place, crop, eyes, picture, facesInWork } }: ShownBy) {
  if (place === null || facesInWork < 2) return null
  const onPainting = place.width / crop.width
  const [left, right] = eyes
  const apart = Math.hypot(right.x - left.x, right.y - left.y) * onPainting
  const radiusX = LIGHT.acrossRadius * apart
  if (radiusX > LARGEST_LIGHT) return null
  const proportion = picture.width / picture.height
  const share = (of: number) => `${(100 * of).toFixed(2)}%`
  const style = {
    '--light-x': share(place.x + ((left.x + right.x) / 2 / crop.width) * place.width),
    '--light-y': share(
      place.y +
        ((left.y + right.y) / 2 / crop.height) * place.height +
        LIGHT.below * apart * proportion,
    ),
    '--light-across': share(radiusX),
    '--light-down': share(LIGHT.downRadius * apart * proportion),
  }
  return <div class="whole-light" style={style} />
}

type ShownBy = { readonly portrait: ShownPortrait }

/**
 * The visitor's face becoming the portrait, in the mirror's place, once the visitor is held still;
 * and when that is over, or will not be.
 */
function useMorph(
  { scene, settings, layout }: SceneProps<Whole> & StateProps & WallProps,
  isWanted: boolean,
): { readonly picture: ComponentChildren; readonly over: Promise<void> } {
  const pair = useFrozenPair(scene.shown.portraitId)
  const { over, end } = useMemo(() => {
    let end = () => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    return { over, end }
  }, [])
  const isHeld = isWanted && pair !== null
  useEffect(() => {
    if (isHeld) return
    if (!isWanted) return end()
    const late = setTimeout(end, HELD_STILL_WITHIN_MS)
    return () => clearTimeout(late)
  }, [isHeld, isWanted, end])
  const { wall } = settings.look
  const colour = useMemo(() => colourOf(wall), [wall])
  const picture = isHeld ? (
    <Morph
      pair={pair}
      place={layout.visitorSlot}
      mirrored={settings.camera.mirrored}
      wall={colour}
      onDone={end}
    />
  ) : null
  return { picture, over }
}

/**
 * When the face has hung long enough and the painting can be shown, or has had its time to come.
 */
async function ready(painting: HTMLImageElement): Promise<void> {
  // One that cannot be decoded is shown as far as it goes.
  const decoded = within(LATE_MS, 'A painting', painting.decode()).catch(() => undefined)
  await Promise.all([new Promise((resolve) => setTimeout(resolve, HOLD_MS)), decoded])
}
