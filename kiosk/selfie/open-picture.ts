import { bitmapWithin } from '../camera/within.ts'

/** Longer side of a picture for reading, display and cards; see STILL_LONG_SIDE_PX. */
const LONG_SIDE_PX = 1600
/** Decoding a larger file may exhaust the memory of a phone's browser. */
const MAX_BYTES = 60_000_000
/** A large picture on an old telephone. */
const OPEN_WITHIN_MS = 30_000

export type OpenedPicture =
  | { readonly status: 'opened'; readonly picture: ImageBitmap }
  | { readonly status: 'failed'; readonly reason: 'unreadable' | 'heic' }

/**
 * Opens a picture file upright by its EXIF, on white where it is transparent, at most LONG_SIDE_PX
 * long. A file that this browser cannot decode is an expected outcome. HEIC has its own outcome,
 * since phones make it and few browsers read it. The caller closes the picture.
 */
export async function openPicture(file: Blob): Promise<OpenedPicture> {
  if (file.size > MAX_BYTES) return { status: 'failed', reason: 'unreadable' }
  let whole: ImageBitmap
  try {
    const upright = { imageOrientation: 'from-image' } as const
    whole = await bitmapWithin(OPEN_WITHIN_MS, 'Opening a picture', file, upright)
  } catch {
    return { status: 'failed', reason: (await isHeic(file)) ? 'heic' : 'unreadable' }
  }
  try {
    return { status: 'opened', picture: await shrunk(whole, whole.width, whole.height) }
  } finally {
    whole.close()
  }
}

/** The camera's current picture, as others see it: not mirrored. The caller closes it. */
export function shoot(video: HTMLVideoElement): Promise<ImageBitmap> {
  return shrunk(video, video.videoWidth, video.videoHeight)
}

async function shrunk(
  source: CanvasImageSource,
  width: number,
  height: number,
): Promise<ImageBitmap> {
  const scale = Math.min(1, LONG_SIDE_PX / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives no canvas to open pictures on.')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  const picture = await bitmapWithin(OPEN_WITHIN_MS, 'Copying a picture', canvas)
  canvas.width = canvas.height = 1
  return picture
}

/**
 * Reads the brand in the file's first box (ISO/IEC 23008-12): names and types are often missing or
 * wrong.
 */
async function isHeic(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 32).arrayBuffer())
  return /^.{4}ftyp.{0,20}(heic|heix|hevc|heim|heis|mif1|msf1)/s.test(head)
}
