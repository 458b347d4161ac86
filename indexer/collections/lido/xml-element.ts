/** An element of a record; names without their prefixes. */
export type XmlElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** `xml:lang` of the element or the nearest around it; empty where none says. */
  readonly language: string
  readonly children: XmlElement[]
  /** Its own text, without that of its children. */
  text: string
}

/** The elements at the end of a path of names such as `titleWrap/titleSet`, in document order. */
export function elementsAt(from: XmlElement, path: string): XmlElement[] {
  let found = [from]
  for (const name of path.split('/')) {
    found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  }
  return found
}

/** The text of an element on one line. */
export function lineOf({ text }: XmlElement): string {
  return text.replaceAll(/\s+/g, ' ').trim().normalize('NFC')
}

/** The first text at a path that says something; empty where none does. */
export function textAt(from: XmlElement, path: string): string {
  return (
    elementsAt(from, path)
      .map(lineOf)
      .find((text) => text !== '') ?? ''
  )
}
