import type { ComponentType } from 'preact'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Course, FlownMapProps } from '../atlas/flown-map.tsx'
import { within } from '../camera/within.ts'
import { closerRoom } from '../parts/look-closer.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { galleryIdOf } from '../state/exhibit-state.ts'
import { hasAtlas } from '../state/look-into.ts'
import type { AtlasScene, Whole } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { Layout } from '../wall/layout.ts'
import type { SceneProps, StateProps, WallProps } from './view-props.ts'
import { Ways } from './ways.tsx'

const MAP_WITHIN_MS = 20_000

/** A map that flies by itself. What draws it is loaded when it is first wanted. */
function AtlasFlight({ box, ...props }: FlownMapProps & { readonly box: Box }) {
  const [Flown, setFlown] = useState<ComponentType<FlownMapProps> | null>(null)
  const { onFail } = props
  useEffect(() => {
    let isWanted = true
    within(MAP_WITHIN_MS, 'The map', import('../atlas/flown-map.tsx')).then(
      ({ FlownMap }) => {
        if (isWanted) setFlown(() => FlownMap)
      },
      (problem: unknown) => {
        reportError(problem)
        if (isWanted) onFail()
      },
    )
    return () => {
      isWanted = false
    }
  }, [onFail])
  return (
    <div class="flown-map" style={boxStyle(box)}>
      {Flown === null ? null : <Flown {...props} box={box} />}
    </div>
  )
}

/** Where the visitor stands among all portraits, and the flight from there to the one shown. */
export function AmongView(view: SceneProps<AtlasScene> & StateProps & WallProps) {
  const { scene, messages, layout } = view
  const { among } = messages
  const [opening, setOpening] = useState<'opening' | 'open' | 'failed'>('opening')
  const course = useMemo(() => courseTo(scene.back), [scene.back])
  const onOpen = useCallback(() => setOpening('open'), [])
  const onFail = useCallback(() => setOpening('failed'), [])
  const told = course === null ? 'failed' : opening
  return (
    <>
      {course === null || told === 'failed' ? null : (
        <AtlasFlight
          box={closerRoom(layout)}
          course={course}
          messages={messages}
          description={among.title}
          onOpen={onOpen}
          onFail={onFail}
        />
      )}
      <div class="closer-words" style={{ '--room-bottom': `${closerRoom(layout).height}px` }}>
        <div class="beside">
          <h1 class="poster-title">{among.title}</h1>
          <WallLabel portrait={scene.back.shown} messages={messages} extent="name" />
        </div>
        <p class="closer-advice">
          {told === 'failed' ? among.unanswered : told === 'opening' ? among.opening : among.advice}
        </p>
        <div class="ways ways-foot">
          <Ways {...view} />
        </div>
      </div>
    </>
  )
}

/**
 * The tour of the atlas in the place of the carousel, where a museum wants it; nothing while it
 * cannot be drawn.
 */
export function AtlasTour({
  state,
  settings,
  messages,
  layout,
}: SceneProps & StateProps & WallProps) {
  const gallery = galleryIdOf(state)
  const [failed, setFailed] = useState<string | null>(null)
  const onFail = useCallback(() => setFailed(gallery), [gallery])
  if (settings.atlas !== 'attract' || !hasAtlas(state) || failed === gallery) return null
  return (
    <div class="attract-tour" key={gallery}>
      <AtlasFlight
        box={tourRoom(layout)}
        course="tour"
        messages={messages}
        description={messages.among.title}
        onOpen={nothing}
        onFail={onFail}
      />
    </div>
  )
}

const nothing = () => undefined

/** Between the museum's name and the invitation. */
function tourRoom(layout: Layout): Box {
  const { format, singleSlot } = layout
  const y = format === 'portrait' ? singleSlot.y / 2 : 0
  return { ...closerRoom(layout), y, height: singleSlot.y + singleSlot.height - y }
}

/** By whom the visitor stands, the portrait that is shown first. */
function courseTo({ shown, back }: Whole): Course | null {
  if (back.name !== 'live') return null
  const near = [shown, ...[back.shown, ...back.others].filter((other) => other !== shown)].flatMap(
    ({ portraitId, squaredDistance }) =>
      squaredDistance === null ? [] : [{ portraitId, squaredDistance }],
  )
  const [first, ...others] = near
  return first?.portraitId === shown.portraitId ? { near: [first, ...others] } : null
}
