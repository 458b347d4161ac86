import type { HostManners } from './host-manners.ts'

/** What a museum's API asks for stands first in its source's manners. */
type Mannered = { readonly manners: readonly HostManners[] }

/**
 * The manners of an import: those of the source's hosts, and of a mirror what the museum's own API
 * asks for. Other machines of the curator's own (`--allow-host`) need no pause between requests.
 */
export function mannersFor(
  { manners }: Mannered,
  baseUrl: string | undefined,
  allowHosts: readonly string[],
): HostManners[] {
  const own = allowHosts.map(
    (host): HostManners => ({ host: hostName(host), intervalMs: 0, concurrency: 4 }),
  )
  const [api] = manners
  if (baseUrl === undefined || !api) return [...manners, ...own]
  const mirror = { ...api, host: new URL(baseUrl).hostname }
  return [mirror, ...manners, ...own.filter(({ host }) => host !== mirror.host)]
}

function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host
}
