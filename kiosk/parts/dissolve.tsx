import { useEffect, useRef, useState } from 'preact/hooks'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { FacePlace } from '../wall/layout.ts'
import { PlacedFace } from './placed-face.tsx'

type Layer = { readonly key: number; readonly portrait: ShownPortrait; readonly ready: boolean }

/** The animations of pictures.css at whose end a layer covers what hung there before. */
const COVERED_BY = new Set(['open-iris', 'dissolve'])

/**
 * One place on the wall whose picture changes: the new one comes up over the old one once it has
 * arrived, and the old one is taken down when it is covered. `manner` names the way in the styles.
 */
export function Dissolve(props: {
  readonly portrait: ShownPortrait
  readonly place: FacePlace
  readonly manner: 'iris' | 'fade'
  readonly describe: (portrait: ShownPortrait) => string
}) {
  const { portrait, place, manner, describe } = props
  const count = useRef(0)
  /** Eye distances by portrait: heads on their way out stay as large as they hung. */
  const hungAt = useRef(new Map<string, number>())
  const [layers, setLayers] = useState<readonly Layer[]>([{ key: 0, portrait, ready: false }])
  const newest = layers[layers.length - 1]
  const placeOf = ({ portraitId }: ShownPortrait): FacePlace => {
    if (portraitId === portrait.portraitId) return place
    return { ...place, eyeDistance: hungAt.current.get(portraitId) ?? place.eyeDistance }
  }
  useEffect(() => {
    const before = hungAt.current
    const leaving = layers.map((layer): [string, number] => {
      const { portraitId } = layer.portrait
      return [portraitId, before.get(portraitId) ?? place.eyeDistance]
    })
    hungAt.current = new Map([...leaving, [portrait.portraitId, place.eyeDistance]])
  }, [layers, portrait, place])
  useEffect(() => {
    if (newest?.portrait.portraitId === portrait.portraitId) return
    count.current += 1
    const layer = { key: count.current, portrait, ready: false }
    // A picture that never arrived makes room at once.
    setLayers((hanging) => [...hanging.filter(({ ready }) => ready).slice(-2), layer])
  }, [portrait, newest])
  const arrived = (key: number) =>
    setLayers((hanging) =>
      hanging.map((layer) => (layer.key === key ? { ...layer, ready: true } : layer)),
    )
  const covered = (key: number) =>
    setLayers((hanging) => hanging.filter((layer) => layer.key >= key || !layer.ready))
  return (
    <div class={`dissolve dissolve-${manner}`}>
      {layers.map((layer, index) => (
        <div
          key={layer.key}
          class={layer.ready ? 'layer layer-ready' : 'layer'}
          aria-hidden={index < layers.length - 1}
          onAnimationEnd={({ animationName }) => {
            if (COVERED_BY.has(animationName)) covered(layer.key)
          }}
        >
          <PlacedFace
            portrait={layer.portrait}
            place={placeOf(layer.portrait)}
            description={describe(layer.portrait)}
            onReady={() => arrived(layer.key)}
          />
        </div>
      ))}
    </div>
  )
}
