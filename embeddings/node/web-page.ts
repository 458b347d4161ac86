/**
 * How a web page begins. A comment ends at the first `-->` and nowhere else: were there several
 * ways to take comments apart, a text of a few dozen would be looked at for years.
 */
export const WEB_PAGE =
  /^\uFEFF?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body)\b/is

/** Whether a text is a web page, by how it begins; whatever its server calls it. */
export function isWebPage(start: string): boolean {
  return WEB_PAGE.test(start)
}
