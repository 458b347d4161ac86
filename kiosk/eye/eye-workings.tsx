import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import type { ComputedFace } from '../state/collection.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { drawChip } from './chip-picture.ts'
import { tonesOf } from './descriptor-pattern.ts'
import { drawPattern } from './draw-pattern.ts'
import { useDrawn } from './use-drawn.ts'
import type { VisitorEye } from './visitor-eye.ts'

/** Side of the chip's canvas: the net is given no more either. */
const CHIP_PX = 150

/**
 * What is computed of a face and its likeness: the two laid upright, the patterns of their numbers,
 * and the pattern of what differs; each with its words under it. Without a visitor (`eye` is null)
 * the portrait's alone; without a portrait the visitor's.
 */
export function EyeWorkings(props: {
  readonly eye: VisitorEye | null
  readonly face: ComputedFace | null
  /** Whether the two are compared by their numbers: not while movement is answered. */
  readonly isCompared: boolean
  /** Under the chips and under the patterns; null where nothing is said. */
  readonly texts: { readonly upright: string; readonly numbers: string } | null
}) {
  const { eye, face, isCompared, texts } = props
  const chip = useRef<HTMLCanvasElement>(null)
  const pattern = useRef<HTMLCanvasElement>(null)
  const difference = useRef<HTMLCanvasElement>(null)
  const isDiffering = isCompared && face !== null
  useLayoutEffect(() => {
    if (eye === null || chip.current === null) return
    const { current } = pattern
    eye.attachWorkings({ chip: chip.current, pattern: current, difference: difference.current })
    return () => eye.attachWorkings(null)
  }, [eye, isCompared, isDiffering])
  useLayoutEffect(() => eye?.compareWith(face?.descriptor ?? null), [eye, face])
  return (
    <div class="eye-workings">
      <figure class="eye-group">
        <div class="eye-items">
          {eye === null ? null : <canvas class="eye-chip" ref={chip} />}
          {face === null ? null : <PortraitChip face={face} key={face.portraitId} />}
        </div>
        {texts === null ? null : <figcaption class="eye-caption">{texts.upright}</figcaption>}
      </figure>
      {isCompared ? (
        <figure class="eye-group">
          <div class="eye-items">
            {eye === null ? null : <canvas class="eye-pattern" ref={pattern} />}
            {face === null ? null : <PortraitPattern face={face} key={face.portraitId} />}
            {eye !== null && isDiffering ? <canvas class="eye-pattern" ref={difference} /> : null}
          </div>
          {texts === null ? null : <figcaption class="eye-caption">{texts.numbers}</figcaption>}
        </figure>
      ) : null}
    </div>
  )
}

function PortraitPattern({ face: { descriptor } }: { face: ComputedFace }) {
  const pattern = useDrawn(
    ({ context }) => drawPattern(context, tonesOf(descriptor), 'bone'),
    [descriptor],
  )
  return <canvas class="eye-pattern" ref={pattern} />
}

function PortraitChip({ face }: { face: ComputedFace }) {
  const { crop, landmarks } = face
  const chip = useRef<HTMLCanvasElement>(null)
  const { digest, width, height } = crop
  useEffect(() => {
    const source = new Image()
    source.addEventListener('load', () => {
      if (chip.current === null) return
      chip.current.width = chip.current.height = CHIP_PX
      drawChip(penFor(chip.current), { source, width, height, landmarks, mirrored: false })
    })
    source.src = mediaPath(digest)
  }, [digest, width, height, landmarks])
  return <canvas class="eye-chip" ref={chip} />
}
