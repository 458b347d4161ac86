import { useLayoutEffect, useRef } from 'preact/hooks'
import { eyeCentres } from '../../embeddings/face/landmarks.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FrozenPair } from '../state/frozen-pair.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeCrop } from '../wall/place-picture.ts'
import { finishAt } from './morph-course.ts'
import { playMorph } from './play-morph.ts'

/**
 * The visitor's face becomes the portrait at `place`: first it is as the mirror shows it, at last
 * as the portrait hangs. `onDone` is called once, when the portrait is all there; the picture then
 * holds until it is taken down, and with it go all pixels made of the visitor, though not the
 * frozen pair's own. Where less motion is asked for, the one dissolves into the other.
 */
export function Morph(props: {
  readonly pair: FrozenPair
  readonly place: FacePlace
  readonly mirrored: boolean
  /** The colour of the wall it hangs on. */
  readonly wall: Colour
  readonly onDone: () => void
  /**
   * Stands still here instead, from 0 (the visitor) to 1 (the portrait): on the screen, a poster at
   * 0.5.
   */
  readonly posterAt?: number
}) {
  const { pair, place, mirrored, wall, posterAt } = props
  const surface = useRef<HTMLDivElement>(null)
  const hung = useRef<HTMLDivElement>(null)
  const onDone = useRef(props.onDone)
  onDone.current = props.onDone
  useLayoutEffect(() => {
    if (surface.current === null) return
    const wantsLess = matchMedia('(prefers-reduced-motion: reduce)').matches
    return playMorph(surface.current, {
      scene: { pair, place, mirrored, wall, screenDensity: devicePixelRatio },
      manner: wantsLess && posterAt === undefined ? 'cross-fade' : 'morph',
      standsAt: posterAt,
      onShown(t) {
        if (hung.current !== null) hung.current.style.opacity = `${finishAt(t)}`
      },
      onDone: () => onDone.current(),
    })
  }, [pair, place, mirrored, wall, posterAt])
  const { frame } = placeCrop(pair.portrait.picture, eyeCentres(pair.portrait.landmarks), place)
  const at = { ...frame, x: frame.x - place.x, y: frame.y - place.y }
  return (
    <div class="morph" aria-hidden="true" style={boxStyle(place)}>
      <div class="morph-place" ref={surface} />
      <div class="hung morph-edges" ref={hung} style={boxStyle(at)} />
    </div>
  )
}
