/** A colour in sRGB, each part 0 to 255. */
export type Colour = { readonly red: number; readonly green: number; readonly blue: number }

/** The lightest the wall gets under its lamp: what everything drawn on it must stand out from. */
export const LIT_WALL: Colour = { red: 75, green: 73, blue: 62 }

/** What a focus ring needs by WCAG is 3 : 1; it is met with room to spare. */
const LEAST_CONTRAST = 4.5

/** Shown while nothing hangs. */
export const RESTING_ACCENT: Colour = { red: 214, green: 190, blue: 140 }

/**
 * The one colour a painting lends the room: the mean of its pixels weighed by how colourful they
 * are, then lightened, its hue kept, until it stands out from the lit wall.
 * `pixels` is RGBA, row by row.
 */
export function accentOf(pixels: Uint8ClampedArray): Colour {
  let [red, green, blue, weights] = [0, 0, 0, 0]
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [r, g, b] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number]
    const most = Math.max(r, g, b)
    const chroma = most - Math.min(r, g, b)
    // Squared, so that a small strong red counts for more than a wide brown ground.
    const weight = (chroma / 255) ** 2 * (most / 255) + 1e-6
    red += r * weight
    green += g * weight
    blue += b * weight
    weights += weight
  }
  if (weights === 0) return RESTING_ACCENT
  return lighten({ red: red / weights, green: green / weights, blue: blue / weights })
}

function lighten(colour: Colour): Colour {
  const white: Colour = { red: 255, green: 250, blue: 240 }
  let share = 0
  let lightened = colour
  while (contrast(lightened, LIT_WALL) < LEAST_CONTRAST && share < 1) {
    share += 0.02
    lightened = {
      red: colour.red + (white.red - colour.red) * share,
      green: colour.green + (white.green - colour.green) * share,
      blue: colour.blue + (white.blue - colour.blue) * share,
    }
  }
  return lightened
}

/** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2 relative luminance. */
function luminance({ red, green, blue }: Colour): number {
  const linear = (value: number) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

export function cssColour({ red, green, blue }: Colour): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`
}
