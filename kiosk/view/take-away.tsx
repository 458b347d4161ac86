import { useMemo } from 'preact/hooks'
import { encode } from 'uqr'
import { workPath } from '../../server/contract/http.ts'
import type { Messages } from '../messages/messages.ts'

/** Modules of plain ground about a code, without which readers do not find it. */
const QUIET_ZONE = 4

/**
 * Where a phone finds a work again: an address that holds the work's id and nothing else. Null
 * where the page is only known by an address of this very machine, which leads a phone to itself.
 */
export function takeAwayAddress(
  workId: string,
  publicAddress: string | null,
  pageAddress: string,
): string | null {
  const { protocol, hostname, origin } = new URL(publicAddress ?? pageAddress)
  if (!/^https?:$/.test(protocol)) return null
  return isLoopback(hostname) ? null : `${origin}${workPath(workId)}`
}

/** The page on which a phone finds a likeness by itself; null where the museum names no address. */
export function selfieAddress(publicAddress: string | null): string | null {
  return publicAddress === null ? null : `${new URL(publicAddress).origin}/selfie`
}

function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname)
}

/** The modules of an address's code, dark ones true, with the quiet zone around them. */
export function codeOf(address: string): readonly (readonly boolean[])[] {
  return encode(address, { ecc: 'M', border: QUIET_ZONE }).data
}

/** A code to be read by a phone: dark on light, whatever the wall is like. */
export function Code(props: { readonly address: string; readonly messages: Messages }) {
  const { address, messages } = props
  const { path, size } = useMemo(() => {
    const modules = codeOf(address)
    return { path: outlineOf(modules), size: modules.length }
  }, [address])
  return (
    <svg
      class="code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={messages.spoken.takeAway(address)}
      shape-rendering="crispEdges"
    >
      <rect class="code-ground" width={size} height={size} />
      <path class="code-modules" d={path} />
    </svg>
  )
}

/** Runs of dark modules, row by row, each a rectangle. */
function outlineOf(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return []
        const end = row.indexOf(false, x)
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`]
      }),
    )
    .join('')
}
