import type { Catalogue } from '../catalogue/catalogue.ts'
import { boxInShares } from '../catalogue/decisions.ts'
import type { FaceOfWork } from '../catalogue/sitters.ts'
import { currentPipelineVersion, modelDigests } from '../faces/pipeline-version.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/**
 * The face that a curator names: WORK~NUMBER, or the work where it has one face. Throws
 * `CuratorError` when there is no such face.
 */
export async function faceOf(catalogue: Catalogue, id: string): Promise<FaceOfWork> {
  const [, named = id, number] = /^(.*)~(\d+)$/.exec(id) ?? []
  const workId = catalogue.works.byId(id) ? id : named
  if (!catalogue.works.byId(workId)) {
    throw new CuratorError(
      `There is no work "${id}" in the catalogue; ids stand in "npm run pendant -- report".`,
    )
  }
  const described = catalogue.descriptions.ofWork(
    workId,
    currentPipelineVersion(await modelDigests()),
  )
  const faces = described?.faces ?? []
  if (!described || faces.length === 0) {
    throw new CuratorError(
      `${workId} has no described faces; describe them first: npm run pendant -- index`,
    )
  }
  if (workId === id && faces.length > 1) {
    throw new CuratorError(
      `${workId} has ${faces.length} faces; say which one is meant: ${workId}~1 is the largest.`,
    )
  }
  const face = faces.find((each) => workId === id || each.number === Number(number))
  if (!face) {
    throw new CuratorError(
      `${workId} has ${faces.length} ${faces.length === 1 ? 'face' : 'faces'}, and none with the number ${number}.`,
    )
  }
  return { workId, faceBox: boxInShares(face.box, described) }
}

/** Words that must not be empty. Throws `CuratorError`. */
export function requireWords(words: string, option: string): string {
  if (words.trim() !== '') return words.trim()
  throw new CuratorError(`${option} is empty; it is for those who come after.`)
}
