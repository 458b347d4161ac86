export function portraitPath(portraitId: string): string {
  return `/p/${encodeURIComponent(portraitId)}`
}

/** An address that a page may link to, or undefined: a source may also give `javascript:`. */
export function safeLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
