import OpenSeadragon from 'openseadragon'
import type { Media } from '../../embeddings/gallery/portrait.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { mediaPath } from '../../server/contract/http.ts'

/** A picture that fingers, a wheel and words bring as near as one likes. */
export interface DeepZoom {
  nearer(): void
  farther(): void
  /** The whole picture again, where it hung. */
  whole(): void
  /** Looks to a side, by shares of what is seen. */
  look(across: number, down: number): void
  close(): void
}

export type DeepZoomOptions = {
  /** The element to look through, where it lies; it is otherwise empty. */
  readonly element: HTMLElement
  readonly room: Box
  /** Where the whole picture hangs in the room at first. */
  readonly whole: Box
  /** What is looked at first, in shares of the picture's width and height; null for all of it. */
  readonly at: Box | null
  /** The same picture in one or two sizes. */
  readonly pictures: readonly Media[]
  /** Without motion: every step at once. */
  readonly isCalm: boolean
  /** The picture can be seen. */
  readonly onOpen: () => void
}

const STEP = 1.5
const MOVE_SECONDS = 0.8
/** CSS pixels a pixel of the largest picture, at most: nearer than this there is nothing more. */
const NEAREST_PIXEL = 3

/**
 * Looking closely through OpenSeadragon. It draws on one canvas, loads the larger picture only once
 * somebody comes nearer than the smaller one is sharp, and keeps neither when it is closed.
 */
export function openDeepZoom(options: DeepZoomOptions): DeepZoom {
  const { element, room, whole, at, pictures, isCalm, onOpen } = options
  const gestures = { clickToZoom: false, dblClickToZoom: true, pinchRotate: false }
  // One unit across is the picture's width.
  const unit = whole.width
  const home = new OpenSeadragon.Rect(
    (room.x - whole.x) / unit,
    (room.y - whole.y) / unit,
    room.width / unit,
    room.height / unit,
  )
  withholdStyle()
  const viewer = OpenSeadragon({
    element,
    drawer: 'canvas',
    tileSources: {
      type: 'legacy-image-pyramid',
      levels: pictures.map(({ digest, width, height }) => ({
        url: mediaPath(digest),
        width,
        height,
      })),
    },
    showNavigationControl: false,
    showNavigator: false,
    // The page hears the keys, wherever the focus is; and nobody turns a painting over.
    keyboardNavEnabled: false,
    tabIndex: -1,
    animationTime: isCalm ? 0 : MOVE_SECONDS,
    blendTime: 0,
    gestureSettingsMouse: gestures,
    gestureSettingsTouch: gestures,
    gestureSettingsPen: gestures,
    gestureSettingsUnknown: gestures,
    visibilityRatio: 1,
    constrainDuringPan: true,
    minZoomLevel: 1 / home.width,
    maxZoomPixelRatio: NEAREST_PIXEL,
    maxImageCacheCount: pictures.length,
  })
  const { viewport } = viewer
  const rest = (immediately: boolean) => viewport.fitBounds(home, immediately)
  viewer.addOnceHandler('open', () => {
    rest(true)
    if (at === null) return
    const high = whole.height / unit
    const head = new OpenSeadragon.Rect(at.x, at.y * high, at.width, at.height * high)
    viewport.fitBoundsWithConstraints(head, isCalm)
  })
  viewer.addOnceHandler('tile-drawn', onOpen)
  const zoom = (by: number) => {
    viewport.zoomBy(by, undefined, isCalm)
    viewport.applyConstraints(isCalm)
  }
  return {
    nearer: () => zoom(STEP),
    farther: () => zoom(1 / STEP),
    whole: () => rest(isCalm),
    look(across, down) {
      const { width, height } = viewport.getBounds()
      viewport.panBy(new OpenSeadragon.Point(across * width, down * height), isCalm)
      viewport.applyConstraints(isCalm)
    },
    close: () => viewer.destroy(),
  }
}

/**
 * OpenSeadragon writes a style sheet into the page, against focus rings on touch screens, unless it
 * finds one there. The page's policy refuses such sheets, and complains; so it finds an element
 * that is called as one, but is none to a browser, since it is not HTML's.
 */
function withholdStyle(): void {
  const mark = 'data-openseadragon-mobile-css'
  if (document.querySelector(`style[${mark}]`) !== null) return
  const none = document.createElementNS(null, 'style')
  none.setAttribute(mark, '')
  document.head.append(none)
}
