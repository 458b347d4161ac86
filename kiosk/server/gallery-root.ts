/**
 * Where this page asks about its gallery: at the server's root, or, before a curator who looks at
 * one that is not on show, at that preview's address.
 */
export function galleryRoot(): string {
  return /^\/desk\/preview\/[0-9A-Za-z-]+/.exec(location.pathname)?.[0] ?? ''
}
