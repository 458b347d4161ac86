import { useLayoutEffect, useRef } from 'preact/hooks'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import type { Moving } from '../state/scene.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { ViewProps } from './view-props.ts'

/**
 * The portraits that answer movement: a canvas on which they change without anything being rendered.
 * Over it the one on which movement has come to rest, as large as its picture is.
 */
export function MoverOnWall({ scene, messages, hang, movers }: ViewProps<Moving>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const owing = useRef<HTMLParagraphElement>(null)
  const { host } = hang
  useLayoutEffect(() => {
    movers.hang(canvas.current, host, owing.current)
    return () => movers.hang(null, host)
  }, [movers, host])
  return (
    <div class="pair-host pair-moving">
      <canvas
        class="mover"
        ref={canvas}
        role="img"
        aria-label={messages.spoken.moving}
        style={boxStyle(host)}
      />
      <p
        class="mover-owing"
        ref={owing}
        aria-hidden="true"
        style={{ left: `${host.x}px`, top: `${host.y + host.height}px`, width: `${host.width}px` }}
      />
      {scene.shown === null ? null : (
        <div class="mover-rests" key={scene.shown.portraitId}>
          <Dissolve
            portrait={scene.shown}
            place={host}
            manner="fade"
            describe={({ label }) => describeWork(label, messages)}
          />
        </div>
      )}
    </div>
  )
}
