import type { RequestHandler } from 'express'
import type { ApiDescription } from '../contract/openapi.ts'
import { sendProblem } from '../web/problems.ts'

/** Methods for everything that is read only: pictures, pages, the kiosk. */
const READ = ['GET', 'HEAD']
/** Below this path, every valid address is in the API's description. */
const API = /^\/api\/v\d+\//i

/**
 * Refuses a wrong method, and answers OPTIONS with the allowed methods. It runs before the routes,
 * because Express would answer OPTIONS in its own words. Unknown addresses below /api/v1 pass on;
 * any other address is read only, whether it exists or not.
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
