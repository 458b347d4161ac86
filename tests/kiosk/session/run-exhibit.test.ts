import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toDescriptor } from '../../../embeddings/face/descriptor.ts'
import { settingsWith } from '../state/exhibit-world.ts'
import { framed, NOBODY, settled, stage } from '../state/stage.ts'

const settings = settingsWith({ duet: true })

let on: ReturnType<typeof stage>
beforeEach(async () => {
  on = stage(settings)
  await settled()
})
afterEach(() => {
  on.exhibit.close()
  expect(on.faults).toEqual([])
})

async function agree(): Promise<void> {
  on.exhibit.send({ type: 'begin' })
  on.exhibit.send({ type: 'with-my-face' })
  on.openCamera()
  await settled()
}

describe('the running exhibit', () => {
  it('asks for no camera before the visitor has agreed', async () => {
    on.exhibit.send({ type: 'begin' })
    on.wait(2_000)
    expect(on.log).not.toContain('camera asked')
    on.exhibit.send({ type: 'with-my-face' })
    expect(on.log).toContain('camera asked')
  })

  it('finds the likeness of a framed face, and zeroes the frame’s numbers', async () => {
    await agree()
    expect(on.scene()).toBe('framing')
    const descriptor = toDescriptor(Array(128).fill(0.1))
    await on.frame(framed(1, descriptor))
    expect(on.scene()).toBe('live')
    expect([...descriptor].every((number) => number === 0)).toBe(true)
    expect(on.found).toHaveLength(1)
    expect(on.probes[0]?.every((number) => number === 0)).toBe(true)
  })

  it('starts a new average for another face', async () => {
    await agree()
    await on.frame(framed(1))
    await on.frame(framed(2, toDescriptor(Array(128).fill(0.3))))
    expect(on.found[1]?.[0]).toBeCloseTo(0.3, 5)
  })

  it('turns the camera off and forgets the visitor when they leave', async () => {
    await agree()
    await on.frame(framed())
    on.exhibit.send({ type: 'leave' })
    expect(on.log).toEqual(
      expect.arrayContaining(['frames stopped', 'camera closed', 'reader forgot', 'mirror wiped']),
    )
    expect(on.scene()).toBe('goodbye')
  })

  it('turns the camera off when the visitor walks off', async () => {
    await agree()
    await on.frame(framed())
    await on.frame(NOBODY)
    on.wait(500)
    await on.frame(NOBODY)
    on.wait(settings.walkOffMs + 500)
    expect(on.scene()).toBe('goodbye')
    expect(on.log).toContain('camera closed')
  })

  it('closes a camera that is granted after the visitor has left', async () => {
    on.exhibit.send({ type: 'begin' })
    on.exhibit.send({ type: 'with-my-face' })
    on.exhibit.send({ type: 'leave' })
    // One whose light is on, but that shows no picture yet, is not waited for.
    expect(on.log).toContain('camera called off')
    on.openCamera()
    await settled()
    expect(on.log.filter((line) => line === 'camera closed')).toHaveLength(1)
    expect(on.scene()).toBe('goodbye')
  })

  it('asks nothing of the server while the whole painting is looked at', async () => {
    await agree()
    await on.frame(framed())
    on.exhibit.send({ type: 'see-whole', portraitId: 'likeness-a' })
    const asked = on.found.length
    await on.frame(framed())
    expect(on.found).toHaveLength(asked)
  })

  it('goes on after a single frame that could not be shown', async () => {
    await agree()
    const problem = new Error('The canvas was lost.')
    on.breaks.show = problem
    const descriptor = toDescriptor(Array(128).fill(0.1))
    await on.frame(framed(1, descriptor))
    expect(on.faults.splice(0)).toEqual([problem])
    expect(descriptor.every((number) => number === 0)).toBe(true)
    expect(on.scene()).toBe('framing')
    await on.frame(framed())
    expect(on.scene()).toBe('live')
  })

  it('apologises when the engine breaks, turns the camera off, and starts both again', async () => {
    await agree()
    await on.frame(framed())
    const problem = new Error('The worker broke.')
    on.breaks.read = problem
    await on.frame(framed())
    expect(on.faults.splice(0)).toEqual([problem])
    expect(on.state()?.scene).toMatchObject({ name: 'apology', reason: 'no-engine' })
    expect(on.log).toContain('camera closed')
    on.wait(settings.retryMs)
    on.openCamera()
    await settled()
    expect(on.log.filter((line) => line === 'engine started')).toHaveLength(2)
    await on.frame(framed())
    expect(on.scene()).toBe('live')
  })

  it('starts the engine again after a start that threw', async () => {
    await agree()
    on.breaks.read = new Error('The worker broke.')
    await on.frame(framed())
    on.breaks.start = new Error('Workers are forbidden here.')
    on.wait(settings.retryMs)
    await settled()
    expect(on.faults.splice(0)).toHaveLength(2)
    expect(on.state()?.engine.status).toBe('failed')
    on.exhibit.send({ type: 'try-again' })
    await settled()
    expect(on.state()?.engine.status).toBe('ready')
  })

  it('forgets the first of two before it looks at the second', async () => {
    on.exhibit.send({ type: 'begin' })
    on.exhibit.send({ type: 'the-two-of-us' })
    on.openCamera()
    await settled()
    const answer = on.delayAnswers()
    await on.frame(framed(1))
    answer()
    for (let i = 0; i < 20; i++) await on.frame(framed(1))
    expect(on.state().scene).toMatchObject({ name: 'live', verdict: 'settled' })
    const answerLate = on.delayAnswers()
    await on.frame(framed(1))
    on.log.length = 0
    on.exhibit.send({ type: 'next-of-two' })
    expect(on.log).toEqual([
      'reader forgot',
      'mirror wiped',
      'frame wiped',
      'eye wiped',
      'movement forgotten',
      'portrait wiped',
      'copy wiped',
    ])
    expect(on.scene()).toBe('turn')
    answerLate()
    on.resemble('likeness-b')
    await on.frame(NOBODY)
    on.wait(3_000)
    expect(on.scene()).toBe('turn')
    const second = () => framed(2, toDescriptor(Array(128).fill(0.12)))
    await on.frame(second())
    on.wait(250)
    expect(on.scene()).toBe('framing')
    const asked = on.found.length
    await on.frame(second())
    // Nothing of the first weighs in: the average is of the second's frames alone.
    expect(on.found[asked]?.[0]).toBeCloseTo(0.12, 5)
    for (let i = 0; i < 20; i++) await on.frame(second())
    on.exhibit.send({ type: 'next-of-two' })
    expect(on.state().scene).toMatchObject({
      name: 'duet',
      portraits: [{ portraitId: 'likeness-a' }, { portraitId: 'likeness-b' }],
    })
    expect(on.probes.every((probe) => probe.every((number) => number === 0))).toBe(true)
  })

  it('drops the frame of the first that is still being read as the second’s turn begins', async () => {
    on.exhibit.send({ type: 'begin' })
    on.exhibit.send({ type: 'the-two-of-us' })
    on.openCamera()
    await settled()
    for (let i = 0; i < 20; i++) await on.frame(framed(1))
    const descriptor = toDescriptor(Array(128).fill(0.1))
    const reading = on.frame(framed(1, descriptor))
    on.exhibit.send({ type: 'next-of-two' })
    await reading
    expect(descriptor.every((number) => number === 0)).toBe(true)
    expect(on.state()).toMatchObject({ scene: { name: 'turn' }, visit: { stance: 'nobody' } })
  })

  it('leaves the painting to a visitor whose camera is unplugged, and asks for one afterwards', async () => {
    await agree()
    await on.frame(framed())
    on.exhibit.send({ type: 'see-whole', portraitId: 'likeness-a' })
    on.unplugCamera()
    expect(on.scene()).toBe('whole')
    expect(on.camerasOpen()).toBe(0)
    on.exhibit.send({ type: 'back' })
    expect(on.scene()).toBe('waking')
    on.openCamera()
    await settled()
    expect(on.scene()).toBe('framing')
  })

  it('asks for the facets once, and for what passes a filter, both anew of another gallery', async () => {
    on.exhibit.send({ type: 'begin' })
    expect(on.asked).toEqual([])
    on.exhibit.send({ type: 'without-my-face' })
    await settled()
    on.exhibit.send({ type: 'filter', filter: { century: 17 } })
    await settled()
    expect(on.asked).toEqual(['facets', { century: 17 }])
    on.publish('g2')
    await settled()
    expect(on.asked).toEqual(['facets', { century: 17 }, 'facets', { century: 17 }])
    on.wait(settings.retryMs)
    await settled()
    expect(on.asked).toHaveLength(4)
    expect(on.state().remotes.narrowed.answer?.of).toMatchObject({ gallery: 'g2' })
  })

  it('ends a visit that the page slept through, and lets go of all of it', async () => {
    await agree()
    await on.frame(framed())
    on.wait(3_600_000, 3_600_000)
    expect(on.scene()).toBe('attract')
    expect(on.camerasOpen()).toBe(0)
    expect(on.log).toEqual(expect.arrayContaining(['reader forgot', 'mirror wiped']))
  })

  it('lets go of everything when it is closed', async () => {
    await agree()
    on.exhibit.close()
    expect(on.log).toEqual(
      expect.arrayContaining(['clock stopped', 'camera closed', 'reader closed', 'server closed']),
    )
  })
})

describe('the operator’s camera', () => {
  it('is lit once the PIN was given; nobody is looked up, nothing is gathered', async () => {
    const corner = stage(settingsWith({ operator: { hasPin: true } }))
    await settled()
    corner.exhibit.send({ type: 'operate' })
    expect(corner.log).not.toContain('camera asked')
    corner.exhibit.send({ type: 'pin', isRight: true, pauseMs: 0 })
    corner.openCamera()
    await settled()
    expect(corner.state().scene).toMatchObject({ name: 'operator', camera: 'ready' })
    for (let i = 0; i < 5; i++) await corner.frame(framed())
    expect(corner.found).toEqual([])
    corner.unplugCamera()
    expect(corner.state().scene).toMatchObject({ camera: 'no-camera' })
    expect(corner.camerasOpen()).toBe(0)
    corner.exhibit.send({ type: 'try-again' })
    corner.openCamera()
    await settled()
    expect(corner.camerasOpen()).toBe(1)
    corner.exhibit.send({ type: 'leave' })
    expect(corner.scene()).toBe('attract')
    expect(corner.camerasOpen()).toBe(0)
    corner.exhibit.close()
  })
})

describe('the passing portraits of a museum that lets them answer', () => {
  const answering = settingsWith({ attractAnswers: true })

  it('slow down while somebody moves before them, and no face is looked for', async () => {
    const passing = stage(answering)
    await settled()
    const turn = () => {
      const { scene } = passing.state()
      return scene.name === 'attract' ? scene.turn : null
    }
    passing.stir(true)
    expect(passing.state().scene).toMatchObject({ isAnswering: true })
    passing.wait(answering.faceHeldMs * 2)
    expect(turn()).toBe(0)
    passing.wait(answering.faceHeldMs)
    expect(turn()).toBe(1)
    passing.stir(false)
    passing.wait(answering.faceHeldMs + 250)
    expect(turn()).toBe(2)
    expect(passing.log).not.toContain('camera asked')
    expect(passing.log).not.toContain('reader forgot')
    passing.exhibit.close()
  })

  it('stop watching before anybody visits, and watch again when they have gone', async () => {
    const passing = stage(answering)
    await settled()
    passing.exhibit.send({ type: 'begin' })
    expect(passing.log.filter((line) => /watched/.test(line))).toEqual([
      'motion watched',
      'motion unwatched',
    ])
    passing.stir(true)
    expect(passing.scene()).toBe('consent')
    passing.exhibit.send({ type: 'back' })
    expect(passing.log.at(-1)).toBe('motion watched')
    passing.exhibit.close()
    expect(passing.log).toContain('motion unwatched')
  })

  it('watch nobody unless the museum says so, nor where none pass by or the mirror is turned off', async () => {
    const dark = stage(settingsWith({ attractAnswers: true, faceMode: false }))
    const flying = stage(settingsWith({ attractAnswers: true, atlas: 'attract' }))
    await settled()
    for (const { log, exhibit } of [on, dark, flying]) {
      exhibit.send({ type: 'begin' })
      exhibit.send({ type: 'back' })
      expect(log).not.toContain('motion watched')
    }
    dark.exhibit.close()
    flying.exhibit.close()
  })
})
