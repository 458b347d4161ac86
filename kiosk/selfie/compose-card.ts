import { mediaPath } from '../../server/contract/http.ts'
import { within } from '../camera/within.ts'
import type { Messages } from '../messages/messages.ts'
import { isSlanted } from '../parts/label-parts.tsx'
import { labelWords } from '../parts/label-words.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import type { FacePlace } from '../wall/layout.ts'
import { placeCrop, placeWhole } from '../wall/place-picture.ts'
import { GROUND, paintPlaster } from '../wall/plaster.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { drawStill } from './draw-still.ts'
import type { CardKind, SelfieStill } from './selfie-state.ts'

/** 4 : 5, the largest shape in which the usual sharing services show a picture. */
export const CARD = { width: 1080, height: 1350 } as const
const MARGIN = 64
const CARD_PART_WITHIN_MS = 30_000
/**
 * The units of a line break: a character of a script without spaces, or a word of another script.
 */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\p{P}ー]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu
const EYE_LINE = 430
const INK = '#f6efe0'
const SOFT_INK = '#ebe4d4'
/** Top of the label, and the last line of print. */
const LABEL_TOP = 1000
const LABEL_BOTTOM = CARD.height - 56
/** The place of a face on a card for two, from its left edge. */
const PLACE = { y: 72, width: 514, height: 880, eyeY: EYE_LINE, eyeDistance: 150 }

export type CardContent = {
  readonly kind: CardKind
  readonly still: SelfieStill
  readonly portrait: ShownPortrait
  readonly messages: Messages
}

/**
 * Paints a card on a canvas: visitor and portrait on one eye line, or the whole work alone, and
 * below it the label with every statement that the work requires. The portrait's picture comes from
 * the museum. Rejects when the picture does not arrive.
 */
export async function composeCard(canvas: HTMLCanvasElement, content: CardContent): Promise<void> {
  const { kind, still, portrait, messages } = content
  const printed = Object.values(labelWords(portrait.label, messages, 'full'))
    .flat()
    .join('')
  const media = kind === 'together' ? portrait.crop : portrait.picture
  const [painting] = await Promise.all([load(mediaPath(media.digest)), lettersLoaded(printed)])
  canvas.width = CARD.width
  canvas.height = CARD.height
  const context = penFor(canvas)
  const lamp = { x: 0.5, y: EYE_LINE / CARD.height, radiusX: 0.8, radiusY: 0.5 }
  const plaster = paintPlaster({ ...CARD, lamp, ground: GROUND }, 0, CARD.height)
  context.putImageData(new ImageData(plaster, CARD.width, CARD.height), 0, 0)
  context.imageSmoothingQuality = 'high'
  if (kind === 'together') {
    const visitorSlot = placeAt(CARD.width / 2 - 6 - PLACE.width)
    const layer = document.createElement('canvas')
    drawStill(layer, still, visitorSlot, 1)
    context.drawImage(layer, visitorSlot.x, visitorSlot.y)
    layer.width = layer.height = 1
    const { frame, picture } = placeCrop(portrait.crop, portrait.eyes, placeAt(CARD.width / 2 + 6))
    hang(context, frame, () =>
      context.drawImage(
        painting,
        frame.x + picture.x,
        frame.y + picture.y,
        picture.width,
        picture.height,
      ),
    )
  } else {
    const room = { x: MARGIN, y: 72, width: CARD.width - 2 * MARGIN, height: LABEL_TOP - 140 }
    const box = placeWhole(portrait.picture, room)
    hang(context, box, () => context.drawImage(painting, box.x, box.y, box.width, box.height))
  }
  printLabel(context, content)
}

function placeAt(x: number): FacePlace {
  return { ...PLACE, x, eyeX: x + PLACE.width / 2 }
}

/** A picture in its frame, with the shadow of a lamp from above. */
function hang(
  context: CanvasRenderingContext2D,
  box: { x: number; y: number; width: number; height: number },
  draw: () => void,
): void {
  context.save()
  context.shadowColor = 'rgb(0 0 0 / 0.55)'
  context.shadowBlur = 36
  context.shadowOffsetY = 18
  context.fillStyle = '#0c0c0a'
  context.fillRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2)
  context.restore()
  context.save()
  context.beginPath()
  context.rect(box.x, box.y, box.width, box.height)
  context.clip()
  draw()
  context.restore()
}

/**
 * Prints artist, *title* and date, then the credit and the lender's statement. It shrinks long text
 * and never cuts it.
 */
function printLabel(context: CanvasRenderingContext2D, content: CardContent): void {
  const words = labelWords(content.portrait.label, content.messages, 'full')
  const serif = pageSerif()
  const slant = isSlanted(words.title) ? 'italic ' : ''
  const lines = (fit: number): Line[] => [
    ...wrapped(context, words.artist, `${48 * fit}px ${serif}`, 54 * fit, INK),
    ...wrapped(context, words.title, `${slant}${48 * fit}px ${serif}`, 58 * fit, INK),
    ...[words.date, ...words.details].flatMap((line) =>
      wrapped(context, line, `${32 * fit}px ${serif}`, 42 * fit, SOFT_INK),
    ),
    ...[words.credit, words.statement]
      .filter((text) => text !== '')
      .flatMap((text) => wrapped(context, text, `${26 * fit}px ${serif}`, 36 * fit, SOFT_INK)),
  ]
  const room = LABEL_BOTTOM - LABEL_TOP
  const height = (all: readonly Line[]) => all.reduce((sum, line) => sum + line.height, 0)
  let fit = 1
  let printed = lines(fit)
  while (height(printed) > room && fit > 0.3) {
    fit -= 0.05
    printed = lines(fit)
  }
  // Lines begin on the page's side. Their text keeps its own direction.
  const isFromRight = document.documentElement.dir === 'rtl'
  context.textAlign = isFromRight ? 'right' : 'left'
  const start = isFromRight ? CARD.width - MARGIN : MARGIN
  let y = LABEL_TOP
  for (const line of printed) {
    y += line.height
    context.font = line.font
    context.fillStyle = line.colour
    context.fillText(line.text, start, y)
  }
}

type Line = {
  readonly text: string
  readonly font: string
  readonly height: number
  readonly colour: string
}

/** Breaks a text into lines that fit between the margins. */
function wrapped(
  context: CanvasRenderingContext2D,
  text: string,
  font: string,
  height: number,
  colour: string,
): Line[] {
  context.font = font
  const lines: string[] = []
  // Japanese and Chinese words have no spaces between them. Punctuation stays with the word before
  // it.
  const words = text.replaceAll(/\s+/g, ' ').trim().matchAll(WORD)
  for (const [word] of words) {
    const last = lines.at(-1)
    const longer = `${last ?? ''}${word}`
    if (last !== undefined && fits(context, longer)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => ({ text: line.trim(), font, height, colour }))
}

function fits(context: CanvasRenderingContext2D, line: string): boolean {
  return context.measureText(line.trim()).width <= CARD.width - 2 * MARGIN
}

/** The typefaces of the page's language. */
function pageSerif(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--serif')
}

async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await within(CARD_PART_WITHIN_MS, 'The painting', image.decode())
  return image
}

/** Loads the letters first: a canvas draws with another typeface until they arrive. */
async function lettersLoaded(text: string): Promise<void> {
  const serif = pageSerif()
  const load = (font: string) =>
    within(CARD_PART_WITHIN_MS, 'A typeface', document.fonts.load(font, text))
  await Promise.all([load(`40px ${serif}`), load(`italic 40px ${serif}`)])
}
