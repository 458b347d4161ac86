/**
 * The pool of light about a visitor's face, in eye distances; its middle is below the eyes. It
 * falls off from `core` of its radius, first into shade and then into nothing, so that a bright
 * room behind the visitor makes no halo.
 */
const POOL = { radiusX: 2.02, radiusY: 2.8, below: 0.4, core: 0.46 }

/**
 * Leaves of what is drawn only the pool of light about a face. `eyes` is the point between them and
 * `eyeDistance` how far they are apart, in pixels of the canvas; `shade` is what it falls off into,
 * as the parts of an `rgb()`: that of the exhibit's own wall where nothing is said.
 */
export function lightPool(
  context: CanvasRenderingContext2D,
  eyes: { readonly x: number; readonly y: number },
  eyeDistance: number,
  shade = '19 19 17',
): void {
  context.setTransform(
    POOL.radiusX * eyeDistance,
    0,
    0,
    POOL.radiusY * eyeDistance,
    eyes.x,
    eyes.y + POOL.below * eyeDistance,
  )
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = fallOff(
    context,
    POOL.core,
    0.82,
    (share) => `rgb(${shade} / ${0.08 + 0.88 * share})`,
  )
  context.fillRect(-20, -20, 40, 40)
  context.globalCompositeOperation = 'destination-in'
  context.fillStyle = fallOff(context, 0.6, 1, (share) => `rgb(0 0 0 / ${1 - share})`)
  context.fillRect(-20, -20, 40, 40)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'source-over'
}

/** A gradient about the unit circle that eases from share 0 at radius `from` to share 1 at `to`. */
function fallOff(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  colour: (share: number) => string,
): CanvasGradient {
  const gradient = context.createRadialGradient(0, 0, from, 0, 0, to)
  for (let step = 0; step <= 8; step++) {
    gradient.addColorStop(step / 8, colour(0.5 - 0.5 * Math.cos((Math.PI * step) / 8)))
  }
  return gradient
}

/** A picture's outline, opaque inside and clear at the rim, so that no picture ends in an edge. */
export function createFeather(): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 48
  const context = penFor(canvas)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'destination-in'
  for (const [x, y] of [
    [canvas.width, 0],
    [0, canvas.height],
  ] as const) {
    const rim = context.createLinearGradient(0, 0, x, y)
    for (const [share, opacity] of [
      [0, 0],
      [0.06, 0.3],
      [0.15, 1],
      [0.85, 1],
      [0.94, 0.3],
      [1, 0],
    ] as const) {
      rim.addColorStop(share, `rgb(0 0 0 / ${opacity})`)
    }
    context.fillStyle = rim
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  return canvas
}

/** Throws where a browser gives none. */
export function penFor(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no canvas to draw a face on.')
  return context
}

/**
 * The pixels of a picture of this size, at most `longestPx` along its longer side; `unmixed`: each
 * as it is somewhere on the picture. Nothing of the picture stays elsewhere.
 */
export function glimpseOf(
  picture: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  longestPx: number,
  mixing: 'mixed' | 'unmixed' = 'mixed',
): ImageData {
  const scale = Math.min(1, longestPx / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const pen = penFor(canvas)
  pen.imageSmoothingEnabled = mixing === 'mixed'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const pixels = pen.getImageData(0, 0, canvas.width, canvas.height)
  wipeCanvas(canvas)
  return pixels
}

/** Sets a canvas's size where it differs: setting it wipes the canvas. */
export function resizeCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

/** Leaves no pixel: setting a canvas's size gives it new, transparent ones. */
export function wipeCanvas(canvas: HTMLCanvasElement | null): void {
  if (canvas !== null) canvas.width = canvas.height = 1
}
