import type { Pixels } from './pixels.ts'

/**
 * Mean relative luminance of a picture, 0 black to 1 white, as WCAG 2.2 defines it: sRGB made linear,
 * 0.2126 R + 0.7152 G + 0.0722 B. It is what flashes are measured in.
 */
export function relativeLuminance({ width, height, data }: Pixels): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 4) {
    sum +=
      0.2126 * (LINEAR[data[at] as number] as number) +
      0.7152 * (LINEAR[data[at + 1] as number] as number) +
      0.0722 * (LINEAR[data[at + 2] as number] as number)
  }
  return width * height === 0 ? 0 : Math.min(1, sum / (width * height))
}

const LINEAR: readonly number[] = Array.from({ length: 256 }, (_, level) => {
  const value = level / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})
