import { readRights } from '../../embeddings/gallery/rights-statement.ts'
import type { Messages } from '../messages/messages.ts'

/** A rights statement as a wall label prints it: the usual addresses by name, words as they are. */
export function rightsWords(rights: string, messages: Messages): string {
  if (!/^https?:\/\//i.test(rights)) return rights
  const statement = readRights(rights)
  switch (statement.kind) {
    case 'open':
      return statement.name === 'CC0' ? statement.name : messages.label.publicDomain
    case 'standard':
      return statement.title
    default:
      return rights.replace(/^https?:\/\//, '').replace(/\/$/, '')
  }
}
