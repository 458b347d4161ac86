import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idFromGiven, idFromPath, slug } from '../../indexer/collections/work-id.ts'

const path = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })

describe('ids of works', () => {
  it('are the same for the same path, however its accents are composed', () => {
    fc.assert(
      fc.property(path, (parts) => {
        const joined = parts.join('/')
        expect(idFromPath(joined.normalize('NFD'))).toBe(idFromPath(joined.normalize('NFC')))
      }),
    )
  })

  it('differ for different paths', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(path.map((parts) => parts.join('/').normalize('NFC'))),
        (paths) => {
          expect(new Set(paths.map((each) => idFromPath(each))).size).toBe(paths.length)
        },
      ),
    )
  })

  it('stand in an address as they are', () => {
    fc.assert(
      fc.property(path, (parts) => {
        expect(idFromPath(parts.join('/'))).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })

  it('never hold what parts a work from its face, nor a path from a path', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (given) => {
        expect(idFromGiven(given)).not.toMatch(/[~/\\?#%\s]/)
      }),
    )
  })

  it('are those a source gave where they can be', () => {
    for (const given of ['436535', '1910.12.3', 'SK-A-4118', 'Mädchen_(7)']) {
      expect(idFromGiven(given)).toBe(given)
    }
    expect(idFromGiven('obj/12~3')).toMatch(/^12-3-[0-9a-f]{10}$|^obj-12-3-[0-9a-f]{10}$/)
    expect(idFromGiven('..')).not.toBe('..')
  })

  it('begin with something to read', () => {
    expect(idFromPath('Dürer/Selbst_bildnis im Pelzrock.JPG')).toMatch(
      /^durer-selbst-bildnis-im-pelzrock-[0-9a-f]{10}$/,
    )
    expect(idFromPath('麗子像.jpg')).toMatch(/^work-[0-9a-f]{10}$/)
    expect(slug('  Ángel—Zárraga ')).toBe('angel-zarraga')
  })
})
