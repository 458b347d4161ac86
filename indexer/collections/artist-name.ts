/** What catalogues write for an unknown maker, in the languages of the sources. */
const NOBODY_KNOWN =
  /^(?:(?:unknown|unidentified|anonymous)(?: (?:artist|author|maker|painter|creator|photographer))?|(?:artist|author|maker|painter|creator) (?:unknown|unidentified|anonymous)|not known|anon|n\/?a|-|anoniem|onbekend|unbekannt|unbekannter künstler|anonym|anonyme|inconnu|anónimo|desconocido|anonimo|ignoto)[.?]?$/i

/**
 * The maker of a work as a label names him. Empty for words that say that nobody knows: visitors
 * are told so in their own language.
 */
export function artistName(text: string): string {
  return NOBODY_KNOWN.test(text) ? '' : text
}
