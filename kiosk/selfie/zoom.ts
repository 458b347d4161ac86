/** How a picture is looked at through its own frame: 1 shows all of it. */
export type Zoom = {
  readonly scale: number
  /** The upper left corner of what is seen, as shares of the picture's sides. */
  readonly left: number
  readonly top: number
}

export const WHOLE: Zoom = { scale: 1, left: 0, top: 0 }

/** The display picture has 1600 px: nearer than this shows nothing more. */
const MAX_SCALE = 6

/** Nearer by a factor about a point of the frame, given as shares of its sides; that point stays. */
export function zoomAbout(zoom: Zoom, factor: number, at: { x: number; y: number }): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor))
  return within({
    scale,
    left: zoom.left + at.x / zoom.scale - at.x / scale,
    top: zoom.top + at.y / zoom.scale - at.y / scale,
  })
}

/** Drags the picture by shares of the frame's sides. */
export function drag(zoom: Zoom, by: { x: number; y: number }): Zoom {
  return within({
    ...zoom,
    left: zoom.left - by.x / zoom.scale,
    top: zoom.top - by.y / zoom.scale,
  })
}

/** The same, without looking past an edge of the picture. */
function within({ scale, left, top }: Zoom): Zoom {
  const most = 1 - 1 / scale
  return {
    scale,
    left: Math.min(most, Math.max(0, left)),
    top: Math.min(most, Math.max(0, top)),
  }
}
