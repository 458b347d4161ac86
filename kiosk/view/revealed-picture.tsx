import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { colourOf } from '../../server/contract/colour.ts'
import { mediaPath } from '../../server/contract/http.ts'
import { Morph } from '../morph/morph-view.tsx'
import { HungFace } from '../parts/hung-face.tsx'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import type { Whole } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import { pictureFor, placeWhole } from '../wall/place-picture.ts'
import { hungBeside, planReveal, revealStep } from './reveal.ts'
import { prepareReveal } from './reveal-motion.ts'
import { useSitting } from './use-sitting.ts'
import type { ViewProps } from './view-props.ts'

/** How long the face hangs as it hung, before its painting is drawn back from it. */
const HOLD_MS = 900
/** A visitor who is not held still by then, on a busy machine, does not become the portrait. */
const HELD_STILL_WITHIN_MS = 3_000
/** A painting that has not arrived by then is not waited for: the words must come. */
const LATE_MS = 4_000

/**
 * A painting that takes the wall: first its face where that hung, beside whom it hung; then, drawn
 * back from it, all of the painting in its own proportions. A touch or a key has it whole at once.
 * The root's `data-revealing` keeps the words from the wall meanwhile: none is ever over a painting.
 */
export function RevealedPicture(
  props: ViewProps<Whole> & {
    /** Whether this face hung here already, and does not have to come up first. */
    readonly wasHere: boolean
  },
) {
  const { scene, messages, hang, mirror, wasHere } = props
  const { shown, back } = scene
  const { place, beside } = hungBeside(shown, back)
  const isCalm = useMemo(() => matchMedia('(prefers-reduced-motion: reduce)').matches, [])
  const reveal = useMemo(
    () => (isCalm ? null : planReveal(shown, hang[place], hang.whole)),
    [isCalm, shown, place, hang],
  )
  // Who is not moved about sees the one face give way to the other all the same.
  const isMorphed = wasHere && back.name === 'live'
  const [stage, setStage] = useState<'hung' | 'drawn-back' | 'whole'>(
    reveal === null && !(isCalm && isMorphed) ? 'whole' : 'hung',
  )
  const morph = useMorph(props, isMorphed && stage === 'hung')
  const window = useRef<HTMLDivElement>(null)
  const painting = useRef<HTMLImageElement>(null)
  const crop = useRef<HTMLImageElement>(null)
  const isWhole = stage === 'whole'

  useLayoutEffect(() => {
    if (isWhole || !reveal || !window.current || !painting.current || !crop.current) return
    const parts = { window: window.current, painting: painting.current, crop: crop.current }
    const motion = prepareReveal(parts, reveal)
    const finish = () => setStage('whole')
    let isOver = false
    void Promise.all([ready(painting.current), morph.over]).then(() => {
      if (isOver) return
      setStage('drawn-back')
      motion.play(finish)
    })
    addEventListener('pointerdown', finish)
    addEventListener('keydown', finish)
    return () => {
      isOver = true
      motion.close()
      removeEventListener('pointerdown', finish)
      removeEventListener('keydown', finish)
    }
  }, [isWhole, reveal, morph.over])

  useEffect(() => {
    if (reveal !== null || isWhole) return
    let isOver = false
    void morph.over.then(() => {
      if (!isOver) setStage('whole')
    })
    return () => {
      isOver = true
    }
  }, [isWhole, reveal, morph.over])

  useEffect(() => {
    const { dataset } = document.documentElement
    if (isWhole) return
    dataset.revealing = ''
    return () => {
      delete dataset.revealing
    }
  }, [isWhole])

  const box = placeWhole(shown.picture, hang.whole)
  const near = reveal === null ? null : revealStep(reveal, 0).crop
  const manner = reveal === null ? 'faded' : wasHere ? 'drawn-back' : 'afresh'
  return (
    <div class="reveal">
      <div class={stage === 'hung' ? 'pair pair-settled' : 'pair'}>
        {isWhole || beside === null ? null : (
          <div class={`pair-${place === 'host' ? 'guest' : 'host'} reveal-beside-${stage}`}>
            {beside === 'mirror' ? (
              <>
                <MirrorCanvas
                  mirror={mirror}
                  place={hang.guest}
                  description={messages.spoken.mirror}
                />
                {morph.picture}
              </>
            ) : (
              <HungFace
                portrait={beside}
                place={hang[place === 'host' ? 'guest' : 'host']}
                description={describeWork(beside.label, messages)}
              />
            )}
          </div>
        )}
        <div class={`pair-${place}`}>
          {reveal === null && !isWhole ? (
            <HungFace
              portrait={shown}
              place={hang[place]}
              description={describeWork(shown.label, messages)}
            />
          ) : null}
          <div
            class={`hung whole reveal-${manner}`}
            ref={window}
            hidden={reveal === null && !isWhole}
            style={boxStyle(box)}
          >
            <div class="hung-surface">
              <img
                class="whole-picture"
                ref={painting}
                src={mediaPath(pictureFor(shown, box.width).digest)}
                alt={describeWork(shown.label, messages)}
                draggable={false}
              />
              {isWhole || near === null ? null : (
                <img
                  class="whole-crop"
                  ref={crop}
                  src={mediaPath(shown.crop.digest)}
                  alt=""
                  style={boxStyle({ ...near, x: 0, y: 0 })}
                  // It hung here a moment ago: its place is not to be seen bare.
                  decoding="sync"
                  draggable={false}
                />
              )}
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}

/**
 * The visitor's face becoming the portrait, in the mirror's place, once the visitor is held still; and
 * when that is over, or will not be.
 */
function useMorph(
  { scene, settings, hang, sittings }: ViewProps<Whole>,
  isWanted: boolean,
): { readonly picture: ComponentChildren; readonly over: Promise<void> } {
  const sitting = useSitting(sittings, scene.shown.portraitId)
  const { over, end } = useMemo(() => {
    let end = () => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    return { over, end }
  }, [])
  const isHeld = isWanted && sitting !== null
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
      sitting={sitting}
      place={hang.guest}
      mirrored={settings.camera.mirrored}
      wall={colour}
      onDone={end}
    />
  ) : null
  return { picture, over }
}

/** When the face has hung long enough and the painting can be shown, or has had its time to come. */
async function ready(painting: HTMLImageElement): Promise<void> {
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  // One that cannot be decoded is shown as far as it goes.
  const decoded = painting.decode().catch(() => undefined)
  await Promise.all([after(HOLD_MS), Promise.race([decoded, after(LATE_MS)])])
}
