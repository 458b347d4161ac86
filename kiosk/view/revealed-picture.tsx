import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import type { Whole } from '../state/scene.ts'
import { boxStyle } from './box-style.ts'
import { HungFace } from './hung-face.tsx'
import { describeWork } from './label-words.ts'
import { MirrorCanvas } from './mirror-canvas.tsx'
import { pictureFor, placeWhole } from './place-picture.ts'
import { hungBeside, planReveal, revealStep } from './reveal.ts'
import { prepareReveal } from './reveal-motion.ts'
import type { ViewProps } from './view-props.ts'

/** How long the face hangs as it hung, before its painting is drawn back from it. */
const HOLD_MS = 900
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
  const reveal = useMemo(() => {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    return isCalm ? null : planReveal(shown, hang[place], hang.whole)
  }, [shown, place, hang])
  const [stage, setStage] = useState<'hung' | 'drawn-back' | 'whole'>(
    reveal === null ? 'whole' : 'hung',
  )
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
    void ready(painting.current).then(() => {
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
  }, [isWhole, reveal])

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
              <MirrorCanvas
                mirror={mirror}
                place={hang.guest}
                description={messages.spoken.mirror}
              />
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
          <div class={`hung whole reveal-${manner}`} ref={window} style={boxStyle(box)}>
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

/** When the face has hung long enough and the painting can be shown, or has had its time to come. */
async function ready(painting: HTMLImageElement): Promise<void> {
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  // One that cannot be decoded is shown as far as it goes.
  const decoded = painting.decode().catch(() => undefined)
  await Promise.all([after(HOLD_MS), Promise.race([decoded, after(LATE_MS)])])
}
