import type { RequestHandler } from 'express'
import { clientAddress, partyOf } from '../client-address.ts'
import type { Limits } from '../config.ts'
import { allowances } from '../lookup/allowance.ts'
import { sendProblem } from '../problems.ts'

/** Stands before every route that searches the index or reads portraits. */
export function requestAllowance(limits: Limits, nowMs: () => number): RequestHandler {
  const { perSecond, burst } = limits.requestsPerAddress
  const allowanceOf = allowances(limits.requestsPerAddress, nowMs)
  return (request, response, next) => {
    const allowance = allowanceOf(partyOf(clientAddress(request, limits.trustedProxies)))
    if (allowance.take()) return next()
    response.set('Retry-After', String(Math.ceil(allowance.secondsUntilNext())))
    sendProblem(response, {
      code: 'too-many-probes',
      detail: `One address may ask for ${perSecond} look-ups a second, ${burst} of them at once.`,
    })
  }
}
