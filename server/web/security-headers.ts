import type { RequestHandler } from 'express'
import helmet from 'helmet'

const SELF = "'self'"

/**
 * Allows only this server's own resources: no third party, no inline script or style, no eval
 * beyond WebAssembly, no text that becomes markup or a script. Three headers are missing on
 * purpose. `upgrade-insecure-requests` and HSTS break a kiosk on plain http in a museum's network
 * (HSTS is a setting). COOP and COEP isolate the page; tfjs then starts threads from blob: scripts,
 * which this policy forbids.
 */
export function securityHeaders(hstsSeconds: number): RequestHandler[] {
  const policy = headersWith(hstsSeconds, [SELF])
  // A visitor's card is made on the page at home, and shown there as a picture to hold and keep.
  const policyAtHome = headersWith(hstsSeconds, [SELF, 'data:'])
  return [
    (request, response, next) => {
      const isAtHome = /^\/selfie(\.html|\/)?$/.test(request.path)
      return (isAtHome ? policyAtHome : policy)(request, response, next)
    },
    (_request, response, next) => {
      response.set(
        'Permissions-Policy',
        'camera=(self), fullscreen=(self), screen-wake-lock=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()',
      )
      next()
    },
  ]
}

function headersWith(hstsSeconds: number, imageSources: string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [SELF, "'wasm-unsafe-eval'"],
        'style-src': [SELF],
        'img-src': imageSources,
        'font-src': [SELF],
        'connect-src': [SELF],
        'worker-src': [SELF],
        'media-src': [SELF],
        'manifest-src': [SELF],
        // See kiosk/page/own-scripts-alone.ts.
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['default'],
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
  })
}
