import { useEffect } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import type { HungPortrait } from '../state/hung-portrait.ts'
import { accentOf, type Colour, cssColour, RESTING_ACCENT } from './accent.ts'

/** Colours are sampled from the picture at this size. */
const SAMPLE_SIDE = 24

/** Lends the room the accent of the portrait that hangs. */
export function useAccent(portrait: HungPortrait | null | undefined): void {
  const digest = portrait?.crop.digest
  useEffect(() => {
    if (digest === undefined) {
      lend(RESTING_ACCENT)
      return
    }
    const picture = new Image()
    picture.addEventListener('load', () => lend(sample(picture)))
    picture.src = mediaPath(digest)
    return () => {
      picture.removeAttribute('src')
    }
  }, [digest])
}

function lend(colour: Colour): void {
  document.documentElement.style.setProperty('--accent', cssColour(colour))
}

function sample(picture: HTMLImageElement): Colour {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SAMPLE_SIDE
  const context = canvas.getContext('2d')
  if (context === null) return RESTING_ACCENT
  context.drawImage(picture, 0, 0, SAMPLE_SIDE, SAMPLE_SIDE)
  return accentOf(context.getImageData(0, 0, SAMPLE_SIDE, SAMPLE_SIDE).data)
}
