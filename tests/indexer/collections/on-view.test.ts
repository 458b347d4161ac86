import { describe, expect, it } from 'vitest'
import { whereItHangs, whetherOnView } from '../../../indexer/collections/on-view.ts'

describe('where a work hangs', () => {
  it.each([
    ['Yes', true],
    ['currently on view', true],
    ['0', false],
    ['In storage', false],
    ['Gallery 12', null],
    ['', null],
  ])('is told by a field for that: %s', (text, onView) => {
    expect(whetherOnView(text)).toBe(onView)
  })

  it.each([
    ['Gallery 12', null, { room: 'Gallery 12', onView: null }],
    ['1', null, { room: '1', onView: null }],
    ['Not on view', null, { room: '', onView: false }],
    ['On display', null, { room: '', onView: true }],
    ['Not on view', true, { room: '', onView: true }],
  ])('is no room when it is only whether: %s', (room, onView, hangs) => {
    expect(whereItHangs(room, onView)).toEqual(hangs)
  })
})
