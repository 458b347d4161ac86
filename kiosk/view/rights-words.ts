import type { Messages } from '../messages/messages.ts'

const CREATIVE_COMMONS = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/
const PUBLIC_DOMAIN = /^https?:\/\/creativecommons\.org\/publicdomain\/mark\//
const CC0 = /^https?:\/\/creativecommons\.org\/publicdomain\/zero\//
const NO_COPYRIGHT = /^https?:\/\/rightsstatements\.org\/(vocab|page)\/NoC-/

/** A rights statement as a wall label prints it: the usual addresses by name, words as they are. */
export function rightsWords(rights: string, messages: Messages): string {
  if (CC0.test(rights)) return 'CC0'
  if (PUBLIC_DOMAIN.test(rights) || NO_COPYRIGHT.test(rights)) return messages.label.publicDomain
  const licence = CREATIVE_COMMONS.exec(rights)
  if (licence !== null) return `CC ${licence[1]?.toUpperCase()} ${licence[2]}`
  return rights.replace(/^https?:\/\//, '').replace(/\/$/, '')
}
