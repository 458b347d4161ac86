import { z } from 'zod'
import { EMPTY_LABEL, type Label, type LabelTexts } from '../../../embeddings/gallery/portrait.ts'
import { whatIsAmiss } from '../../downloads/document-reader.ts'
import { artistName } from '../artist-name.ts'
import type { CollectionItem, SourcePicture } from '../collection.ts'
import { NO_LANGUAGE } from '../preferred-language.ts'
import { strictestRights } from '../strictest-rights.ts'
import { webWork } from '../work-id.ts'
import { textsByLanguage, textsIn, things } from './rijksmuseum-texts.ts'

const IMAGE_SERVICE = 'http://rdfs.org/sioc/services#has_service'

/** Addresses, each written as a text or as `{id}`: one, or an array of them. */
const addressesSchema = z
  .unknown()
  .optional()
  .transform((value) =>
    [value].flat().flatMap((each) => {
      const address = typeof each === 'string' ? each : (each as { id?: unknown } | null)?.id
      return typeof address === 'string' ? [address] : []
    }),
  )
const addressSchema = addressesSchema.transform(([first]) => first)

const shownBySchema = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z.object({ id: z.string().optional(), [IMAGE_SERVICE]: addressSchema }).nullish(),
)

/** The profile `edm-framed`: the Europeana Data Model as one JSON-LD tree. */
const recordSchema = z.object({
  aggregatedCHO: z.object({
    title: z.unknown().optional(),
    creator: z.unknown().optional(),
    created: z.unknown().optional(),
    medium: z.unknown().optional(),
    description: z.unknown().optional(),
  }),
  /** The rights in the picture. Other statements in the data are about the record. */
  edmRights: addressesSchema.transform(strictestRights),
  /** The museum's page of the work. */
  isShownAt: addressSchema,
  isShownBy: shownBySchema,
})
type Described = z.output<typeof recordSchema>['aggregatedCHO']

/** The record of the object with this number, as the museum tells of it now. */
export function readRecord(
  number: string,
  document: unknown,
  languages: readonly string[],
): CollectionItem {
  const parsed = recordSchema.safeParse(document)
  if (!parsed.success) {
    return { skipped: { record: number, reason: whatIsAmiss(parsed.error), keeps: number } }
  }
  const { aggregatedCHO: described, edmRights, isShownAt, isShownBy } = parsed.data
  const picture = pictureOf(isShownBy)
  if (!picture) return { skipped: { record: number, reason: 'its record names no picture' } }
  const rest = { rights: edmRights, pageUrl: isShownAt ?? '' }
  return webWork('rijksmuseum', number, { picture, label: labelOf(described, rest, languages) })
}

/**
 * The image service, which gives the width that is wanted; the address in the record is that of the
 * whole picture, up to hundreds of megapixels.
 */
function pictureOf(shownBy: z.output<typeof shownBySchema>): SourcePicture | undefined {
  const whole = shownBy?.id
  const service =
    shownBy?.[IMAGE_SERVICE] ?? /^(.+)\/full\/[^/]+\/0\/default\.\w+$/.exec(whole ?? '')?.[1]
  if (service) return { service, ...(whole && { otherwise: whole }) }
  return whole ? { urls: [whole] } : undefined
}

type Texts = Pick<LabelTexts, 'title' | 'artist' | 'date' | 'medium' | 'about'>
const FIELDS = {
  title: 'title',
  artist: 'creator',
  date: 'created',
  medium: 'medium',
  about: 'description',
} as const

function labelOf(
  described: Described,
  rest: Pick<Label, 'rights' | 'pageUrl'>,
  languages: readonly string[],
): Label {
  const texts = labelTexts(described, languages)
  const translations: Record<string, Partial<Texts>> = {}
  for (const [field, name] of Object.entries(FIELDS) as [keyof Texts, keyof Described][]) {
    for (const language of textsByLanguage(described[name]).keys()) {
      const text = labelTexts(described, [language, ...languages])[field]
      // The museum lists all titles under each language. Only a different one is a translation;
      // of a sentence it matters which language it is in.
      const isOwn = field === 'about' || text !== texts[field]
      if (language !== NO_LANGUAGE && isOwn) {
        translations[language] = { ...translations[language], [field]: text }
      }
    }
  }
  return { ...EMPTY_LABEL, ...texts, ...rest, museum: 'Rijksmuseum, Amsterdam', translations }
}

function labelTexts(described: Described, languages: readonly string[]): Texts {
  const listed = (value: unknown): string =>
    things(value)
      .flatMap((thing) => textsIn(textsByLanguage(thing), languages))
      .join(', ')
  return {
    title: textsIn(textsByLanguage(described.title), languages)[0] ?? '',
    artist: artistName(listed(described.creator)),
    date: listed(described.created),
    medium: listed(described.medium),
    about: textsIn(textsByLanguage(described.description), languages)[0] ?? '',
  }
}
