import type { RequestHandler } from 'express'
import { FAILURES } from '../contract/failures.ts'
import { allowances, type Limits, type Rate } from '../web/allowance.ts'
import { clientAddress, partyOf } from '../web/client-address.ts'
import { sendProblem } from '../web/problems.ts'
import type { Pulse } from '../web/pulse.ts'
import { holderIn } from './permission.ts'

/**
 * Limits requests on every route that searches the index or reads portraits. A request with a key
 * counts for that key, wherever it comes from; any other counts for its address. Every answer tells
 * the rest in the form of draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy:
 * "address";q=200;w=2` means 200 requests in 2 s, `RateLimit: "address";r=7;t=2` that 7 are left
 * and that all are back in 2 s.
 */
export function requestAllowance(
  limits: Limits,
  pulse: Pick<Pulse, 'hasTime'>,
  nowMs: () => number,
): RequestHandler {
  const perAddress = allowances(limits.requestsPerAddress, nowMs)
  const perKey = allowances(limits.requestsPerKey, nowMs)
  return (request, response, next) => {
    const holder = holderIn(response)
    const [policy, rate, allowance] = holder
      ? (['key', limits.requestsPerKey, perKey(holder.name)] as const)
      : ([
          'address',
          limits.requestsPerAddress,
          perAddress(partyOf(clientAddress(request, limits.trustedProxies))),
        ] as const)
    const within = allowance.take()
    response.set({
      'RateLimit-Policy': `"${policy}";q=${rate.burst};w=${windowSeconds(rate)}`,
      RateLimit: `"${policy}";r=${allowance.left()};t=${Math.ceil(allowance.secondsUntilFull())}`,
    })
    if (within) {
      if (pulse.hasTime()) return next()
      response.set('Retry-After', '1')
      return sendProblem(response, { code: 'overloaded', detail: FAILURES.overloaded.title })
    }
    response.set('Retry-After', String(Math.max(1, Math.ceil(allowance.secondsUntilNext()))))
    sendProblem(response, {
      code: 'too-many-probes',
      detail: `One ${policy} may ask for ${rate.perSecond} look-ups a second, ${rate.burst} of them at once.`,
    })
  }
}

/** Seconds until a whole burst is available again. */
function windowSeconds({ perSecond, burst }: Rate): number {
  return Math.max(1, Math.ceil(burst / perSecond))
}
