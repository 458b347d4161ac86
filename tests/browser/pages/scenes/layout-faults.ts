/** A line of printed words, with the block of text that it belongs to. */
type Line = { readonly block: Element; readonly words: string; readonly rect: DOMRect }

/** Of a line's height, above and below its letters: no ink of most letters is there. */
const EMPTY_SHARE = 0.2
/** Rounding, and light that is drawn around a picture. */
const SLACK_PX = 1.5
const PICTURES =
  '.hung, .head, .mirror, .pose-match, .eye-chip, .eye-pattern, .eye-trace-step, .code'
const BLOCKS = 'button, p, h1, h2, li, dt, dd, figcaption, .facet-count'

/**
 * What is wrong with how the exhibit is laid out, by geometry alone: words that are cut, overlap
 * each other or a picture, or leave the screen; pictures that leave it; ways on that are not in
 * sight. What scrolls may run on below, except the ways.
 */
export function layoutFaults(): string[] {
  const lines = printedLines()
  const pictures = [...document.querySelectorAll(PICTURES)]
    .filter(isSeen)
    .map((element) => ({ element, rect: inSight(element, element.getBoundingClientRect()) }))
  return [
    ...lines.flatMap(cutFaults),
    ...overlaps(lines),
    ...lines.flatMap((line) =>
      pictures
        .filter(({ element, rect }) => !element.contains(line.block) && meet(inked(line), rect))
        .map(({ element }) => `${said(line)} lies over a picture (${element.className})`),
    ),
    ...pictures.flatMap(({ element }) => strayPicture(element)),
    ...wayFaults(lines),
  ]
}

function printedLines(): Line[] {
  const room = document.querySelector('.words')
  if (room === null) throw new Error('The page shows no words.')
  const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT)
  const lines: Line[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? ''
    const { parentElement } = node
    if (words === '' || parentElement === null || !isSeen(parentElement)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const block = parentElement.closest(BLOCKS) ?? parentElement
    for (const rect of range.getClientRects()) {
      if (rect.width > 0) lines.push({ block, words, rect })
    }
  }
  return lines
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
}

function said({ words }: Line): string {
  return `“${words.slice(0, 40)}”`
}

/** The part of a line that has ink. */
function inked({ rect }: Pick<Line, 'rect'>): DOMRect {
  const empty = rect.height * EMPTY_SHARE
  return new DOMRect(rect.x, rect.y + empty, rect.width, rect.height - 2 * empty)
}

function meet(one: DOMRect, other: DOMRect): boolean {
  return (
    Math.min(one.width, one.height, other.width, other.height) > 0 &&
    one.left < other.right - SLACK_PX &&
    other.left < one.right - SLACK_PX &&
    one.top < other.bottom - SLACK_PX &&
    other.top < one.bottom - SLACK_PX
  )
}

function isWithin(rect: DOMRect, room: DOMRect): boolean {
  return (
    rect.left >= room.left - SLACK_PX &&
    rect.right <= room.right + SLACK_PX &&
    rect.top >= room.top - SLACK_PX &&
    rect.bottom <= room.bottom + SLACK_PX
  )
}

const screenRect = () => new DOMRect(0, 0, innerWidth, innerHeight)

/** The boxes that cut off what reaches out of them, the innermost first. */
function* clippers(element: Element): Generator<Element> {
  let at: Element | null = element
  while (at !== null && getComputedStyle(at).position !== 'fixed') {
    at = at.parentElement
    if (at !== null && getComputedStyle(at).overflow !== 'visible') yield at
  }
}

function scrolls(element: Element): boolean {
  return /auto|scroll/.test(getComputedStyle(element).overflowY)
}

/** What is left of a rectangle inside of all that cuts it. */
function inSight(element: Element, rect: DOMRect): DOMRect {
  let { left, top, right, bottom } = rect
  for (const clipper of clippers(element)) {
    const room = clipper.getBoundingClientRect()
    left = Math.max(left, room.left)
    top = Math.max(top, room.top)
    right = Math.min(right, room.right)
    bottom = Math.min(bottom, room.bottom)
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
}

function cutFaults(line: Line): string[] {
  const rect = inked(line)
  for (const clipper of [line.block, ...clippers(line.block)]) {
    if (clipper === line.block && getComputedStyle(clipper).overflow === 'visible') continue
    const room = clipper.getBoundingClientRect()
    if (scrolls(clipper)) {
      const isAside = rect.left < room.left - SLACK_PX || rect.right > room.right + SLACK_PX
      return isAside ? [`${said(line)} runs out of what scrolls`] : []
    }
    if (!isWithin(rect, room)) return [`${said(line)} is cut (${clipper.className})`]
  }
  return isWithin(rect, screenRect()) ? [] : [`${said(line)} leaves the screen`]
}

function overlaps(lines: readonly Line[]): string[] {
  return lines.flatMap((line, at) =>
    lines
      .slice(at + 1)
      .filter(
        (other) =>
          other.block !== line.block &&
          meet(inSight(line.block, inked(line)), inSight(other.block, inked(other))),
      )
      .map((other) => `${said(line)} and ${said(other)} overlap`),
  )
}

function strayPicture(element: Element): string[] {
  // What drifts past, and what scrolls, is cut by a box of its own.
  if ([...clippers(element)].some((clipper) => !clipper.matches('.room, body, html'))) return []
  return isWithin(element.getBoundingClientRect(), screenRect())
    ? []
    : [`a picture (${element.className}) leaves the screen`]
}

/** Every word that can be pressed is in sight and on one line, and a finger meets it. */
function wayFaults(lines: readonly Line[]): string[] {
  const ways = [...document.querySelectorAll<HTMLElement>('.words .word')].filter(isSeen)
  return ways.flatMap((way) => {
    const rect = way.getBoundingClientRect()
    const words = `“${way.textContent}”`
    const rows = new Set(lines.filter(({ block }) => block === way).map(({ rect: { y } }) => y))
    const seen = inSight(way, rect)
    const isWhole = isWithin(rect, seen) && isWithin(rect, screenRect())
    if (way.closest('.ways, .modes, .languages') === null) return []
    if (!isWhole) return [`${words} is not in sight`]
    const hit = document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2)
    return [
      ...(rows.size > 1 ? [`${words} takes ${rows.size} lines`] : []),
      ...(hit?.closest('button') === way ? [] : [`${words} is covered by ${hit?.className}`]),
    ]
  })
}
