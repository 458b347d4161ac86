/** What a rights statement comes to. */
export type RightsStatement =
  /** Free to everybody: CC0, the Public Domain Mark, or plain words to that effect. */
  | { readonly kind: 'open'; readonly name: string; readonly uri: string | undefined }
  /** Another standard statement: its short name, its English title, its canonical address. */
  | {
      readonly kind: 'standard'
      readonly name: string
      readonly title: string
      readonly uri: string
    }
  /** Words or an address that no standard knows. */
  | { readonly kind: 'other' }
  /** The source says nothing. */
  | { readonly kind: 'none' }

/** The twelve statements of https://rightsstatements.org/page/1.0/ by their codes. */
const RIGHTS_STATEMENTS: Readonly<Record<string, string>> = {
  InC: 'In Copyright',
  'InC-OW-EU': 'In Copyright – EU Orphan Work',
  'InC-EDU': 'In Copyright – Educational Use Permitted',
  'InC-NC': 'In Copyright – Non-Commercial Use Permitted',
  'InC-RUU': 'In Copyright – Rights-holder(s) Unlocatable or Unidentifiable',
  'NoC-CR': 'No Copyright – Contractual Restrictions',
  'NoC-NC': 'No Copyright – Non-Commercial Use Only',
  'NoC-OKLR': 'No Copyright – Other Known Legal Restrictions',
  'NoC-US': 'No Copyright – United States',
  CNE: 'Copyright Not Evaluated',
  UND: 'Copyright Undetermined',
  NKC: 'No Known Copyright',
}

const CC_LICENCES = ['by', 'by-sa', 'by-nd', 'by-nc', 'by-nc-sa', 'by-nc-nd'] as const

/** What explains an open statement; not "in the United States", which is open only there. */
const EXPLAINED = /^( \d\.\d)?( universal)?(\s*[(,;.:–—].*)?$/i
const ELSEWHERE = /\b(usa?|u\.s\.|united states)(?![\w])|metadata/i

/** Words for the two open statements, as sources and curators write them. */
const OPEN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(cc0|cc 0|cc-0|cc-zero|creative commons zero)(?!\w)/i, 'CC0'],
  [/^(public domain dedication)(?!\w)/i, 'CC0'],
  [
    /^(pdm|public domain mark|public domain|domaine public|gemeinfrei|dominio público|pd)(?![\w-])/i,
    'Public domain',
  ],
  // The templates of Wikimedia Commons, but for those of one country or one year.
  [/^(pd-(?!us\b|usgov|\d)[\w-]+)/i, 'Public domain'],
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
    const [open] = words.exec(said) ?? []
    if (open === undefined) continue
    const rest = said.slice(open.length)
    if (EXPLAINED.test(rest) && !ELSEWHERE.test(rest)) return { kind: 'open', name, uri: undefined }
  }
  const licence = /^cc[ -](by(?:-(?:nc|sa|nd))*)[ -]?(\d\.\d)?\b/i.exec(said)
  if (licence) {
    const [, code = '', version = ''] = licence
    return creativeCommonsLicence(code.toLowerCase(), version) ?? { kind: 'other' }
  }
  return { kind: 'other' }
}

/**
 * A rights statement as labels print it: the usual addresses by name, any other text as it is.
 * `lang` is set where the words are English in every language.
 */
export function rightsInWords(
  rights: string,
  publicDomain: string,
): { readonly text: string; readonly lang: 'en' | undefined } {
  const asItIs = { text: rights, lang: undefined }
  if (!/^https?:\/\//i.test(rights)) return asItIs
  const statement = readRights(rights)
  switch (statement.kind) {
    case 'open':
      return { ...asItIs, text: statement.name === 'CC0' ? statement.name : publicDomain }
    case 'standard': {
      const { title, name } = statement
      return { text: title, lang: title === name ? undefined : 'en' }
    }
    default:
      return { ...asItIs, text: rights.replace(/^https?:\/\//, '').replace(/\/$/, '') }
  }
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
  const name = `CC ${known.toUpperCase()}${version ? ` ${version}` : ''}`
  return {
    kind: 'standard',
    name,
    title: name,
    uri: `http://creativecommons.org/licenses/${known}/${version ? `${version}/` : ''}`,
  }
}

function readVocabulary(path: string): RightsStatement | undefined {
  const [kind = '', code = '', version = ''] = path.split(/[/?#]/)
  const [known, title] =
    Object.entries(RIGHTS_STATEMENTS).find(([each]) => each.toLowerCase() === code.toLowerCase()) ??
    []
  if (known === undefined || title === undefined || !/^(vocab|page|data)$/i.test(kind))
    return undefined
  return {
    kind: 'standard',
    name: known,
    title,
    uri: `http://rightsstatements.org/vocab/${known}/${version || '1.0'}/`,
  }
}
