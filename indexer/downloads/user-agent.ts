import type { AddressGuard } from './address-guard.ts'
import type { HostManners } from './host-manners.ts'

/** How Pendant is called, with its contact; where it must have one, it asks for it. */
export type Agent = (contact: 'needed' | 'if known') => Promise<string>

/** The headers by which Pendant introduces itself to a host, with what the host asks for besides. */
export function introductions(
  guard: AddressGuard,
  agent: Agent,
): (url: URL, manners: HostManners) => Promise<Record<string, string>> {
  return async (url, manners) => {
    // The curator runs, or knows, the hosts that were allowed by name.
    const name = await agent(guard.isAllowed(url) ? 'if known' : 'needed')
    const besides = Object.entries(manners.headers ?? {}).map(([header, value]) => [
      header.toLowerCase(),
      value.replaceAll('{agent}', () => name),
    ])
    return { 'user-agent': name, ...Object.fromEntries(besides) }
  }
}
