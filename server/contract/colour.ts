/** A colour in sRGB, each part 0 to 255. */
export type Colour = { readonly red: number; readonly green: number; readonly blue: number }

/** The colour that `#rrggbb` names. The caller has checked the notation. */
export function colourOf(hex: string): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return { red: part(1), green: part(3), blue: part(5) }
}

/** Mixes two colours, channel by channel, as CSS's `color-mix(in srgb)` does. `share` is 0 to 1. */
export function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (a: number, b: number) => a + (b - a) * share
  return {
    red: part(from.red, to.red),
    green: part(from.green, to.green),
    blue: part(from.blue, to.blue),
  }
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
