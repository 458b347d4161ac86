import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { CuratorError } from '../../terminal/curator-error.ts'
import { requireFile } from '../../terminal/require-file.ts'
import { splitMotionJpeg } from './motion-jpeg.ts'
import { readTable } from './read-table.ts'

/** A photograph of somebody, by its absolute path. */
export type VisitorPhoto = { readonly file: string; readonly person: string }

/** Some frames of a film of one head, as JPEGs, in their order. */
export type Clip = { readonly name: string; readonly frames: readonly Uint8Array[] }

/** What each person's row says, by column. */
export type Groups = ReadonlyMap<string, Readonly<Record<string, string>>>

export type Visitors = {
  readonly photos: readonly VisitorPhoto[]
  readonly clips: readonly Clip[]
  /** Undefined where no groups are given. */
  readonly groups: Groups | undefined
}

/** Every third frame of 15 a second: five looks a second, as on a slow kiosk. */
const FRAME_STEP = 3

const photoRow = z.object({ file: z.string().min(1), person: z.string().min(1) })
const groupRow = z.object({ person: z.string().min(1) }).catchall(z.string())

/**
 * A folder of photographs listed in its `visitors.csv` (`file,person`), with clips in
 * `video/*.mjpeg` and groupings in `groups.csv` where there are any; `groupsFile` names another
 * file of groupings. Throws `CuratorError` for a folder without a list, or one whose list cannot be
 * read.
 */
export async function readVisitors(
  folder: string,
  groupsFile: string | undefined,
): Promise<Visitors> {
  const list = join(folder, 'visitors.csv')
  if (!existsSync(list)) {
    throw new CuratorError(
      `${folder} has no visitors.csv; write one with a row for each photograph: file,person`,
    )
  }
  const rows = await readTable(list, photoRow)
  const ownGroups = join(folder, 'groups.csv')
  const groups = groupsFile ?? (existsSync(ownGroups) ? ownGroups : undefined)
  return {
    photos: rows.map(({ file, person }) => ({ file: resolve(folder, file), person })),
    clips: await readClips(join(folder, 'video')),
    groups: groups === undefined ? undefined : await readGroups(groups),
  }
}

/** Reads `person` and any further columns, each of which is a grouping. */
async function readGroups(file: string): Promise<Groups> {
  const rows = await readTable(file, groupRow)
  if (Object.keys(rows[0] ?? {}).length < 2) {
    throw new CuratorError(
      `${file} has no column beside "person"; every other column is a grouping, such as gender.`,
    )
  }
  return new Map(rows.map(({ person, ...columns }) => [person, columns]))
}

async function readClips(folder: string): Promise<Clip[]> {
  if (!existsSync(folder)) return []
  const files = (await readdir(folder)).filter((file) => file.endsWith('.mjpeg')).sort()
  return Promise.all(
    files.map(async (file) => {
      requireFile(join(folder, file))
      const frames = splitMotionJpeg(await readFile(join(folder, file)))
      if (frames.length === 0) {
        throw new CuratorError(
          `${join(folder, file)} holds no whole frame; a clip is JPEGs one after the other.`,
        )
      }
      return {
        name: basename(file, '.mjpeg'),
        frames: frames.filter((_, i) => i % FRAME_STEP === 0),
      }
    }),
  )
}

export function frameName(clip: Clip, number: number): string {
  return `${clip.name}, frame ${number}`
}
