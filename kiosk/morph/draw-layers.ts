import type { Box } from '../../embeddings/pixels/point.ts'
import type { Colour } from '../../server/contract/colour.ts'
import type { FrozenPair } from '../state/frozen-pair.ts'
import type { FacePlace } from '../wall/layout.ts'
import { laidOnto } from '../wall/mirror-view.ts'
import { extremesOf } from '../wall/plaster.ts'
import { createFeather, lightPool, penFor } from '../wall/pool-of-light.ts'
import { rgbParts } from '../wall/room-light.ts'
import { type LaidPair, layPair } from './lay-pair.ts'
import { type MorphMesh, morphMesh } from './morph-mesh.ts'

/** Who becomes whom, and where. */
export type MorphScene = {
  readonly pair: FrozenPair
  readonly place: FacePlace
  /** Whether visitors see themselves as in a mirror, or as others see them. */
  readonly mirrored: boolean
  /** The wall the visitor's picture falls off into. */
  readonly wall: Colour
  /** Pixels of the screen a CSS pixel. */
  readonly screenDensity: number
}

/** Draws a visitor's face on its way to becoming a portrait. */
export interface MorphRenderer {
  readonly kind: 'morph' | 'cross-fade'
  /** Covers the place. Whoever opened the renderer puts it on the page. */
  readonly surface: HTMLCanvasElement
  /** Draws the picture at `t`, from 0 (the visitor) to 1 (the portrait). */
  draw(t: number): void
  /** Wipes everything that holds a pixel of the visitor; it draws no more. */
  close(): void
}

/** Two pictures that cover a place, and how one becomes the other. */
export type MorphLayers = {
  readonly visitor: HTMLCanvasElement
  readonly portrait: HTMLCanvasElement
  /** What is to be seen of the painting, in the layers' pixels. */
  readonly frame: Box
  /** In CSS pixels of the place. */
  readonly mesh: MorphMesh
  /** Pixels a CSS pixel. */
  readonly density: number
  /** Leaves no pixel of either picture. */
  wipe(): void
}

/** Draws both of a frozen pair, at most `widestPx` wide and no finer than the screen. */
export function drawLayers(scene: MorphScene, widestPx: number): MorphLayers {
  const laid = layPair(scene.pair, scene.place, scene)
  const density = densityOf(scene, widestPx)
  const visitor = drawVisitor(scene, laid, density)
  const portrait = drawPortrait(scene, laid, density)
  return {
    visitor,
    portrait,
    frame: onCanvas(scaled(laid.portrait.frame, density), visitor),
    mesh: morphMesh(
      laid.visitor.landmarks,
      laid.portrait.landmarks,
      scene.place,
      laid.portrait.frame,
    ),
    density,
    wipe() {
      for (const canvas of [visitor, portrait]) canvas.width = canvas.height = 1
    },
  }
}

/** The visitor as the mirror shows them, falling off into nothing. Whoever asks for it wipes it. */
export function drawVisitorAlone(scene: MorphScene, widestPx: number): HTMLCanvasElement {
  const laid = layPair(scene.pair, scene.place, scene)
  return drawVisitor(scene, laid, densityOf(scene, widestPx))
}

/** The portrait as it hangs: where the painting ends, nothing. */
export function drawPortraitAlone(scene: MorphScene, widestPx: number): HTMLCanvasElement {
  const laid = layPair(scene.pair, scene.place, scene)
  const density = densityOf(scene, widestPx)
  const canvas = drawPortrait(scene, laid, density)
  const { x, y, width, height } = onCanvas(scaled(laid.portrait.frame, density), canvas)
  const context = penFor(canvas)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalCompositeOperation = 'destination-in'
  context.fillRect(x, y, width, height)
  return canvas
}

function densityOf({ place, screenDensity }: MorphScene, widestPx: number): number {
  return Math.min(screenDensity, widestPx / place.width)
}

function canvasAt({ width, height }: FacePlace, density: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * density)
  canvas.height = Math.round(height * density)
  return canvas
}

/** The face in its pool of light, as `mirror.ts` draws it and `.mirror` masks it. */
function drawVisitor(
  { pair, place, mirrored, wall }: MorphScene,
  laid: LaidPair,
  density: number,
): HTMLCanvasElement {
  const { picture } = pair.visitor
  const canvas = canvasAt(place, density)
  const context = penFor(canvas)
  context.imageSmoothingQuality = 'high'
  context.setTransform(...laidOnto(laid.visitor.view, place, { density, mirrored }))
  context.drawImage(picture, 0, 0)
  context.globalCompositeOperation = 'destination-in'
  context.drawImage(createFeather(), 0, 0, picture.width, picture.height)
  const eyes = { x: (place.eyeX - place.x) * density, y: (place.eyeY - place.y) * density }
  lightPool(context, eyes, place.eyeDistance * density, rgbParts(extremesOf(wall).darkest))
  context.globalCompositeOperation = 'destination-in'
  const { width, height } = canvas
  context.setTransform(0.52 * width, 0, 0, 0.52 * height, width / 2, height / 2)
  const rim = context.createRadialGradient(0, 0, 0.52, 0, 0, 0.98)
  rim.addColorStop(0, 'rgb(0 0 0 / 1)')
  rim.addColorStop(1, 'rgb(0 0 0 / 0)')
  context.fillStyle = rim
  context.fillRect(-2, -2, 4, 4)
  return canvas
}

/**
 * The painting where it hangs, gone on beyond its edges as if mirrored there, so that it can be
 * warped.
 */
function drawPortrait(
  { pair, place }: MorphScene,
  laid: LaidPair,
  density: number,
): HTMLCanvasElement {
  const { picture } = pair.portrait
  const canvas = canvasAt(place, density)
  const context = penFor(canvas)
  context.imageSmoothingQuality = 'high'
  const { x, y, width, height } = scaled(laid.portrait.picture, density)
  const copies = [-1, 0, 1].flatMap((across) => [-1, 0, 1].map((down) => [across, down] as const))
  // The picture itself last, over a pixel of the others: no line shows between them.
  copies.sort(([a, b], [c, d]) => Math.abs(c) + Math.abs(d) - Math.abs(a) - Math.abs(b))
  for (const [across, down] of copies) {
    const left = x + across * (width - 1)
    const top = y + down * (height - 1)
    const isBeside = left >= canvas.width || left + width <= 0
    if (isBeside || top >= canvas.height || top + height <= 0) continue
    context.setTransform(
      across === 0 ? 1 : -1,
      0,
      0,
      down === 0 ? 1 : -1,
      across === 0 ? left : left + width,
      down === 0 ? top : top + height,
    )
    context.drawImage(picture, 0, 0, width, height)
  }
  return canvas
}

/** A frame that ends with the place ends with the canvas, whose size is rounded. */
function onCanvas(frame: Box, { width, height }: HTMLCanvasElement): Box {
  const right = frame.x + frame.width
  const bottom = frame.y + frame.height
  return {
    ...frame,
    width: (right > width - 1 ? width : right) - frame.x,
    height: (bottom > height - 1 ? height : bottom) - frame.y,
  }
}

function scaled({ x, y, width, height }: Box, scale: number): Box {
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale }
}
