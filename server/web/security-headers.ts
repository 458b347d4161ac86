import type { RequestHandler } from 'express'
import helmet from 'helmet'

const SELF = "'self'"

/**
 * Allows only this server's own resources: no third party, no inline script or style, no eval
 * beyond WebAssembly. Three headers are missing on purpose. `upgrade-insecure-requests` and HSTS
 * break a kiosk on plain http in a museum's network (HSTS is a setting). COOP and COEP isolate the
 * page; tfjs then starts threads from blob: scripts, which this policy forbids.
 */
export function securityHeaders(hstsSeconds: number): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': [SELF, "'wasm-unsafe-eval'"],
          'style-src': [SELF],
          // A visitor's card is shown as a picture that can be held and kept.
          'img-src': [SELF, 'data:'],
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
      strictTransportSecurity:
        hstsSeconds > 0 ? { maxAge: hstsSeconds, includeSubDomains: false } : false,
      // Tells this server alone which of its pages asks; see `comesFromOwnPage`.
      referrerPolicy: { policy: 'same-origin' },
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
