import { basename } from 'node:path'
import type { SourceWork } from '../collections/collection.ts'
import { passOver } from '../collections/files-below.ts'
import { pictureFiles } from '../collections/picture-files.ts'
import { percentDecoded } from '../collections/web-address.ts'

/** Pictures of a web source that a curator has on disk, such as a museum's bulk download. */
export interface LocalPictures {
  /** The file named after a work's record, id or image address; undefined without one. */
  of(work: SourceWork): string | undefined
}

export const NO_LOCAL_PICTURES: LocalPictures = { of: () => undefined }

/**
 * The pictures of a folder and the folders in it, by their names without ending. Holds the names,
 * not the pictures. Throws `CuratorError` when there is no such folder.
 */
export async function localPictures(folder: string): Promise<LocalPictures> {
  const byName = new Map<string, string>()
  for await (const { file, problem } of pictureFiles(folder, passOver())) {
    if (problem === undefined) byName.set(stem(basename(file)), file)
  }
  return {
    of(work) {
      for (const name of namesOf(work)) {
        const file = byName.get(name)
        if (file !== undefined) return file
      }
      return undefined
    },
  }
}

function* namesOf({ record, givenId, picture }: SourceWork): Generator<string> {
  yield record.normalize('NFC').toLowerCase()
  yield stem(record)
  if (givenId !== undefined) yield givenId.toLowerCase()
  const addresses = 'urls' in picture ? picture.urls : 'service' in picture ? [picture.service] : []
  for (const address of addresses) {
    const pieces = URL.canParse(address) ? new URL(address).pathname.split('/') : []
    for (const piece of pieces.reverse()) {
      // "default.jpg" and "843," name a rendering, "full" a region: long pieces name an image.
      const name = stem(percentDecoded(piece) ?? piece)
      if (name.length >= SHORTEST_IMAGE_NAME) yield name
    }
  }
}

const SHORTEST_IMAGE_NAME = 8

/** Without the ending of a file; "1915.534" is an accession number and has none. */
function stem(name: string): string {
  return name
    .replace(/\.[a-z][a-z0-9]{1,4}$/i, '')
    .normalize('NFC')
    .toLowerCase()
}
