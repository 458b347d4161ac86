/** Longer ones are no addresses of anything; servers refuse them from 8,000 characters or so. */
const MAX_ADDRESS_LENGTH = 4096

/** A value of a stranger's document as an http(s) address, trimmed; undefined when it is none. */
export function httpAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_ADDRESS_LENGTH) return undefined
  const address = value.trim()
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}

/** Whether a text is an http or https address and nothing else, not even a space. */
export function isWebAddress(text: string): boolean {
  return httpAddress(text) === text && !/\s/.test(text)
}

/** `Van%20Gogh` as `Van Gogh`; undefined where a `%` stands for nothing. */
export function percentDecoded(piece: string): string | undefined {
  try {
    return decodeURIComponent(piece)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return undefined
  }
}

/** A step at a time: a pattern for slashes at the end looks at those within again and again. */
export function withoutSlash(address: string): string {
  let end = address.length
  while (end > 0 && address[end - 1] === '/') end -= 1
  return address.slice(0, end)
}
