import { openCanvasMorph } from './canvas-morph.ts'
import { openCrossFade } from './cross-fade.ts'
import type { MorphRenderer, MorphScene } from './draw-layers.ts'
import { type Manner, progressAt } from './morph-course.ts'

export type MorphPlay = {
  readonly scene: MorphScene
  readonly manner: Manner
  /** Stands still here, from 0 to 1, and does not play at all. */
  readonly standsAt: number | undefined
  /** Told how far it is whenever that is shown. */
  readonly onShown: (t: number) => void
  /** The portrait is all there. */
  readonly onDone: () => void
}

/**
 * Plays a morph in an element that lies at its place; by the clock, so that frames that are dropped
 * are not made up for. Returns the way to end it, which leaves nothing of the visitor.
 */
export function playMorph(
  host: HTMLElement,
  play: MorphPlay,
  openMoving = openCanvasMorph,
): () => void {
  const { scene, manner, standsAt, onShown, onDone } = play
  const renderer: MorphRenderer = manner === 'morph' ? openMoving(scene) : openCrossFade(scene)
  let request = 0
  let startMs: number | null = null

  const show = (t: number) => {
    renderer.draw(t)
    onShown(t)
  }
  const onFrame = (nowMs: number) => {
    startMs ??= nowMs
    const t = progressAt(nowMs - startMs, manner)
    // While the visitor is held still too: browsers make code fast that they have seen run.
    show(t)
    if (t < 1) request = requestAnimationFrame(onFrame)
    else onDone()
  }

  renderer.surface.className = 'morph-surface'
  host.replaceChildren(renderer.surface)
  if (standsAt === undefined) request = requestAnimationFrame(onFrame)
  else show(standsAt)
  return () => {
    cancelAnimationFrame(request)
    renderer.close()
    host.replaceChildren()
  }
}
