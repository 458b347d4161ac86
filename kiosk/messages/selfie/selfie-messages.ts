import type { SorryReason } from '../../selfie/selfie-state.ts'

/**
 * What the page for people at home says beside the exhibit's own messages. Each language fills every
 * key, or it does not compile.
 */
export type SelfieMessages = {
  readonly pageTitle: string
  readonly start: {
    readonly invitation: string
    /** One line, and true: tests watch every request. */
    readonly promise: string
    readonly numbers: string
    readonly guardians: string
    readonly camera: string
    readonly cameraApp: string
    readonly choose: string
    readonly drop: string
    /** In place of the camera, where browsers forbid it. */
    readonly insecure: string
  }
  readonly viewfinder: { readonly waiting: string; readonly advice: string; readonly shoot: string }
  readonly looking: {
    readonly title: string
    readonly opening: string
    /** Both in megabytes, as numbers of this language; the share in per cent. */
    readonly models: (received: string, total: string, percent: number) => string
    readonly engine: string
    readonly face: string
    readonly likeness: string
  }
  readonly choosing: {
    readonly title: string
    readonly advice: string
    readonly face: (number: number, of: number) => string
  }
  readonly pair: {
    readonly closer: string
    readonly share: string
    readonly another: string
    readonly nextNearest: string
  }
  readonly closer: {
    readonly advice: string
    readonly nearer: string
    readonly farther: string
    readonly whole: string
    readonly page: string
  }
  readonly sharing: {
    readonly title: string
    readonly together: string
    readonly alone: string
    readonly send: string
    readonly save: string
    readonly copyLink: string
    readonly copied: string
    /** Where nothing may be copied: before the address itself. */
    readonly link: string
    readonly kept: string
  }
  readonly sorry: Readonly<Record<SorryReason, { readonly title: string; readonly advice: string }>>
  readonly closed: { readonly title: string; readonly advice: string; readonly walk: string }
  readonly spoken: {
    readonly sitter: string
    readonly manyFaces: string
    readonly cardTogether: (title: string, artist: string) => string
    readonly cardAlone: (title: string, artist: string) => string
  }
}
