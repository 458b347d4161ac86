import { LANDMARK_COUNT } from '../../embeddings/face/landmarks.ts'
import { openCanvasMorph } from './canvas-morph.ts'
import type { MorphScene } from './draw-layers.ts'
import type { MorphRenderer } from './morph-renderer.ts'
import { openWebglMorph } from './webgl-morph.ts'

/** Half a frame at 60 Hz: what takes longer is software, and its processor is wanted elsewhere. */
const MAX_DRAWING_MS = 8
/** The first drawing includes the compiling; where even that is hopeless, more would only wait. */
const MAX_COMPILING_MS = 250
const TRIES = 3

/** What this page has found of the machine's graphics, which do not change. */
let hasFastGraphics: boolean | null = null

/**
 * Asks the machine's graphics now, so that the first morph need not: without a graphics card that
 * blocks the page for some tenths of a second. Asked once a page.
 */
export function prepareMorph(): void {
  hasFastGraphics ??= drawsFast()
}

/**
 * The faster of the two ways: WebGL where it has proved fast, pixel by pixel where it has not.
 * `onLost` is told when the graphics are lost; go on pixel by pixel then.
 */
export function openMorph(scene: MorphScene, onLost: () => void): MorphRenderer {
  prepareMorph()
  return (hasFastGraphics ? openWebglMorph(scene, onLost) : null) ?? openCanvasMorph(scene)
}

/**
 * Whether WebGL draws a morph of nobody in time; told by a stopwatch and not by the renderer's
 * name, which browsers hide and drivers invent.
 */
function drawsFast(): boolean {
  const webgl = openWebglMorph(sceneOfNobody(), () => {})
  if (webgl === null) return false
  const drawingMs = (): number => {
    const startMs = performance.now()
    webgl.draw(0.5)
    webgl.settle()
    return performance.now() - startMs
  }
  try {
    if (drawingMs() > MAX_COMPILING_MS) return false
    return Array.from({ length: TRIES }, drawingMs).some((ms) => ms <= MAX_DRAWING_MS)
  } finally {
    webgl.close()
  }
}

/** As large as a kiosk's: what costs time is pixels, whatever is on them. */
function sceneOfNobody(): MorphScene {
  const picture = document.createElement('canvas')
  picture.width = picture.height = 1
  const nobody = {
    picture,
    landmarks: Array.from({ length: LANDMARK_COUNT }, () => ({ x: 0, y: 0 })),
  }
  return {
    pair: { portraitId: '', visitor: nobody, portrait: nobody },
    place: { x: 0, y: 0, width: 504, height: 890, eyeX: 252, eyeY: 409, eyeDistance: 150 },
    mirrored: false,
    wall: { red: 0, green: 0, blue: 0 },
    screenDensity: devicePixelRatio,
  }
}
