import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { DEFAULT_MATCHES, MAX_MATCHES } from '../contract/events.ts'
import { FILTER_FIELDS, MAX_FACE_NUMBER } from '../contract/match-request.ts'
import { parseFilterQuery } from '../lookup/parse-filter.ts'
import { queryNumber } from '../lookup/query-number.ts'
import type { Upload } from './receive-upload.ts'

/** The options in a form beside its picture. */
export type PictureForm = {
  readonly k: number
  /**
   * The number of the face that is meant, from 1, the largest; undefined when the form names none.
   */
  readonly face: number | undefined
  readonly filter: PortraitFilter | undefined
}

const KNOWN_FIELDS = ['k', 'face', ...FILTER_FIELDS]

/**
 * Parses a form's fields, or says what is wrong with one. The detail repeats nothing from the form.
 */
export function parsePictureForm(fields: Upload['fields']): PictureForm | { detail: string } {
  if (Object.keys(fields).some((name) => !KNOWN_FIELDS.includes(name))) {
    return {
      detail: `Beside the file image, a form has the fields ${KNOWN_FIELDS.join(', ')}, and no other.`,
    }
  }
  const k = queryNumber('k', fields.k, { max: MAX_MATCHES, fallback: DEFAULT_MATCHES })
  if ('detail' in k) return k
  const face = queryNumber('face', fields.face, { max: MAX_FACE_NUMBER, fallback: 1 })
  if ('detail' in face) return face
  const filter = parseFilterQuery(fields)
  if ('detail' in filter) return filter
  return {
    k: k.number,
    face: fields.face === undefined ? undefined : face.number,
    filter: filter.filter,
  }
}
