import { readRights } from '../../embeddings/gallery/rights-statement.ts'
import { webAddress } from './public-address.ts'
import type { Words } from './words.ts'

/** A rights statement as it is read, its language where that is not the page's, and where it stands in full. */
export type RightsWords = {
  readonly text: string
  readonly lang: string | undefined
  readonly address: string | undefined
}

/** A rights statement in words: the usual addresses by name, words as they are. */
export function rightsWords(rights: string, words: Words): RightsWords {
  const address = webAddress(rights)
  if (address === undefined) return { text: rights, lang: '', address }
  const statement = readRights(address)
  switch (statement.kind) {
    case 'open':
      return {
        text: statement.name === 'CC0' ? 'CC0 1.0' : words.publicDomain,
        lang: undefined,
        address,
      }
    case 'standard':
      return {
        text: statement.title,
        lang: statement.title === statement.name ? undefined : 'en',
        address,
      }
    default:
      return {
        text: address.replace(/^https?:\/\//, '').replace(/\/$/, ''),
        lang: undefined,
        address,
      }
  }
}
