import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../kiosk/state/exhibit-event.ts'
import { wantedBy } from '../../../kiosk/state/wanted.ts'
import { openHouse, settingsWith } from './exhibit-world.ts'

const settings = settingsWith({ operator: { hasPin: true } })
const RIGHT: Happening = { source: 'visitor', type: 'pin', isRight: true, pauseMs: 0 }
const WRONG: Happening = { source: 'visitor', type: 'pin', isRight: false, pauseMs: 0 }

const atTheCorner = (changed = settings) =>
  openHouse(changed).happen({ source: 'visitor', type: 'operate' })

describe('the operator’s corner', () => {
  it('shows the camera’s picture once the PIN was given, and looks nobody up', () => {
    const house = atTheCorner()
    expect(wantedBy(house.state, true).camera).toBe(false)
    house.happen(RIGHT)
    expect(wantedBy(house.state, true)).toMatchObject({ camera: true, finding: false })
    expect(house.happen({ source: 'mirror', type: 'camera-ready' }).state.scene).toMatchObject({
      camera: 'ready',
    })
    house.happen({ source: 'mirror', type: 'camera-failed', reason: 'camera-in-use' })
    expect(house.state.scene).toMatchObject({ name: 'operator', camera: 'camera-in-use' })
    expect(wantedBy(house.state, true).camera).toBe(false)
    expect(
      wantedBy(house.happen({ source: 'visitor', type: 'try-again' }).state, true).camera,
    ).toBe(true)
    expect(house.happen({ source: 'visitor', type: 'back' }).scene).toBe('attract')
  })

  it('lights no camera where the mirror is turned off', () => {
    const off = settingsWith({ operator: { hasPin: true }, faceMode: false })
    expect(wantedBy(atTheCorner(off).happen(RIGHT).state, off.faceMode).camera).toBe(false)
  })

  it('is there only where it has a PIN, and never during a visit', () => {
    expect(atTheCorner(settingsWith()).scene).toBe('attract')
    const visited = openHouse(settings).happen(
      { source: 'visitor', type: 'begin' },
      { source: 'visitor', type: 'operate' },
    )
    expect(visited.scene).toBe('consent')
  })

  it('opens in trouble too, which is when it is wanted', () => {
    const house = openHouse(settings).happen({ source: 'server', type: 'gallery', gallery: null })
    expect(house.scene).toBe('apology')
    expect(house.happen({ source: 'visitor', type: 'operate' }, RIGHT).wait(5_000).scene).toBe(
      'operator',
    )
    expect(house.happen({ source: 'visitor', type: 'leave' }).scene).toBe('apology')
  })

  it('takes no PIN for as long as the server said, closed meanwhile or not', () => {
    const paused: Happening = { source: 'visitor', type: 'pin', isRight: false, pauseMs: 60_000 }
    const house = atTheCorner().happen(WRONG)
    expect(house.state.pinLockedUntilMs).toBeNull()
    house.happen(
      paused,
      { source: 'visitor', type: 'leave' },
      { source: 'visitor', type: 'operate' },
    )
    expect(house.state).toMatchObject({
      scene: { unlocked: false },
      pinLockedUntilMs: expect.any(Number),
    })
    house.wait(60_000)
    expect(house.state.pinLockedUntilMs).toBeNull()
    house.happen({ source: 'visitor', type: 'operate' }, RIGHT)
    expect(house.state).toMatchObject({ scene: { unlocked: true }, pinLockedUntilMs: null })
  })

  it('closes by itself: soon without a PIN, two minutes after the last touch with it', () => {
    expect(atTheCorner().wait(30_000).scene).toBe('attract')
    const house = atTheCorner()
      .happen(RIGHT)
      .wait(100_000)
      .happen({ source: 'visitor', type: 'touch' })
    expect(house.wait(119_000).scene).toBe('operator')
    expect(house.wait(1_000).scene).toBe('attract')
  })
})
