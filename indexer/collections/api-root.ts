/**
 * Root of a museum's API, without a trailing slash: its own, or that of a mirror. A mirror given by
 * its host alone keeps the museum's paths; one with a path is the root itself.
 */
export function apiRoot(documented: string, mirror: string | undefined): string {
  if (mirror === undefined) return documented
  const { pathname, origin } = new URL(mirror)
  const root = pathname === '/' ? origin + new URL(documented).pathname : mirror
  return root.replace(/\/+$/, '')
}
