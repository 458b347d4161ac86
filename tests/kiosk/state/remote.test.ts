import { describe, expect, it } from 'vitest'
import { answerAbout, ask, NOTHING_ASKED, takeReply } from '../../../kiosk/state/remote.ts'
import { askServer } from '../../../kiosk/state/server-events.ts'
import {
  askedAbout,
  beforeTheMirror,
  COMPUTED,
  GALLERY,
  MATCHED,
  openHouse,
  reply,
  SPREAD,
  settingsWith,
} from './exhibit-world.ts'

const settings = settingsWith()
const isServing = () => true
const isOfNoUse = () => false

describe('a question to the server', () => {
  it('is asked once, answered, and not asked again', () => {
    const asking = ask(NOTHING_ASKED.spread, 'g1', 0, isServing)
    expect(asking).toMatchObject({ status: 'asking', of: 'g1' })
    expect(ask(asking, 'g1', 1, isServing)).toBe(asking)
    const answered = takeReply(asking, { of: 'g1', answer: { of: 'g1', value: SPREAD } }, 5)
    expect(answered).toMatchObject({ status: 'answered' })
    expect(ask(answered, 'g1', 9_000, isServing)).toBe(answered)
  })

  it('without an answer is asked again when it is due, and not before', () => {
    const asking = ask(NOTHING_ASKED.spread, 'g1', 0, isServing)
    const failed = takeReply(asking, { of: 'g1', answer: null }, 5_000)
    expect(ask(failed, 'g1', 4_999, isServing)).toBe(failed)
    expect(ask(failed, 'g1', 5_000, isServing)).toMatchObject({ status: 'asking' })
    const byHand = takeReply(asking, { of: 'g1', answer: null }, null)
    expect(ask(byHand, 'g1', 1e9, isServing)).toBe(byHand)
  })

  it('keeps an older answer while it serves, and only then', () => {
    const asking = ask(NOTHING_ASKED.spread, 'g1', 0, isServing)
    const answered = takeReply(asking, { of: 'g1', answer: { of: 'g1', value: SPREAD } }, 5)
    expect(ask(answered, 'g2', 1, isServing).answer?.value).toBe(SPREAD)
    expect(ask(answered, 'g2', 1, isOfNoUse).answer).toBeNull()
    expect(answerAbout(ask(answered, 'g2', 1, isServing), 'g2')).toBeNull()
  })

  it('takes no reply to another question, nor to one that nobody asks any more', () => {
    const asking = ask(NOTHING_ASKED.likenesses, 'one', 0, isOfNoUse)
    const late = { of: 'two', answer: { of: 'two', value: SPREAD } }
    expect(takeReply(asking, late, 5)).toBe(asking)
    const dropped = ask(asking, null, 1, isOfNoUse)
    expect(dropped.status).toBe('idle')
    expect(takeReply(dropped, { of: 'one', answer: { of: 'one', value: SPREAD } }, 5)).toBe(dropped)
  })

  it('answered about a gallery published meanwhile is asked again, though not at once', () => {
    const house = openHouse().happen({
      source: 'server',
      type: 'gallery',
      gallery: { ...GALLERY, id: 'g2' },
    })
    house.happen(reply('spread', 'g2', SPREAD.slice(3), 'g3'))
    expect(house.state.remotes.spread.answer?.of).toBe('g3')
    expect(askedAbout(house.state, 'spread')).toBeNull()
    expect(askedAbout(house.wait(settings.retryMs).state, 'spread')).toBe('g2')
  })

  it('changes nothing while nothing new is wanted', () => {
    const { state } = beforeTheMirror().happen(MATCHED)
    expect(askServer(state)).toBe(state)
  })
})

describe('the computed face under the machine’s eye', () => {
  const eyeOpen = () =>
    beforeTheMirror().happen(MATCHED, { source: 'visitor', type: 'eye', isOpen: true })

  it('is asked for again where it was not answered', () => {
    const house = eyeOpen().happen(reply('computed', 'likeness-a', null))
    expect(askedAbout(house.state, 'computed')).toBeNull()
    house.wait(settings.retryMs)
    expect(askedAbout(house.state, 'computed')).toBe('likeness-a')
    house.happen(reply('computed', 'likeness-a', { face: COMPUTED, trace: [] }))
    expect(answerAbout(house.state.remotes.computed, 'likeness-a')?.face).toBe(COMPUTED)
  })

  it('is forgotten with the visitor', () => {
    const house = eyeOpen().happen(reply('computed', 'likeness-a', { face: COMPUTED, trace: [] }))
    house.happen({ source: 'visitor', type: 'leave' })
    expect(house.state.remotes.computed.answer).toBeNull()
  })
})
