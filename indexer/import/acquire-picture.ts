import { existsSync } from 'node:fs'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { PictureDownload, Work } from '../catalogue/works.ts'
import type { SourceWork } from '../collections/collection.ts'
import { resolveImageService } from '../collections/iiif/image-address.ts'
import type { DocumentReader } from '../downloads/document-reader.ts'
import type { Downloads } from '../downloads/downloads.ts'
import type { LocalPictures } from './local-pictures.ts'

export type AcquiredPicture = {
  readonly file: string
  /** Undefined for a file of the curator's own. */
  readonly download: PictureDownload | undefined
}

/** Where pictures are had from. */
export type PictureSources = {
  readonly catalogue: Catalogue
  readonly downloads: Downloads
  readonly documents: DocumentReader
  /** Pictures that the curator has already, in place of those on the web. */
  readonly local: LocalPictures
  /** Whether a picture found there before stays, when the folder is not named again. */
  readonly keepsLocal: boolean
  /** Pictures fetched since are not asked for again: so an import that was stopped goes on. */
  readonly freshSince: Date
  /** Ask for each picture whether it has changed, even where its record says nothing of it. */
  readonly recheck: boolean
}

/**
 * The picture of a work: the curator's own file, the one the catalogue has already where its source
 * says nothing else, or one fetched now.
 */
export async function acquirePicture(
  id: string,
  work: SourceWork,
  sources: PictureSources,
): Promise<AcquiredPicture | { readonly problem: string }> {
  const { downloads, documents, freshSince } = sources
  const { picture } = work
  if ('file' in picture) return { file: picture.file, download: undefined }
  const here = pictureHere(id, work, sources)
  if (here) return here
  const addresses = 'urls' in picture ? picture.urls : await resolveImageService(documents, picture)
  if ('problem' in addresses) return addresses
  const outcome = await downloads.picture(addresses, { freshSince })
  if (outcome.status === 'failed') return { problem: outcome.problem }
  const { file, url, fetchedAt } = outcome
  return { file, download: { asked: askedFor(work), url, fetchedAt: fetchedAt.toISOString() } }
}

/** No picture is fetched to see what would come in: one that is not here yet counts as new. */
export function pictureOnDryRun(
  id: string,
  work: SourceWork,
  sources: PictureSources,
): AcquiredPicture {
  if ('file' in work.picture) return { file: work.picture.file, download: undefined }
  const unfetched = { file: '', download: { asked: askedFor(work), url: '', fetchedAt: '' } }
  return pictureHere(id, work, sources) ?? unfetched
}

/** The picture of a work of the web's for which nothing has to be asked. */
function pictureHere(
  id: string,
  work: SourceWork,
  { catalogue, local, keepsLocal, recheck }: PictureSources,
): AcquiredPicture | undefined {
  const own = local.of(work)
  if (own !== undefined) return { file: own, download: undefined }
  const known = catalogue.works.byId(id)
  if (!known || recheck || !isAtHand(catalogue, known)) return undefined
  const same = known.download ? known.download.asked === askedFor(work) : keepsLocal
  return same ? { file: known.file, download: known.download } : undefined
}

function askedFor({ picture, pictureVersion }: SourceWork): string {
  return JSON.stringify([picture, pictureVersion])
}

/** What has been described can be hung without its file; the cache may have let it go. */
export function isAtHand(catalogue: Catalogue, { id, file }: Work): boolean {
  return existsSync(file) || catalogue.descriptions.isDescribed(id)
}
