import { labelIn } from '../../embeddings/gallery/label-in.ts'
import type { Portrait } from '../../embeddings/gallery/portrait.ts'
import { mediaPath, workPath } from '../contract/http.ts'
import { titleAndArtist } from './museum-label.ts'
import { safeLink } from './public-address.ts'
import type { Setting } from './setting.ts'

/** A work as https://schema.org/VisualArtwork, without the fields that its label leaves empty. */
export function visualArtwork({ workId, label, picture }: Portrait, setting: Setting): object {
  const { origin, languages } = setting
  const said = labelIn(label, languages)
  const museum = said.museum.text
  const room = label.onView === false ? '' : said.room.text
  const licence = safeLink(label.rights)
  const credit = said.requiredStatement.text || said.creditLine.text
  const owed = { license: licence, creditText: credit || undefined }
  const address = `${origin}${workPath(workId)}`
  return {
    '@context': 'https://schema.org',
    '@type': 'VisualArtwork',
    '@id': address,
    url: address,
    name: titleAndArtist(label, setting).title,
    creator: thing('Person', said.artist.text),
    description: said.about.text || undefined,
    dateCreated: said.date.text || undefined,
    artMedium: said.medium.text || undefined,
    image: {
      '@type': 'ImageObject',
      contentUrl: `${origin}${mediaPath(picture.digest)}`,
      width: picture.width,
      height: picture.height,
      ...owed,
    },
    ...owed,
    isPartOf: thing('Collection', museum),
    provider: thing('Museum', museum),
    // The place where it hangs. Search engines read no other field of schema.org for this.
    contentLocation: room === '' ? undefined : { ...thing('Place', room), ...within(museum) },
    sameAs: safeLink(label.pageUrl),
  }
}

function within(museum: string): object {
  return museum === '' ? {} : { containedInPlace: thing('Museum', museum) }
}

function thing(type: string, name: string): object | undefined {
  return name === '' ? undefined : { '@type': type, name }
}
