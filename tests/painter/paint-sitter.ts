import sharp from 'sharp'
import { castSitting, type Sitting } from './casting/cast.ts'
import { layGround } from './grounds/grounds.ts'
import type { InventedSitter } from './invented-sitter.ts'
import { shade } from './light/shade.ts'
import { softenSilhouette } from './light/silhouette.ts'
import { emptyStudy } from './light/study.ts'
import { MANNERS } from './manners/manners.ts'
import { type Picture, pictureBytes } from './manners/picture.ts'
import { type DepthView, drawSheet, emptyView } from './sculpture/depth-view.ts'
import { sculptSitter } from './sculpture/sitter.ts'
import { turning } from './sculpture/turn.ts'
import { clearWorkspace } from './sculpture/workspace.ts'

/**
 * WebP at which the 144 pictures of the built-in collection take 13 MB together; 14 is the most.
 */
const SHIPPED = { quality: 81, smartSubsample: true, effort: 6 } as const

/** How a head is held, in radians: see `turning`. */
export type HeldHead = Pick<Sitting, 'yaw' | 'pitch' | 'roll'>

/**
 * One finished picture as the built-in collection is shipped; the same sitter always gives the same
 * bytes on the same machine. Their head is held as they would hold it, or as it is `asked` of them.
 */
export async function paintSitter(
  sitter: InventedSitter,
  asked: Partial<HeldHead> = {},
): Promise<Buffer> {
  const picture = composePicture(sitter, asked)
  const { width, height } = picture
  return sharp(pictureBytes(picture), { raw: { width, height, channels: 3 } })
    .webp(SHIPPED)
    .toBuffer()
}

/** Sculpts, lights and paints; no encoding. */
function composePicture(sitter: InventedSitter, asked: Partial<HeldHead>): Picture {
  clearWorkspace()
  const sitting = { ...castSitting(sitter), ...asked }
  // Who is asked to turn their head keeps looking at the painter.
  if (asked.yaw !== undefined) sitting.gaze = { ...sitting.gaze, right: -asked.yaw, up: 0 }
  const view = seeSitter(sitting)
  const study = emptyStudy(sitting.width, sitting.height)
  layGround(study, sitting.ground)
  const { outfit, stubble, light } = sitting
  shade(
    study,
    view,
    sitting.likeness,
    { dress: outfit.dress, headcloth: outfit.headcloth, fur: outfit.fur, stubble },
    light,
    sitting.gaze,
    turning(sitting.yaw, sitting.pitch, sitting.roll),
  )
  softenSilhouette(study, view)
  return MANNERS[sitter.manner].paint({ study, view, seed: sitter.seed % 100003 })
}

function seeSitter(sitting: Sitting): DepthView {
  const view = emptyView(
    sitting.width,
    sitting.height,
    sitting.scale,
    sitting.centreX,
    sitting.centreY,
  )
  for (const sheet of sculptSitter(sitting)) drawSheet(view, sheet)
  return view
}
