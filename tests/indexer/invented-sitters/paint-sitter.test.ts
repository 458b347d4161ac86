import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { InventedSitter } from '../../../indexer/invented-sitters/invented-sitter.ts'
import { inventedSitters } from '../../../indexer/invented-sitters/invented-sitters.ts'
import { MANNER_NAMES } from '../../../indexer/invented-sitters/manners/manner-names.ts'
import { paintSitter } from '../../../indexer/invented-sitters/paint-sitter.ts'

const firstIn = (manner: InventedSitter['manner']): InventedSitter => {
  const sitter = inventedSitters().find((candidate) => candidate.manner === manner)
  if (!sitter) throw new Error(`Nobody is painted in ${manner}.`)
  return sitter
}

describe('painting a sitter', () => {
  it.each(['lamplit-oil', 'engraving', 'ivory'] as const)('gives the same bytes twice in %s', async (manner) => {
    const sitter = firstIn(manner)
    const once = await paintSitter(sitter)
    const again = await paintSitter(sitter)
    expect(again.equals(once)).toBe(true)
  })

  it.each(MANNER_NAMES)('gives a JPEG of a museum size, with lights and darks, in %s', async (manner) => {
    const picture = await paintSitter(firstIn(manner))
    const { format, width, height } = await sharp(picture).metadata()
    expect(format).toBe('jpeg')
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(900)
    expect(Math.max(width, height)).toBeLessThanOrEqual(1200)
    const { channels } = await sharp(picture).stats()
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20)
  })
})
