import { expect, it } from 'vitest'
import { hasLostGraphics } from '../../../kiosk/face/lost-graphics.ts'

it('tells that an engine’s graphics are lost, and that one without graphics has none to lose', () => {
  const engine = (lost: boolean) => ({ gpgpu: { gl: { isContextLost: () => lost } } })
  expect(hasLostGraphics(engine(true))).toBe(true)
  expect(hasLostGraphics(engine(false))).toBe(false)
  expect(hasLostGraphics({ wasm: {} })).toBe(false)
})
