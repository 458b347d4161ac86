import type { AddressGuard } from './address-guard.ts'
import { type HostLane, hostLane, type Surroundings } from './host-lane.ts'
import { DEFAULT_MANNERS, type HostManners } from './host-manners.ts'

/** At once, to hosts that the curator has named and set a pace for. */
const OWN_CONCURRENCY = 4

/** The lanes of a run, one a host, made when a host is first asked. */
export function hostLanes(
  manners: readonly HostManners[],
  guard: AddressGuard,
  paceMs: number | undefined,
  surroundings: Surroundings,
): (url: URL) => HostLane {
  const lanes = new Map<string, HostLane>()
  return (url) => {
    const open = lanes.get(url.host)
    if (open) return open
    const own = guard.isAllowed(url)
    const lane = hostLane(
      {
        ...DEFAULT_MANNERS,
        ...manners.find(({ host }) => host === url.host || host === url.hostname),
        ...(own && paceMs !== undefined && { intervalMs: paceMs, concurrency: OWN_CONCURRENCY }),
        host: url.host,
      },
      surroundings,
    )
    lanes.set(url.host, lane)
    return lane
  }
}
