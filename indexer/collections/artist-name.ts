/** What catalogues write where nobody knows who made a work, in the languages that the sources speak. */
const NOBODY_KNOWN =
  /^(?:(?:unknown|unidentified|anonymous)(?: (?:artist|author|maker|painter|creator|photographer))?|(?:artist|author|maker|painter|creator) (?:unknown|unidentified|anonymous)|not known|anon|n\/?a|-|anoniem|onbekend|unbekannt|unbekannter künstler|anonym|anonyme|inconnu|anónimo|desconocido|anonimo|ignoto)[.?]?$/i

/**
 * The maker of a work as a label names him. Empty for words that say that nobody knows: visitors are
 * told so in their own language.
 */
export function artistName(text: string): string {
  return NOBODY_KNOWN.test(text) ? '' : text
}
