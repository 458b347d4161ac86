import type { PortraitFilter } from '../../embeddings/gallery/portrait-filter.ts'
import { DEFAULT_MATCHES, MAX_MATCHES } from '../contract/events.ts'
import { FILTER_FIELDS, MAX_FACE_NUMBER } from '../contract/match-request.ts'
import { parseFilterQuery } from '../lookup/parse-filter.ts'
import { queryNumber } from '../lookup/query-number.ts'
import type { Upload } from './receive-upload.ts'

/** What a form asks for beside its picture. */
export type PictureForm = {
  readonly k: number
  /** Which face is meant, from 1, the largest; undefined when that is not said. */
  readonly face: number | undefined
  readonly filter: PortraitFilter | undefined
}

const KNOWN_FIELDS = ['k', 'face', ...FILTER_FIELDS]

/** The fields of a form, or what is wrong with one of them; repeats nothing of what was sent. */
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
