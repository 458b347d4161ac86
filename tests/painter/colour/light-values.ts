/** Colour as light: linear RGB in floats, turned to sRGB only when the painting is done. */
export type Rgb = [number, number, number]

const toLight = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

/** '#aabbcc' (or without the hash) as linear light. */
export function light(hex: string): Rgb {
  const value = Number.parseInt(hex.replace('#', ''), 16)
  return [
    toLight(((value >> 16) & 255) / 255),
    toLight(((value >> 8) & 255) / 255),
    toLight((value & 255) / 255),
  ]
}

export function mixRgb(a: Readonly<Rgb>, b: Readonly<Rgb>, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

export const scaleRgb = (a: Readonly<Rgb>, by: number): Rgb => [a[0] * by, a[1] * by, a[2] * by]

export const multiplyRgb = (a: Readonly<Rgb>, b: Readonly<Rgb>): Rgb => [
  a[0] * b[0],
  a[1] * b[1],
  a[2] * b[2],
]

export const luminance = (r: number, g: number, b: number): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b

/** Along evenly spaced stops, t in [0, 1]. */
export function alongStops(stops: readonly Rgb[], t: number): Rgb {
  const at = Math.max(0, Math.min(1, t)) * (stops.length - 1)
  const i = Math.min(stops.length - 2, Math.floor(at))
  return mixRgb(stops[i] as Rgb, stops[i + 1] as Rgb, at - i)
}

const STEPS = 4096
const TO_SRGB = Float32Array.from({ length: STEPS + 1 }, (_, i) => {
  const value = i / STEPS
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
})

/** Linear light to sRGB in 0 … 1, by table. */
export function toSrgb(value: number): number {
  return value <= 0 ? 0 : value >= 1 ? 1 : (TO_SRGB[(value * STEPS + 0.5) | 0] as number)
}

/** Compresses bright light as paint does: straight in the darks, never beyond 1. */
export const paintRange = (value: number): number =>
  value < 0.35 ? value : 0.35 + 0.65 * (1 - Math.exp((0.35 - value) / 0.65))
