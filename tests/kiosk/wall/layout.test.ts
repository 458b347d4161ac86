import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldToPixels, type Layout, layoutFor, layoutStyle } from '../../../kiosk/wall/layout.ts'
import { placeCrop, placeWhole } from '../../../kiosk/wall/place-picture.ts'

const viewport = fc.oneof(
  fc.record({
    width: fc.integer({ min: 700, max: 2160 }),
    height: fc.integer({ min: 1000, max: 3840 }),
  }),
  fc.record({
    width: fc.integer({ min: 1024, max: 3840 }),
    height: fc.integer({ min: 600, max: 2160 }),
  }),
  fc.record({
    width: fc.integer({ min: 320, max: 500 }),
    height: fc.integer({ min: 560, max: 1000 }),
  }),
)

describe('the hang', () => {
  it('has a format for the kiosk on end, the kiosk on its side, and the phone', () => {
    expect(layoutFor(1080, 1920)).toMatchObject({ format: 'portrait', eyeLine: 1920 * 0.38 })
    expect(layoutFor(1920, 1080)).toMatchObject({ format: 'landscape', eyeLine: 1080 * 0.45 })
    expect(layoutFor(390, 844).format).toBe('phone')
  })

  it.each([
    [820, 1180, 'arm'],
    [768, 1024, 'arm'],
    [1180, 820, 'arm'],
    [1280, 800, 'arm'],
    [1080, 1920, 'kiosk'],
    [1920, 1200, 'kiosk'],
    [1366, 768, 'kiosk'],
    [3840, 2160, 'kiosk'],
    [390, 844, 'hand'],
  ])('knows from where a screen of %i × %i is read: %s', (width, height, reach) => {
    expect(layoutFor(width, height).reach).toBe(reach)
  })

  it('hangs both heads of a pair smaller where a crop has too few pixels, on the same line', () => {
    const usual = layoutFor(1080, 1920)
    const { visitorSlot, portraitSlot } = heldToPixels(usual, [44, 200])
    for (const slot of [visitorSlot, portraitSlot]) {
      expect(slot.eyeDistance).toBe(110)
      expect(slot.eyeY).toBe(usual.eyeLine)
    }
    expect(heldToPixels(usual, [90])).toEqual(usual)
    expect(heldToPixels(usual, [Number.POSITIVE_INFINITY])).toEqual(usual)
  })

  it('hangs no head so small that nobody would see it', () => {
    const usual = layoutFor(1080, 1920).portraitSlot.eyeDistance
    const { portraitSlot } = heldToPixels(layoutFor(1080, 1920), [9])
    expect(portraitSlot.eyeDistance).toBeGreaterThan(usual / 2)
  })

  it('hangs a 4K kiosk as its smaller sister, twice the size', () => {
    for (const [width, height] of [
      [1080, 1920],
      [1920, 1080],
    ] as const) {
      const { singleSlot, visitorSlot, portraitSlot } = layoutFor(width, height)
      const doubled = layoutFor(width * 2, height * 2)
      expect(doubled.singleSlot.eyeDistance).toBeCloseTo(singleSlot.eyeDistance * 2, 6)
      expect(doubled.visitorSlot.x).toBeCloseTo(visitorSlot.x * 2, 6)
      expect(doubled.portraitSlot.height).toBeCloseTo(portraitSlot.height * 2, 6)
    }
  })

  it('mirrors the room for a language that runs leftwards, but tells its styles the same', () => {
    fc.assert(
      fc.property(viewport, ({ width, height }) => {
        const ltr = layoutFor(width, height, 'ltr')
        const rtl = layoutFor(width, height, 'rtl')
        for (const name of ['singleSlot', 'visitorSlot', 'portraitSlot'] as const) {
          expect(rtl[name].eyeX).toBeCloseTo(width - ltr[name].eyeX, 6)
          expect(rtl[name].x + rtl[name].width).toBeCloseTo(width - ltr[name].x, 6)
          expect(rtl[name].eyeY).toBe(ltr[name].eyeY)
        }
        const told = (layout: Layout) => Object.values(layoutStyle(layout)).map(Number.parseFloat)
        for (const [index, value] of told(rtl).entries()) {
          expect(value).toBeCloseTo(told(ltr)[index] as number, 6)
        }
      }),
    )
  })

  it('ends the carousel’s row before its words begin', () => {
    fc.assert(
      fc.property(viewport, ({ width, height }) => {
        const { format, row, singleSlot, words } = layoutFor(width, height)
        if (format === 'landscape') expect(row.end).toBeLessThan(words.x)
        expect(row.end).toBeGreaterThanOrEqual(singleSlot.x + singleSlot.width)
      }),
    )
  })

  it('hangs every face on one eye line, visitorSlot and portraitSlot at one scale, within the screen', () => {
    fc.assert(
      fc.property(viewport, ({ width, height }) => {
        const { eyeLine, singleSlot, visitorSlot, portraitSlot } = layoutFor(width, height)
        for (const place of [singleSlot, visitorSlot, portraitSlot]) {
          expect(place.eyeY).toBeCloseTo(eyeLine, 6)
          expect(place.x).toBeGreaterThanOrEqual(-0.001)
          expect(place.x + place.width).toBeLessThanOrEqual(width + 0.001)
          expect(place.y + place.height).toBeLessThanOrEqual(height)
        }
        expect(visitorSlot.eyeDistance).toBe(portraitSlot.eyeDistance)
        expect(visitorSlot.x + visitorSlot.width).toBeLessThanOrEqual(portraitSlot.x + 0.001)
      }),
    )
  })
})

const crop = fc.record({
  digest: fc.constant('0'.repeat(64)),
  width: fc.integer({ min: 120, max: 900 }),
  height: fc.integer({ min: 120, max: 900 }),
})
const share = fc.double({ min: 0.3, max: 0.7, noNaN: true })

describe('a crop on the wall', () => {
  it('has its eyes exactly where the place has them, and ends where the painting ends', () => {
    const place = layoutFor(1080, 1920).portraitSlot
    fc.assert(
      fc.property(crop, share, share, (media, acrossShare, downShare) => {
        const y = media.height * downShare
        const half = media.width * 0.1
        const x = media.width * acrossShare
        const { frame, picture } = placeCrop(
          media,
          [
            { x: x - half, y },
            { x: x + half, y },
          ],
          place,
        )
        const scale = picture.width / media.width
        expect(frame.x + picture.x + x * scale).toBeCloseTo(place.eyeX, 6)
        expect(frame.y + picture.y + y * scale).toBeCloseTo(place.eyeY, 6)
        expect(2 * half * scale).toBeCloseTo(place.eyeDistance, 6)
        expect(picture.x).toBeLessThanOrEqual(0.001)
        expect(picture.x + picture.width).toBeGreaterThanOrEqual(frame.width - 0.001)
        expect(picture.y + picture.height).toBeGreaterThanOrEqual(frame.height - 0.001)
      }),
    )
  })

  it('does not grow for eyes that stand close in a face turned aside', () => {
    const place = layoutFor(1080, 1920).portraitSlot
    const media = { digest: '0'.repeat(64), width: 550, height: 700 }
    const { picture } = placeCrop(
      media,
      [
        { x: 270, y: 300 },
        { x: 280, y: 300 },
      ],
      place,
    )
    expect(picture.width).toBeLessThan(place.eyeDistance * 6.5)
  })
})

describe('a whole painting', () => {
  it('is shown uncropped in its own proportions, as large as the room allows', () => {
    const room = layoutFor(1920, 1080).whole
    fc.assert(
      fc.property(crop, (media) => {
        const box = placeWhole(media, room)
        expect(box.width / box.height).toBeCloseTo(media.width / media.height, 6)
        expect(box.width).toBeLessThanOrEqual(room.width + 0.001)
        expect(box.height).toBeLessThanOrEqual(room.height + 0.001)
        expect(Math.max(box.width / room.width, box.height / room.height)).toBeCloseTo(1, 6)
      }),
    )
  })
})
