import { describe, expect, it } from 'vitest'
import { readRights } from '../../../embeddings/gallery/rights-statement.ts'
import { rightsPolicy, whyRefused } from '../../../indexer/rights/rights-policy.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'

const CODES = [
  'InC',
  'InC-OW-EU',
  'InC-EDU',
  'InC-NC',
  'InC-RUU',
  'NoC-CR',
  'NoC-NC',
  'NoC-OKLR',
  'NoC-US',
  'CNE',
  'UND',
  'NKC',
]

describe('a rights statement', () => {
  it.each(CODES)('of RightsStatements.org is known: %s', (code) => {
    const canonical = {
      kind: 'standard',
      name: code,
      uri: `http://rightsstatements.org/vocab/${code}/1.0/`,
    }
    for (const address of [
      `http://rightsstatements.org/vocab/${code}/1.0/`,
      `https://rightsstatements.org/vocab/${code}/1.0`,
      `https://www.rightsstatements.org/page/${code}/1.0/?language=en`,
    ]) {
      expect(readRights(address)).toMatchObject(canonical)
    }
  })

  it.each(['by', 'by-sa', 'by-nd', 'by-nc', 'by-nc-sa', 'by-nc-nd'])(
    'of Creative Commons is known: %s',
    (code) => {
      const uri = `http://creativecommons.org/licenses/${code}/4.0/`
      for (const text of [
        uri,
        `https://creativecommons.org/licenses/${code}/4.0/deed.de`,
        `CC ${code.toUpperCase()} 4.0`,
        `cc-${code}-4.0`,
      ]) {
        expect(readRights(text)).toMatchObject({ kind: 'standard', uri })
      }
    },
  )

  it.each([
    'http://creativecommons.org/publicdomain/zero/1.0/',
    'https://creativecommons.org/publicdomain/zero/1.0',
    'http://creativecommons.org/publicdomain/mark/1.0/',
    'https://creativecommons.org/publicdomain/mark/1.0/deed.nl',
    'CC0',
    'CC0 1.0',
    'CC0 (public domain, Art Institute of Chicago)',
    'Public domain',
    'Public Domain Mark 1.0',
    'Public Domain Mark 1.0 Universal',
    'CC0 1.0 Universal',
    'Public Domain Dedication',
    'Gemeinfrei',
    'Domaine public',
    'PD-Art-two',
    'PD-old-100',
    'PD-art (artist died before 1956)',
    ' pdm ',
  ])('is open: %s', (text) => {
    expect(readRights(text).kind).toBe('open')
  })

  it.each([
    '© The Estate of the Artist',
    'Not public domain',
    'http://creativecommons.org/licenses/sampling/1.0/',
    'https://creativecommons.org.example/publicdomain/zero/1.0/',
    'https://example.org/publicdomain/zero/1.0/',
    'https://rightsstatements.org/vocab/Nonsense/1.0/',
    'CC0ntrolled by us',
    'Public domain in the United States only',
    'Public domain (United States)',
    'Public domain, USA only',
    'PD-US',
    'PD-US-expired',
    'PD-1923',
    'CC0 for the metadata',
    'CC0 (metadata)',
    'PDF on request',
    'pdq',
  ])('is no standard one: %s', (text) => {
    expect(readRights(text)).toEqual({ kind: 'other' })
  })

  it('is none where the source says nothing', () => {
    expect(readRights('  ')).toEqual({ kind: 'none' })
  })
})

describe('the policy', () => {
  const open = rightsPolicy([], undefined)

  it('lets the open ones in, and names what would have to be allowed of the others', () => {
    expect(whyRefused('CC0', open)).toBeUndefined()
    expect(whyRefused('https://creativecommons.org/publicdomain/mark/1.0/', open)).toBeUndefined()
    expect(whyRefused('https://rightsstatements.org/page/NoC-NC/1.0/', open)).toContain(
      '--allow "http://rightsstatements.org/vocab/NoC-NC/1.0/"',
    )
    expect(whyRefused('', open)).toContain('says nothing of its rights')
    expect(whyRefused('© 2019 Somebody', open)).toContain('© 2019 Somebody')
  })

  it('lets in what is allowed by name, however it is written, and nothing else', () => {
    const policy = rightsPolicy(
      ['https://rightsstatements.org/vocab/NoC-US/1.0', 'CC BY 4.0', '© Our friends'],
      undefined,
    )
    expect(whyRefused('http://rightsstatements.org/vocab/NoC-US/1.0/', policy)).toBeUndefined()
    expect(whyRefused('https://creativecommons.org/licenses/by/4.0/', policy)).toBeUndefined()
    expect(whyRefused('© Our friends', policy)).toBeUndefined()
    expect(whyRefused('https://creativecommons.org/licenses/by/3.0/', policy)).toBeDefined()
    expect(whyRefused('https://creativecommons.org/licenses/by-nc/4.0/', policy)).toBeDefined()
    expect(whyRefused('http://rightsstatements.org/vocab/InC/1.0/', policy)).toBeDefined()
  })

  it('takes a licence allowed without a version for each of its versions', () => {
    const policy = rightsPolicy(['https://creativecommons.org/licenses/by/'], undefined)
    expect(whyRefused('https://creativecommons.org/licenses/by/2.0/', policy)).toBeUndefined()
    expect(whyRefused('https://creativecommons.org/licenses/by-sa/4.0/', policy)).toBeDefined()
  })

  it('lets everything in of a museum that declares its rights', () => {
    expect(whyRefused('© The Museum', rightsPolicy([], '© The Museum'))).toBeUndefined()
  })

  it('is not made of nothing', () => {
    expect(() => rightsPolicy([' '], undefined)).toThrow(CuratorError)
    expect(() => rightsPolicy([], ' ')).toThrow(CuratorError)
  })
})
