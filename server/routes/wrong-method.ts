import type { RequestHandler } from 'express'
import type { ApiDescription } from '../contract/openapi.ts'
import { sendProblem } from '../web/problems.ts'

/** What is read and never sent to: pictures, pages, the kiosk. */
const READ = ['GET', 'HEAD']
/** Below here an address is one that the API describes, or is not there. */
const API = /^\/api\/v\d+\//i

/**
 * Answers what is there, but not by the method asked for, and OPTIONS with the methods it takes; stands
 * before the routes, since Express would answer OPTIONS in words of its own. Addresses below /api/v1
 * that the API does not have are passed on; any other is only read, be there something or not.
 */
export function wrongMethod({ paths }: ApiDescription): RequestHandler {
  const known = Object.entries(paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
    taken: Object.keys(operations).flatMap((method) =>
      method === 'get' ? READ : [method.toUpperCase()],
    ),
  }))
  return (request, response, next) => {
    const { method, path } = request
    const there = known.find(({ pattern }) => pattern.test(path))
    const taken = there?.taken ?? (API.test(path) ? undefined : READ)
    if (!taken || taken.includes(method)) return next()
    const methods = [...taken, 'OPTIONS'].join(', ')
    response.set('Allow', methods)
    if (method === 'OPTIONS') return response.status(204).end()
    sendProblem(response, { code: 'wrong-method', detail: `This address takes ${methods}.` })
  }
}
