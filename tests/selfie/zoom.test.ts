import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drag, WHOLE, type Zoom, zoomAbout } from '../../kiosk/selfie/zoom.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: share, y: share })
const step = fc.oneof(
  fc.record({ factor: fc.double({ min: 0.2, max: 5, noNaN: true }), at: point }).map(
    ({ factor, at }) =>
      (zoom: Zoom) =>
        zoomAbout(zoom, factor, at),
  ),
  point.map(
    ({ x, y }) =>
      (zoom: Zoom) =>
        drag(zoom, { x: x - 0.5, y: y - 0.5 }),
  ),
)

describe('looking closer', () => {
  it('never shows what is beyond an edge, whatever the fingers do', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { scale, left, top } = steps.reduce((zoom, each) => each(zoom), WHOLE)
        expect(scale).toBeGreaterThanOrEqual(1)
        for (const corner of [left, top]) {
          expect(corner).toBeGreaterThanOrEqual(0)
          expect(corner + 1 / scale).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('keeps the point that is zoomed about where it is', () => {
    const at = { x: 0.25, y: 0.6 }
    const zoom = zoomAbout(WHOLE, 2, at)
    expect(zoom.left + at.x / zoom.scale).toBeCloseTo(at.x)
    expect(zoom.top + at.y / zoom.scale).toBeCloseTo(at.y)
  })

  it('comes back to the whole picture when it is as far as it goes', () => {
    const near = drag(zoomAbout(WHOLE, 4, { x: 0.9, y: 0.1 }), { x: 0.3, y: 0.2 })
    expect(zoomAbout(near, 0.01, { x: 0.5, y: 0.5 })).toEqual(WHOLE)
  })
})
