import { Router } from 'express'
import type { ApiDescription } from '../contract/openapi.ts'

/** `GET /openapi.json`: the API's own description. */
export function openApiRoute(description: ApiDescription): Router {
  const json = JSON.stringify(description)
  const router = Router()
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('json').send(json)
  })
  return router
}
