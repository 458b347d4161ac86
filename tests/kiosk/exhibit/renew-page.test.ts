import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SPACE_ID } from '../../../embeddings/descriptor.ts'
import { renewWhereOutdated } from '../../../kiosk/exhibit/renew-page.ts'
import type { GalleryInfo } from '../../../server/contract/http.ts'

const GALLERY: GalleryInfo = {
  id: 'spring',
  createdAt: '2026-03-01T00:00:00Z',
  spaceId: SPACE_ID,
  works: 2,
  portraits: 3,
}
const reload = vi.fn()

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.useFakeTimers()
})
afterEach(() => {
  reload.mockClear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a page that stays open while the server is brought up to date', () => {
  it('stays while it can describe faces for the gallery, and while there is none', () => {
    renewWhereOutdated(GALLERY)
    renewWhereOutdated(null)
    renewWhereOutdated('unknown')
    expect(reload).not.toHaveBeenCalled()
  })

  it('loads itself anew for a gallery of another space, and not again and again', () => {
    const other = { ...GALLERY, spaceId: 'another space' }
    renewWhereOutdated(other)
    renewWhereOutdated(other)
    expect(reload).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(10 * 60_000)
    expect(reload).toHaveBeenCalledTimes(2)
  })

  it('stops trying once a gallery is served that it can describe faces for', () => {
    renewWhereOutdated({ ...GALLERY, spaceId: 'another space' })
    renewWhereOutdated({ ...GALLERY, spaceId: 'another space' })
    renewWhereOutdated(GALLERY)
    vi.advanceTimersByTime(60 * 60_000)
    expect(reload).toHaveBeenCalledTimes(1)
  })
})
