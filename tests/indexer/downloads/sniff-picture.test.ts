import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniffPicture } from '../../../embeddings/node/sniff-picture.ts'
import { painted } from './painted.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')

describe('sniffing a picture', () => {
  it.each([
    ['JPEG', 'jpeg'],
    ['PNG', 'png'],
    ['WebP', 'webp'],
    ['TIFF', 'tiff'],
    ['AVIF', 'avif'],
    ['GIF', 'gif'],
  ] as const)('knows %s', async (name, format) => {
    const bytes = await sharp(await painted())
      .toFormat(format)
      .toBuffer()
    expect(sniffPicture(bytes.subarray(0, 1024))).toEqual({ picture: true, name })
  })

  it.each([
    ['TIFF', 'MM\0*'],
    ['TIFF', 'II+\0'],
    ['TIFF', 'MM\0+'],
    ['AVIF', '\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf'],
  ])('knows %s in its other forms', (name, start) => {
    expect(sniffPicture(bytesOf(start))).toEqual({ picture: true, name })
  })

  it.each([
    ['a web page', '\r\n<!-- x --><!DOCTYPE HTML>'],
    ['an SVG drawing', '<!-- made by hand -->\n<svg width="1">'],
    ['an SVG drawing', '<?xml version="1.0"?><!DOCTYPE svg><svg>'],
    ['a HEIC picture', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic'],
    ['a video', '\0\0\0\u0018ftypisom\0\0\0\0isommp42'],
    ['a JPEG 2000 picture', '\0\0\0\u000cjP  '],
    ['a Photoshop file', '8BPS'],
    ['a BMP picture', 'BM'],
  ])('knows what is %s', (name, start) => {
    expect(sniffPicture(bytesOf(start))).toEqual({ picture: false, name })
  })

  it('is not held up by comments that begin nothing', () => {
    const start = bytesOf('<!---->'.repeat(146))
    expect(sniffPicture(start)).toEqual({ picture: false, name: 'of an unknown kind' })
  })

  it('says something of whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(sniffPicture(bytes).name).not.toBe('')
      }),
    )
  })
})
