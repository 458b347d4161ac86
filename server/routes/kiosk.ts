import { sep } from 'node:path'
import express, { Router } from 'express'

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pendant</title>
<h1>Pendant is running, but its kiosk is not built.</h1>
<p>Stop the server and run <code>npm start</code>, which builds the kiosk and starts again.
<p>Look-ups are answered meanwhile: <a href="/api/v1/health">how the server is</a>.
</html>
`

/**
 * Serves the built kiosk. Files under assets/ carry their digest in their names, and browsers keep
 * them for ever. Browsers ask for all other files (pages, models, WebAssembly) each time, and a 304
 * answers in a few bytes. A kiosk therefore never runs new pages with old models.
 */
export function kioskRoutes(folder: string): Router {
  const router = Router()
  const assets = `${folder}${sep}assets${sep}`
  router.use(
    express.static(folder, {
      extensions: ['html'],
      setHeaders(response, file) {
        response.setHeader(
          'Cache-Control',
          file.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    }),
  )
  // Reached only when there is no index.html.
  router.get('/', (_request, response) => {
    response.status(503).set('Cache-Control', 'no-store').type('html').send(NOT_BUILT)
  })
  return router
}
