/**
 * A comment ends at the first `-->` and nowhere else: were there several ways to take comments apart,
 * a text of a few dozen would be looked at for years.
 */
const BEGINNING = /^\uFEFF?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body)\b/is

/** Whether a text is a web page, by how it begins; whatever its server calls it. */
export function isWebPage(start: string): boolean {
  return BEGINNING.test(start)
}
