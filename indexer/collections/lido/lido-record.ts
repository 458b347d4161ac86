import { relative, sep } from 'node:path'
import { readRights } from '../../../embeddings/gallery/rights-statement.ts'
import type { CollectionItem } from '../collection.ts'
import type { FileFinder } from '../find-file.ts'
import { strictestRights } from '../strictest-rights.ts'
import { isWebAddress } from '../web-address.ts'
import type { LidoRecord } from './lido-file.ts'
import { conceptsOf, lidoLabel, linesAt } from './lido-label.ts'
import { lidoPicture } from './lido-picture.ts'
import { inPreferred } from './texts-by-language.ts'
import { elementsAt, lineOf, textAt, type XmlElement } from './xml-element.ts'

/** Where a record stands, and how it is to be read. */
type Reading = {
  /** Names the file to the curator. */
  readonly path: string
  /** Finds pictures in the folder of the XML. */
  readonly find: FileFinder
  /** The folder that is imported. */
  readonly root: string
  readonly languages: readonly string[]
}

/** A LIDO record as an item of its collection. */
export async function lidoItem(
  { root: record, line, problem }: LidoRecord,
  { path, find, root, languages }: Reading,
): Promise<CollectionItem> {
  const id = idOf(record)
  const place = `${path}, line ${line}`
  if (id === '') {
    const reason = problem ?? 'it has neither a lidoRecID nor a recordID'
    return { skipped: { record: place, reason } }
  }
  if (problem !== undefined)
    return { skipped: { record: id, reason: `${problem} (${place})`, keeps: id } }
  const found = await lidoPicture(record, find)
  if ('problem' in found) {
    const { problem, there } = found
    return { skipped: { record: id, reason: problem, ...(there && { keeps: id }) } }
  }
  const { picture, resourceSet } = found
  const label = lidoLabel(record, languages)
  const credit = inPreferred(linesAt(resourceSet, 'rightsResource/creditLine'), languages)
  return {
    work: {
      record: id,
      givenId: id,
      path: 'file' in picture ? relative(root, picture.file).split(sep).join('/') : id,
      picture,
      pictureVersion: '',
      label: {
        ...label,
        title: label.title || id,
        creditLine: label.creditLine || credit,
        // What the picture's owner wants to be named by has to be shown beside the work's own line.
        requiredStatement: label.creditLine === '' || label.creditLine === credit ? '' : credit,
        rights: rightsOf(resourceSet),
      },
    },
  }
}

/** The record's id, which its publisher keeps unique everywhere; else its number at home. */
function idOf(record: XmlElement): string {
  return textAt(record, 'lidoRecID') || textAt(record, 'administrativeMetadata/recordWrap/recordID')
}

/**
 * The rights in the picture, as they are written: an address where there is one, else words. Those
 * of the record (`recordRights`) are often CC0 while its picture is not, and those of the painting
 * (`rightsWorkSet`) say nothing of the photograph. Of several the one that is not open holds.
 */
function rightsOf(resourceSet: XmlElement): string {
  const statements = elementsAt(resourceSet, 'rightsResource/rightsType').map((type) => {
    const addresses = conceptsOf(type).filter(isWebAddress)
    const words = [...elementsAt(type, 'term'), ...elementsAt(type, 'Concept/prefLabel')].map(
      lineOf,
    )
    // The same right by several names: the museum's own vocabulary may stand before the licence.
    const names = [...addresses, ...words].filter((each) => each !== '')
    return names.find((each) => isStandard(each)) ?? names[0] ?? ''
  })
  return strictestRights(statements)
}

function isStandard(rights: string): boolean {
  return readRights(rights).kind !== 'other'
}
