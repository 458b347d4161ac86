import type { RequestHandler } from 'express'
import type { ApiDescription } from '../contract/openapi.ts'
import { sendProblem } from '../problems.ts'

/**
 * Answers what the API has at an address, but not by the method asked for, and OPTIONS with the
 * methods it takes; stands before the routes, since Express would answer OPTIONS in words of its own.
 * Addresses that the API does not have are passed on.
 */
export function wrongMethod({ paths }: ApiDescription): RequestHandler {
  const known = Object.entries(paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
    taken: Object.keys(operations).flatMap((method) =>
      method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
    ),
  }))
  return (request, response, next) => {
    const there = known.find(({ pattern }) => pattern.test(`${request.baseUrl}${request.path}`))
    if (!there || there.taken.includes(request.method)) return next()
    const methods = [...there.taken, 'OPTIONS'].join(', ')
    response.set('Allow', methods)
    if (request.method === 'OPTIONS') return response.status(204).end()
    sendProblem(response, { code: 'wrong-method', detail: `This address takes ${methods}.` })
  }
}
