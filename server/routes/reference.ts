import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Router } from 'express'
import type { ApiDescription } from '../contract/openapi.ts'
import { referencePage } from '../reference/reference-page.ts'

const STYLE = fileURLToPath(new URL('../reference/reference.css', import.meta.url))

const FONTS: Readonly<Record<string, string>> = {
  'serif.woff2': '@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-normal.woff2',
  'serif-italic.woff2':
    '@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-italic.woff2',
  'grotesque.woff2': '@fontsource-variable/work-sans/files/work-sans-latin-wght-normal.woff2',
}

/**
 * `GET /`: the readable page of the API, with its style and fonts. The kiosk's copies have names of
 * their own, and the kiosk may not be built.
 */
export function referenceRoutes(description: ApiDescription): Router {
  const { html } = referencePage(description)
  const require = createRequire(import.meta.url)
  const router = Router()
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('html').send(html)
  })
  router.get('/reference.css', (_request, response) => {
    response.sendFile(STYLE, { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } })
  })
  router.get('/fonts/:name', (request, response, next) => {
    const { name } = request.params
    const font = Object.hasOwn(FONTS, name) ? FONTS[name] : undefined
    if (font === undefined) return next()
    response.sendFile(require.resolve(font), { maxAge: '30d' })
  })
  return router
}
