/** Whether a text is a web page, by how it begins; whatever its server calls it. */
export function isWebPage(start: string): boolean {
  return /^\uFEFF?\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b/is.test(start)
}
