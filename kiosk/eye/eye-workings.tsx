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
 * and the pattern of what differs. Without a visitor (`eye` is null) the portrait's alone; without
 * a portrait the visitor's.
 */
export function EyeWorkings(props: {
  readonly eye: VisitorEye | null
  readonly face: ComputedFace | null
  /** Under the chips and under the patterns; null where nothing is said. */
  readonly texts: { readonly upright: string; readonly numbers: string } | null
}) {
  const { eye, face, texts } = props
  return (
    <div class={eye === null ? 'eye-workings eye-workings-alone' : 'eye-workings'}>
      {eye === null ? null : <VisitorWorkings eye={eye} face={face} />}
      {face === null ? null : <PortraitWorkings face={face} key={face.portraitId} />}
      {texts === null ? null : (
        <div class="eye-captions">
          <p class="eye-caption">{texts.upright}</p>
          <p class="eye-caption">{texts.numbers}</p>
        </div>
      )}
    </div>
  )
}

function VisitorWorkings({ eye, face }: { eye: VisitorEye; face: ComputedFace | null }) {
  const chip = useRef<HTMLCanvasElement>(null)
  const pattern = useRef<HTMLCanvasElement>(null)
  const difference = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (chip.current === null || pattern.current === null || difference.current === null) return
    eye.attachWorkings({
      chip: chip.current,
      pattern: pattern.current,
      difference: difference.current,
    })
    return () => eye.attachWorkings(null)
  }, [eye])
  useLayoutEffect(() => eye.compareWith(face?.descriptor ?? null), [eye, face])
  return (
    <>
      <canvas class="eye-chip eye-visitor-chip" ref={chip} />
      <canvas class="eye-pattern eye-visitor-pattern" ref={pattern} />
      <canvas class="eye-pattern eye-difference" ref={difference} />
    </>
  )
}

function PortraitWorkings({ face }: { face: ComputedFace }) {
  const { crop, landmarks, descriptor } = face
  const chip = useRef<HTMLCanvasElement>(null)
  const pattern = useDrawn(
    ({ context }) => drawPattern(context, tonesOf(descriptor), 'bone'),
    [descriptor],
  )
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
  return (
    <>
      <canvas class="eye-pattern eye-portrait-pattern" ref={pattern} />
      <canvas class="eye-chip eye-portrait-chip" ref={chip} />
    </>
  )
}
