import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { glimpseOf, penFor } from '../wall/pool-of-light.ts'
import { whiteGround } from '../wall/white-ground.ts'

/** A ground is looked for, and drawn, on so many pixels of the longer side. */
const LOOKED_AT_PX = 240
/** The shade laid over a white ground, as the parts of a colour, and how thick. */
const SHADE = [30, 28, 24] as const
const THICKNESS = 0.74

/**
 * A picture in which the white ground of a scan, if there is one, is toned down: beside a painting
 * it would be the brightest thing on the wall. The painting itself is as it is.
 */
export function TonedPicture(props: {
  readonly name: string
  readonly src: string
  readonly alt: string
  readonly style?: Record<string, string>
  readonly decoding?: 'sync' | 'async'
  readonly box?: RefObject<HTMLDivElement | null>
  readonly image?: RefObject<HTMLImageElement | null>
  readonly onLoad?: (image: HTMLImageElement) => void
}) {
  const { name, src, alt, style, decoding = 'auto', box, image, onLoad } = props
  const [shade, setShade] = useState<ImageData | null>(null)
  return (
    <div class={`toned ${name}-toned`} style={style} ref={box ?? null}>
      <img
        class={name}
        ref={image ?? null}
        src={src}
        alt={alt}
        decoding={decoding}
        onLoad={({ currentTarget }) => {
          setShade(shadeFor(currentTarget))
          onLoad?.(currentTarget)
        }}
        draggable={false}
      />
      {shade === null ? null : <Shade of={shade} />}
    </div>
  )
}

function Shade({ of }: { readonly of: ImageData }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (canvas.current !== null) penFor(canvas.current).putImageData(of, 0, 0)
  }, [of])
  return <canvas class="toned-ground" ref={canvas} width={of.width} height={of.height} />
}

/** The shade over a picture's white ground; null where it has none. */
function shadeFor(image: HTMLImageElement): ImageData | null {
  const { naturalWidth: width, naturalHeight: height } = image
  const pixels = glimpseOf(image, { width, height }, LOOKED_AT_PX)
  const ground = whiteGround(pixels)
  if (ground === null) return null
  for (const [at, white] of ground.entries()) {
    pixels.data.set([...SHADE, white * THICKNESS], at * 4)
  }
  return pixels
}
