import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { Messages } from '../messages/messages.ts'
import type { LeftLikeness } from '../parts/likenesses-left.ts'
import { atlasServer } from './fetch-atlas.ts'
import { findHere, type Here } from './here.ts'
import { toScreen } from './map-view.ts'
import { type Overlay, OverMap } from './over-map.tsx'
import { type AtlasRun, runAtlas, type Sight, shownWidth } from './run-atlas.ts'
import { steer } from './steer.ts'

/**
 * Where a flight leads: from region to region, or to whom a visitor resembles and to one of them.
 */
export type Course = 'tour' | { readonly near: readonly [LeftLikeness, ...LeftLikeness[]] }

export type FlownMapProps = {
  readonly box: Pick<Box, 'width' | 'height'>
  readonly course: Course
  readonly messages: Messages
  /** What is said of the map where it is not seen. */
  readonly description: string
  /** The map is seen from now on. */
  readonly onOpen: () => void
  /** It cannot be drawn, or the gallery has none of this portrait any more. */
  readonly onFail: () => void
}

/** All of the map is seen for so long before the first flight, and each stop after one. */
const WHOLE_MS = 2_600
const STOP_MS = 4_800
const REGION_MS = 11_000
/** Pixels for a unit of the map where the visitor stands. */
const HERE_ZOOM = 46
/** On a tour faces are to be seen from afar, and need not all be. */
const CLOSER = 2.2

/** A map of all portraits that flies by itself. Fingers stop it where it is. */
export function FlownMap(props: FlownMapProps) {
  const { box, course, messages, description, onOpen, onFail } = props
  const { width, height } = box
  const canvas = useRef<HTMLCanvasElement>(null)
  const goal = useRef<HTMLDivElement>(null)
  const overlay = useRef<Overlay>(null)
  const server = useMemo(atlasServer, [])
  const [run, setRun] = useState<AtlasRun | null>(null)
  const [here, setHere] = useState<Here | null>(null)
  const [isFree, setFree] = useState(false)
  const now = useRef({ onOpen, onFail, here })
  now.current = { onOpen, onFail, here }

  useEffect(() => {
    let opened: AtlasRun | undefined
    let isOver = false
    const surface = canvas.current
    const open = async () => {
      const map = await server.map('portraits alone')
      if (isOver || surface === null) return
      const onSight = (sight: Sight) => {
        overlay.current?.follow(sight)
        if (goal.current && now.current.here) lay(goal.current, sight, opened, now.current.here)
      }
      const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches
      opened =
        typeof map === 'string'
          ? undefined
          : runAtlas({ canvas: surface, map, server, onSight, isStill })
      if (!opened) return now.current.onFail()
      setRun(opened)
      now.current.onOpen()
    }
    open().catch((problem: unknown) => {
      reportError(problem)
      now.current.onFail()
    })
    return () => {
      isOver = true
      opened?.close()
    }
  }, [server])

  useLayoutEffect(() => run?.resize({ width, height }, 0), [run, width, height])

  useEffect(() => {
    const surface = canvas.current
    if (run === null || surface === null || course === 'tour') return
    return steer(surface, {
      run,
      onTouch: () => setFree(true),
      onTap(at) {
        const position = run.portraitAt(at)
        if (position !== undefined) run.flyToPortrait(position)
      },
      isDrawing: () => false,
      onDraw: () => undefined,
    })
  }, [run, course])

  useEffect(() => {
    if (run === null || course === 'tour') return
    let isOver = false
    findHere(server, course.near, run.pointOf).then((found) => {
      if (isOver) return
      // Another gallery hangs by now.
      if (found?.pendant.portrait.portraitId !== course.near[0].portraitId) now.current.onFail()
      else setHere(found)
    }, reportError)
    return () => {
      isOver = true
    }
  }, [run, course, server])

  useEffect(() => {
    if (run === null || isFree) return
    let timer: ReturnType<typeof setTimeout>
    /** One stop after another. */
    const fly = (stops: Iterator<() => void>, ms: number, firstMs = ms) => {
      timer = setTimeout(() => {
        const { value: stop, done } = stops.next()
        if (done) return
        stop()
        fly(stops, ms)
      }, firstMs)
    }
    if (course === 'tour') fly(regionsOf(run), REGION_MS, STOP_MS)
    else if (here) {
      const { point, pendant } = here
      const stops = [
        () => run.flyTo(point, HERE_ZOOM),
        () => run.flyToPortrait(pendant.position),
      ].values()
      fly(stops, STOP_MS, WHOLE_MS)
    }
    return () => clearTimeout(timer)
  }, [run, course, here, isFree])

  return (
    <>
      <canvas class="atlas-map" ref={canvas} role="img" aria-label={description} />
      {run === null ? null : (
        <OverMap
          ref={overlay}
          run={run}
          messages={messages}
          names={{ here: messages.among.here, apparitions: '' }}
          here={here}
        />
      )}
      {here === null ? null : <div class="atlas-goal" ref={goal} />}
    </>
  )
}

/** Round the regions that have names, again and again; all of the map where none has. */
function* regionsOf(run: AtlasRun): Generator<() => void> {
  const named = run.map.answer.regions.flatMap(({ words }, region) =>
    words.length > 0 ? [region] : [],
  )
  for (let at = 0; named.length > 0; at = (at + 1) % named.length) {
    yield () => run.flyToRegion(named[at] as number, CLOSER)
  }
}

function lay(ring: HTMLElement, sight: Sight, run: AtlasRun | undefined, { pendant }: Here): void {
  if (run === undefined) return
  const { x, y } = toScreen(sight.view, sight.screen, run.pointOf(pendant.position))
  ring.style.translate = `${x}px ${y}px`
  ring.style.setProperty('--portrait', `${shownWidth(sight)}px`)
}
