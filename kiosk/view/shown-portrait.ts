import type { HungPortrait } from '../state/hung-portrait.ts'
import { passingPortrait } from '../state/passing.ts'
import type { ViewProps } from './view-props.ts'
import { wholeOf } from './whole-view.tsx'

/** The portrait that has the wall, if one has. */
export function shownPortrait(view: ViewProps): HungPortrait | null | undefined {
  const scene = view.scene.name === 'still-there' ? view.scene.under : view.scene
  switch (scene.name) {
    case 'attract':
      return passingPortrait(view.state, scene)
    case 'live':
      // Of equals, none lends the room its colour.
      return scene.verdict === 'nothing-near' ? null : scene.shown
    case 'whole':
      return scene.shown
    case 'moving':
    case 'why':
      return scene.shown
    case 'closer':
    case 'poster':
    case 'print':
      return wholeOf(scene).shown
    case 'turn':
      return scene.first
    case 'cabinet':
      return (
        (typeof scene.likenesses === 'string' ? undefined : scene.likenesses[0]) ?? scene.chosen
      )
    case 'consent':
    case 'release':
    case 'waking':
    case 'framing':
    case 'duet':
    case 'apology':
    case 'goodbye':
    case 'operator':
      return null
    default:
      return scene satisfies never
  }
}
