import { describe, expect, it } from 'vitest'
import { settingsWith } from './exhibit-world.ts'
import { framed, NOBODY, settled, stage } from './stage.ts'

/** A visitor before the mirror, whose likeness has been found and has settled. */
async function beforeALikeness() {
  const on = stage(settingsWith({ dwellMs: 0 }))
  on.wait(250)
  await settled()
  on.exhibit.send({ type: 'begin' })
  on.exhibit.send({ type: 'with-my-face' })
  on.openCamera()
  await settled()
  for (let i = 0; i < 30; i++) await on.frame(framed())
  expect(on.state().scene).toMatchObject({ name: 'live', verdict: 'settled' })
  return on
}

describe('while portraits move with the visitor', () => {
  it('nothing is sent, and nobody is described where only movement counts', async () => {
    const on = await beforeALikeness()
    on.exhibit.send({ type: 'move-with-me' })
    const { length } = on.probes
    on.describes.length = 0
    for (let i = 0; i < 5; i++) await on.frame(framed())
    expect(on.probes).toHaveLength(length)
    expect(on.describes).toEqual([false, false, false, false, false])
    expect(on.moved).toHaveLength(5)
    expect(new Set(on.moved.map(({ isLike }) => isLike))).toEqual(new Set([false]))
  })

  it('they are described now and then where likeness counts too', async () => {
    const on = await beforeALikeness()
    on.exhibit.send({ type: 'move-with-me' })
    on.exhibit.send({ type: 'blend', blend: 0.5 })
    on.describes.length = 0
    for (let i = 0; i < 8; i++) await on.frame(framed())
    expect(on.describes.filter((isDescribed) => isDescribed).length).toBeGreaterThan(1)
    expect(on.describes.filter((isDescribed) => !isDescribed).length).toBeGreaterThan(1)
    expect(on.moved.at(-1)).toEqual({ blend: 0.5, isLike: true })
  })

  it('the one that movement rests on is told with its label', async () => {
    const on = await beforeALikeness()
    on.exhibit.send({ type: 'move-with-me' })
    on.restOn('hung-3')
    await settled()
    expect(on.state().scene).toMatchObject({ shown: { portraitId: 'hung-3' } })
    on.restOn(null)
    expect(on.state().scene).toMatchObject({ shown: null })
  })

  it('how they moved is forgotten when likeness is wanted again, and when they leave', async () => {
    const on = await beforeALikeness()
    on.exhibit.send({ type: 'move-with-me' })
    on.log.length = 0
    on.exhibit.send({ type: 'look-alike' })
    expect(on.log).toContain('movement forgotten')
    on.exhibit.send({ type: 'move-with-me' })
    on.log.length = 0
    on.exhibit.send({ type: 'leave' })
    expect(on.log).toContain('movement forgotten')
    expect(on.log).toContain('nobody rests')
  })
})

describe('a frozen pair', () => {
  it('is of the last frame in which the visitor stood well, even if they look away by now', async () => {
    const on = await beforeALikeness()
    await on.frame(NOBODY)
    on.exhibit.send({ type: 'why' })
    await settled()
    expect(on.room.current?.portraitId).toBe('likeness-a')
    for (let i = 0; i < 3; i++) await on.frame(framed())
    expect(on.log.filter((line) => line === 'explanation asked')).toHaveLength(1)
    expect(on.state().scene).toMatchObject({ explanation: { named: ['eyes', 'mouth'] } })
  })

  it('is wiped when the visitor goes back to the mirror, and when they leave', async () => {
    for (const way of ['back', 'leave'] as const) {
      const on = await beforeALikeness()
      on.exhibit.send({ type: 'see-whole', portraitId: 'likeness-a' })
      await on.frame(framed())
      expect(on.room.current).not.toBeNull()
      on.log.length = 0
      on.exhibit.send({ type: way })
      expect(on.room.current).toBeNull()
      expect(on.log).toContain('copy wiped')
    }
  })

  it('keeps one frame at most, and wipes those that do not do', async () => {
    const on = await beforeALikeness()
    on.log.length = 0
    const copies = () => on.log.filter((line) => line === 'copy wiped').length
    for (let i = 0; i < 6; i++) await on.frame(NOBODY)
    const wiped = copies()
    expect(wiped).toBeGreaterThan(1)
    for (let i = 0; i < 6; i++) await on.frame(framed())
    expect(copies()).toBeGreaterThan(wiped + 1)
    expect(on.room.current).toBeNull()
    on.log.length = 0
    on.exhibit.send({ type: 'leave' })
    expect(copies()).toBe(1)
  })

  it('is not taken beside a portrait whose features nobody knows', async () => {
    const on = await beforeALikeness()
    on.exhibit.send({ type: 'back' })
    const other = stage(settingsWith({ dwellMs: 0 }))
    other.hideLandmarks()
    other.wait(250)
    await settled()
    other.exhibit.send({ type: 'begin' })
    other.exhibit.send({ type: 'with-my-face' })
    other.openCamera()
    await settled()
    for (let i = 0; i < 30; i++) await other.frame(framed())
    other.exhibit.send({ type: 'see-whole', portraitId: 'likeness-a' })
    await other.frame(framed())
    expect(other.room.current).toBeNull()
    expect(other.state().visit?.frozenBeside).toBeNull()
  })
})

describe('the machine’s eye', () => {
  it('sees frames while it is open, and keeps nothing when it closes', async () => {
    const on = await beforeALikeness()
    on.log.length = 0
    await on.frame(framed())
    expect(on.log).not.toContain('eye saw')
    on.exhibit.send({ type: 'eye', isOpen: true })
    await on.frame(framed())
    expect(on.log).toContain('eye saw')
    on.log.length = 0
    on.exhibit.send({ type: 'eye', isOpen: false })
    expect(on.log).toContain('eye wiped')
    await on.frame(framed())
    expect(on.log).not.toContain('eye saw')
  })
})
