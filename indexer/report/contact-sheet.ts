import sharp from 'sharp'
import type { Box } from '../../embeddings/pixels/point.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { WorkVerdict } from '../gallery/choose-portraits.ts'
import { Interrupted } from '../terminal/curator-error.ts'

/** Height of a thumbnail on the sheet, in pixels. */
const THUMBNAIL_HEIGHT_PX = 240
const THUMBNAIL_MAX_WIDTH_PX = 480
const THUMBNAIL_QUALITY = 60

/** `image` is a `data:` address; sizes in pixels. */
type Thumbnail = { readonly width: number; readonly height: number; readonly image: string }

/** One work on the contact sheet. */
export type SheetPicture = {
  readonly workId: string
  readonly title: string
  readonly artist: string
  /** Has to be shown wherever the work is. */
  readonly requiredStatement: string
  readonly thumbnail: Thumbnail | { readonly problem: string }
  readonly faces: readonly {
    readonly number: number
    /** In per cent of the picture. */
    readonly box: Box
    readonly quality: number
    /** Why it is not hung; undefined when it is. */
    readonly reason: string | undefined
  }[]
}

/** Thumbnails of all works in which a face was described, each with its faces' boxes. */
export async function contactSheet(
  paths: DataPaths,
  verdicts: readonly WorkVerdict[],
  signal: AbortSignal,
): Promise<SheetPicture[]> {
  const pictures: SheetPicture[] = []
  for (const { work, described, faces } of verdicts) {
    if (signal.aborted) throw new Interrupted('Stopped; no report was written.')
    if (!described || faces.length === 0) continue
    pictures.push({
      workId: work.id,
      title: work.label.title,
      artist: work.label.artist,
      requiredStatement: work.label.requiredStatement,
      thumbnail: await thumbnailOf(paths.media(described.picture.digest)),
      faces: faces.map(({ face, reason }) => ({
        number: face.number,
        box: {
          x: (face.box.x / described.width) * 100,
          y: (face.box.y / described.height) * 100,
          width: (face.box.width / described.width) * 100,
          height: (face.box.height / described.height) * 100,
        },
        quality: face.quality,
        reason,
      })),
    })
  }
  return pictures
}

async function thumbnailOf(file: string): Promise<SheetPicture['thumbnail']> {
  try {
    const { data, info } = await sharp(file)
      .resize(THUMBNAIL_MAX_WIDTH_PX, THUMBNAIL_HEIGHT_PX, { fit: 'inside' })
      .jpeg({ quality: THUMBNAIL_QUALITY })
      .toBuffer({ resolveWithObject: true })
    const image = `data:image/jpeg;base64,${data.toString('base64')}`
    return { width: info.width, height: info.height, image }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}
