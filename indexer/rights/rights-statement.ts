/** What a rights statement comes to. */
export type RightsStatement =
  /** Free to everybody: CC0, the Public Domain Mark, or plain words to that effect. */
  | { readonly kind: 'open'; readonly name: string; readonly uri: string | undefined }
  /** One of the other standard statements; `uri` is its canonical form. */
  | { readonly kind: 'standard'; readonly name: string; readonly uri: string }
  /** Words or an address that no standard knows. */
  | { readonly kind: 'other' }
  /** The source says nothing. */
  | { readonly kind: 'none' }

/** The twelve of RightsStatements.org, by their codes; https://rightsstatements.org/page/1.0/. */
const RIGHTS_STATEMENTS = [
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
] as const

const CC_LICENCES = ['by', 'by-sa', 'by-nd', 'by-nc', 'by-nc-sa', 'by-nc-nd'] as const

/** Words for the two open statements, as sources and curators write them. */
const OPEN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(cc0|cc 0|cc-0|cc-zero|creative commons zero)\b/i, 'CC0'],
  // Alone or explained, but not "public domain in the United States".
  [/^(pdm|public domain mark|public domain|pd)( \d\.\d)?(\s*[(,;.:–—].*)?$/i, 'Public domain'],
  [/^pd-[\w-]+/i, 'Public domain'],
]

/**
 * Reads a rights statement: an address of Creative Commons or RightsStatements.org (http or https,
 * any version, with or without a slash or a page's ending) or the words for one. The text itself is
 * kept elsewhere, as it came.
 */
export function readRights(text: string): RightsStatement {
  const said = text.trim()
  if (said === '') return { kind: 'none' }
  const address = /^https?:\/\/(?:www\.)?(creativecommons|rightsstatements)\.org\/(.*)$/i.exec(said)
  if (address) {
    const [, host = '', path = ''] = address
    return (
      (host.toLowerCase() === 'creativecommons'
        ? readCreativeCommons(path)
        : readVocabulary(path)) ?? {
        kind: 'other',
      }
    )
  }
  for (const [words, name] of OPEN_WORDS) {
    if (words.test(said)) return { kind: 'open', name, uri: undefined }
  }
  const licence = /^cc[ -](by(?:-(?:nc|sa|nd))*)[ -]?(\d\.\d)?\b/i.exec(said)
  if (licence) {
    const [, code = '', version = ''] = licence
    return creativeCommonsLicence(code.toLowerCase(), version) ?? { kind: 'other' }
  }
  return { kind: 'other' }
}

function readCreativeCommons(path: string): RightsStatement | undefined {
  const [kind = '', code = '', version = ''] = path.toLowerCase().split(/[/?#]/)
  if (kind === 'publicdomain' && code === 'zero') {
    const uri = `http://creativecommons.org/publicdomain/zero/${version || '1.0'}/`
    return { kind: 'open', name: 'CC0', uri }
  }
  if (kind === 'publicdomain' && code === 'mark') {
    const uri = `http://creativecommons.org/publicdomain/mark/${version || '1.0'}/`
    return { kind: 'open', name: 'Public Domain Mark', uri }
  }
  return kind === 'licenses' ? creativeCommonsLicence(code, version) : undefined
}

function creativeCommonsLicence(code: string, version: string): RightsStatement | undefined {
  const known = CC_LICENCES.find((each) => each === code)
  if (!known) return undefined
  return {
    kind: 'standard',
    name: `CC ${known.toUpperCase()}${version ? ` ${version}` : ''}`,
    uri: `http://creativecommons.org/licenses/${known}/${version ? `${version}/` : ''}`,
  }
}

function readVocabulary(path: string): RightsStatement | undefined {
  const [kind = '', code = '', version = ''] = path.split(/[/?#]/)
  const known = RIGHTS_STATEMENTS.find((each) => each.toLowerCase() === code.toLowerCase())
  if (!known || !/^(vocab|page|data)$/i.test(kind)) return undefined
  return {
    kind: 'standard',
    name: known,
    uri: `http://rightsstatements.org/vocab/${known}/${version || '1.0'}/`,
  }
}
