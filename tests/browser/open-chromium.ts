import { type Browser, chromium } from 'playwright-core'
import { findChromium, NO_CHROMIUM } from './find-chromium.ts'

export type ChromiumOptions = {
  /** A clip that plays as the camera (see `fake-camera.ts`); without one there is no camera. */
  readonly fakeCamera?: string
  /** Has WebGL computed where there are no graphics: newer browsers have none then. */
  readonly softwareGraphics?: boolean
}

/** A real browser without a window. Throws, saying what to install, when there is none. */
export function openChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium(process.env.PENDANT_CHROMIUM)
  if (executablePath === undefined) throw new Error(NO_CHROMIUM)
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      ...(options.fakeCamera ? cameraFlags(options.fakeCamera) : []),
      ...(options.softwareGraphics ? ['--enable-unsafe-swiftshader'] : []),
    ],
  })
}

function cameraFlags(clip: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
}
