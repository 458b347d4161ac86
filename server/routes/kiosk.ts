import { sep } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { sendProblem } from '../web/problems.ts'

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

/** Sends the exhibit to an address other than its own; leaves the request to others without one. */
export function exhibitPage(folder: string): RequestHandler {
  return (_request, response, next) => {
    response.sendFile('index.html', { root: folder, cacheControl: false }, (error) => {
      if (error && !response.headersSent) next()
    })
  }
}

/**
 * Serves the built kiosk. Files under assets/ carry their digest in their names, and browsers keep
 * them for ever. Browsers ask for all other files (pages, models, WebAssembly) each time, and a 304
 * answers in a few bytes. A kiosk therefore never runs new pages with old models. `/operator` is
 * the exhibit, which then begins with the operator panel; 404 where no PIN opens it.
 */
export function kioskRoutes(folder: string, readPin: () => Promise<string | null>): Router {
  const router = Router()
  const exhibit = exhibitPage(folder)
  router.get('/operator', async (request, response, next) => {
    if ((await readPin()) === null) {
      const detail = 'Set operator.pin in settings.json first: 4 to 10 digits, in quotes.'
      return sendProblem(response, { code: 'not-found', detail })
    }
    exhibit(request, response, next)
  })
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
