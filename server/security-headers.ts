import type { RequestHandler } from 'express'
import helmet from 'helmet'

const SELF = "'self'"

/**
 * Nothing but this server's own: no third party, no inline script or style, no eval beyond
 * WebAssembly. Left out on purpose: `upgrade-insecure-requests` and HSTS, which break a kiosk on
 * plain http in a museum's network and are the business of whatever ends TLS before it; and COOP and
 * COEP, since on an isolated page tfjs starts threads from blob: scripts, which this policy forbids.
 */
export function securityHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': [SELF, "'wasm-unsafe-eval'"],
          'style-src': [SELF],
          'img-src': [SELF],
          'font-src': [SELF],
          'connect-src': [SELF],
          'worker-src': [SELF],
          'media-src': [SELF],
          'manifest-src': [SELF],
          'base-uri': ["'none'"],
          'form-action': ["'none'"],
          'frame-ancestors': [SELF],
        },
      },
      crossOriginOpenerPolicy: false,
      strictTransportSecurity: false,
    }),
    (_request, response, next) => {
      response.set(
        'Permissions-Policy',
        'camera=(self), fullscreen=(self), screen-wake-lock=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()',
      )
      next()
    },
  ]
}
