import type Database from 'better-sqlite3'
import {
  type Descriptor,
  descriptorToBytes,
  parseDescriptorBytes,
} from '../../embeddings/face/descriptor.ts'
import type { Face } from '../../embeddings/face/face-pipeline.ts'
import type { Media, Portrait } from '../../embeddings/gallery/portrait.ts'
import type { Box } from '../../embeddings/pixels/point.ts'
import { transactionsOf } from './works.ts'

/** A face found in a work; places in pixels of the upright, full-size picture. */
export type CataloguedFace = Face & {
  /** From 1, the largest first. */
  readonly number: number
  readonly crop: Media
  /** On the crop. */
  readonly eyes: Portrait['eyes']
}

/** The file as it was seen: enough to tell, without reading it, that it has not changed. */
export type FileStamp = {
  readonly file: string
  readonly bytes: number
  readonly mtimeMs: number
  readonly contentSha256: string
}

/** What was made of a picture that could be read. */
export type PictureDescription = {
  readonly width: number
  readonly height: number
  /** The display picture. */
  readonly picture: Media
  /** The close-look picture; undefined where the display picture shows as much, or no face. */
  readonly closer: Media | undefined
  readonly faces: readonly CataloguedFace[]
  /** Faces found that are too small to hang and were not described. */
  readonly facesTooSmall: number
  /** Faces left undescribed because the work has more than are taken of one. */
  readonly facesBeyondLimit: number
}

/** Digest of the models and settings, and the embedding space, that describe faces now. */
export type PipelineVersion = {
  readonly digest: string
  readonly spaceId: string
  /** Digests of earlier versions that found faces and landmarks as this one does. */
  readonly sameLandmarks: readonly string[]
}

type DescriptionRow = {
  file: string
  file_bytes: number
  file_mtime_ms: number
  content_sha256: string
  width: number | null
  height: number
  picture_digest: string
  picture_width: number
  picture_height: number
  faces_too_small: number
  faces_beyond_limit: number
  closer_digest: string | null
  closer_width: number
  closer_height: number
}

type FaceRow = {
  number: number
  box: string
  score: number
  landmarks: string
  yaw: number
  pitch: number
  roll: number
  quality: number
  descriptor: Uint8Array
  crop_digest: string
  crop_width: number
  crop_height: number
  eyes: string
  sharpness: number
  mirror_distance: number
}

export function descriptions(database: Database.Database) {
  const select = database.prepare('SELECT * FROM description WHERE work_id = ? AND recipe = ?')
  const selectDescribed = database.prepare(
    'SELECT 1 FROM description WHERE work_id = ? AND width IS NOT NULL',
  )
  const selectFaces = database.prepare('SELECT * FROM face WHERE work_id = ? ORDER BY number')
  const selectSkip = database.prepare('SELECT reason FROM skipped WHERE work_id = ?').pluck()
  const selectDigests = database
    .prepare(
      `SELECT picture_digest FROM description WHERE picture_digest IS NOT NULL
         UNION SELECT closer_digest FROM description WHERE closer_digest IS NOT NULL
         UNION SELECT crop_digest FROM face`,
    )
    .pluck()
  const selectUnhashed = database
    .prepare(
      `SELECT DISTINCT picture_digest FROM description
         WHERE picture_digest IS NOT NULL
           AND EXISTS (SELECT 1 FROM face WHERE face.work_id = description.work_id)
           AND picture_digest NOT IN (SELECT digest FROM picture_hash)`,
    )
    .pluck()
  const insertHash = database.prepare('INSERT OR REPLACE INTO picture_hash VALUES (?, ?)')
  const selectHash = database.prepare('SELECT hash FROM picture_hash WHERE digest = ?').pluck()
  const remove = database.prepare('DELETE FROM description WHERE work_id = ?')
  const removeSkip = database.prepare('DELETE FROM skipped WHERE work_id = ?')
  const insertSkip = database.prepare('INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)')
  const insert = database.prepare(`
    INSERT INTO description VALUES (
      @workId, @file, @bytes, @mtimeMs, @contentSha256, @recipe, @now, @width, @height,
      @pictureDigest, @pictureWidth, @pictureHeight, @facesTooSmall, @facesBeyondLimit,
      @closerDigest, @closerWidth, @closerHeight
    )
  `)
  const insertFace = database.prepare(`
    INSERT INTO face VALUES (
      @workId, @number, @box, @score, @landmarks, @yaw, @pitch, @roll, @quality, @descriptor,
      @spaceId, @cropDigest, @cropWidth, @cropHeight, @eyes, @sharpness, @mirrorDistance
    )
  `)
  const updateStamp = database.prepare(`
    UPDATE description SET file = @file, file_bytes = @bytes, file_mtime_ms = @mtimeMs
    WHERE work_id = @workId AND content_sha256 = @contentSha256
  `)
  const updateRecipe = database.prepare('UPDATE description SET recipe = ? WHERE work_id = ?')
  const updateFace = database.prepare(
    'UPDATE face SET descriptor = ?, space_id = ? WHERE work_id = ? AND number = ?',
  )
  const inOne = transactionsOf(database)
  const now = (): string => new Date().toISOString()

  const rowOf = (workId: string, digest: string): DescriptionRow | undefined =>
    select.get(workId, digest) as DescriptionRow | undefined
  const fromRow = (workId: string, row: DescriptionRow): PictureDescription | undefined =>
    row.width === null
      ? undefined
      : {
          width: row.width,
          height: row.height,
          picture: {
            digest: row.picture_digest,
            width: row.picture_width,
            height: row.picture_height,
          },
          closer:
            row.closer_digest === null
              ? undefined
              : { digest: row.closer_digest, width: row.closer_width, height: row.closer_height },
          faces: (selectFaces.all(workId) as FaceRow[]).map(fromFaceRow),
          facesTooSmall: row.faces_too_small,
          facesBeyondLimit: row.faces_beyond_limit,
        }

  return {
    /** Keeps what was made of a work in place of anything kept before, in one transaction. */
    put: inOne(
      (
        workId: string,
        stamp: FileStamp,
        recipe: PipelineVersion,
        described: PictureDescription,
      ): void => {
        const { width, height, picture, closer, faces, facesTooSmall, facesBeyondLimit } = described
        remove.run(workId)
        removeSkip.run(workId)
        insert.run({
          ...stamp,
          workId,
          recipe: recipe.digest,
          now: now(),
          width,
          height,
          pictureDigest: picture.digest,
          pictureWidth: picture.width,
          pictureHeight: picture.height,
          facesTooSmall,
          facesBeyondLimit,
          closerDigest: closer?.digest ?? null,
          closerWidth: closer?.width ?? null,
          closerHeight: closer?.height ?? null,
        })
        for (const face of faces) {
          insertFace.run({
            workId,
            number: face.number,
            box: JSON.stringify(face.box),
            score: face.score,
            landmarks: JSON.stringify(face.landmarks.map(({ x, y }) => [x, y])),
            ...face.pose,
            quality: face.quality,
            descriptor: descriptorToBytes(face.descriptor),
            spaceId: recipe.spaceId,
            cropDigest: face.crop.digest,
            cropWidth: face.crop.width,
            cropHeight: face.crop.height,
            eyes: JSON.stringify(face.eyes),
            sharpness: face.sharpness,
            mirrorDistance: face.mirrorDistance,
          })
        }
      },
    ),

    /** Notes that a work cannot be read. With a stamp it is retried only when the file changes. */
    putSkipped: inOne(
      (
        workId: string,
        reason: string,
        seen?: { stamp: FileStamp; recipe: PipelineVersion },
      ): void => {
        remove.run(workId)
        insertSkip.run(workId, reason, now())
        if (!seen) return
        insert.run({
          ...seen.stamp,
          workId,
          recipe: seen.recipe.digest,
          now: now(),
          width: null,
          height: null,
          pictureDigest: null,
          pictureWidth: null,
          pictureHeight: null,
          facesTooSmall: 0,
          facesBeyondLimit: 0,
          closerDigest: null,
          closerWidth: null,
          closerHeight: null,
        })
      },
    ),

    /** The same content under another path or time: only the stamp changes. */
    putStamp(workId: string, stamp: FileStamp): void {
      updateStamp.run({ ...stamp, workId })
    },

    /** The file as it was when the work was described with this recipe. */
    stampOf(workId: string, recipe: PipelineVersion): FileStamp | undefined {
      const row = rowOf(workId, recipe.digest)
      return row && stampIn(row)
    },

    /** What was made of a work with this recipe; undefined when it could not be read. */
    ofWork(workId: string, recipe: PipelineVersion): PictureDescription | undefined {
      const row = rowOf(workId, recipe.digest)
      return row && fromRow(workId, row)
    },

    /** What an earlier recipe made of a work whose faces only need new descriptors. */
    located(
      workId: string,
      { sameLandmarks }: PipelineVersion,
    ): { readonly stamp: FileStamp; readonly description: PictureDescription } | undefined {
      for (const digest of sameLandmarks) {
        const row = rowOf(workId, digest)
        const description = row && fromRow(workId, row)
        if (description) return { stamp: stampIn(row), description }
      }
      return undefined
    },

    /** Gives the faces of a located work their descriptors of this recipe, in their order. */
    putDescriptors: inOne(
      (workId: string, recipe: PipelineVersion, descriptors: readonly Descriptor[]): void => {
        updateRecipe.run(recipe.digest, workId)
        descriptors.forEach((descriptor, index) => {
          updateFace.run(descriptorToBytes(descriptor), recipe.spaceId, workId, index + 1)
        })
      },
    ),

    /** The digests of display pictures of works with faces that have not been hashed. */
    picturesWithoutHash: () => selectUnhashed.all() as string[],

    putHash(digest: string, hash: string): void {
      insertHash.run(digest, hash)
    },

    /** How a display picture looks (see `pictureHash`); undefined where it has not been hashed. */
    hashOf: (digest: string) => selectHash.get(digest) as string | undefined,

    /** The digests of all pictures made of works, by whatever recipe. */
    pictureDigests: () => selectDigests.iterate() as Iterable<string>,

    /** Whether a work has been described, by whatever recipe, and its picture could be read. */
    isDescribed: (workId: string) => selectDescribed.get(workId) !== undefined,

    /** Why nothing of a work can be hung, as far as describing it showed. */
    skipReason: (workId: string) => selectSkip.get(workId) as string | undefined,
  }
}

function stampIn(row: DescriptionRow): FileStamp {
  return {
    file: row.file,
    bytes: row.file_bytes,
    mtimeMs: row.file_mtime_ms,
    contentSha256: row.content_sha256,
  }
}

function fromFaceRow(row: FaceRow): CataloguedFace {
  return {
    number: row.number,
    box: JSON.parse(row.box) as Box,
    score: row.score,
    landmarks: (JSON.parse(row.landmarks) as [number, number][]).map(([x, y]) => ({ x, y })),
    pose: { yaw: row.yaw, pitch: row.pitch, roll: row.roll },
    quality: row.quality,
    sharpness: row.sharpness,
    mirrorDistance: row.mirror_distance,
    descriptor: descriptorOf(row.descriptor),
    crop: { digest: row.crop_digest, width: row.crop_width, height: row.crop_height },
    eyes: JSON.parse(row.eyes) as Portrait['eyes'],
  }
}

function descriptorOf(bytes: Uint8Array): Descriptor {
  const parsed = parseDescriptorBytes(bytes)
  if ('problem' in parsed) throw new Error(`The catalogue holds a damaged face. ${parsed.problem}`)
  return parsed.descriptor
}
