import { toDescriptor } from '../../embeddings/face/descriptor.ts'
import { pendantApi } from '../../server/contract/api-client.ts'
import type { CollectionQueries } from '../state/collection.ts'
import { shownMatch, shownPortrait } from '../state/shown-portrait.ts'
import { galleryRoot } from './gallery-root.ts'

/** A visitor who waits longer has turned away. */
const ANSWER_WITHIN_MS = 8_000

/** The collection over the server's HTTP API, of the same origin as the page. */
export function fetchCollection(): CollectionQueries {
  const api = pendantApi(location.origin + galleryRoot(), { answerWithinMs: ANSWER_WITHIN_MS })
  return {
    async spread(count, filter) {
      const list = await api.portraits({ ...filter, spread: count })
      if (list.status !== 'ok') return null
      return { gallery: list.value.gallery, portraits: list.value.portraits.map(shownPortrait) }
    },
    async likenesses(portraitId, count) {
      const list = await api.similar(portraitId, { k: count })
      if (list.status !== 'ok') return null
      return { gallery: list.value.gallery, portraits: list.value.matches.map(shownMatch) }
    },
    async portrait(portraitId) {
      const answer = await api.portrait(portraitId)
      return answer.status === 'ok' ? shownPortrait(answer.value) : null
    },
    async computed(portraitId) {
      const answer = await api.face(portraitId)
      if (answer.status !== 'ok') return null
      const { crop, pose, landmarks, descriptor } = answer.value
      return {
        portraitId,
        crop,
        pose,
        landmarks: landmarks.map(([x, y]) => ({ x, y })),
        descriptor: toDescriptor(descriptor),
      }
    },
    async facets() {
      const list = await api.facets()
      if (list.status !== 'ok') return null
      const { gallery, museum, century, place, category } = list.value
      return { gallery, facets: { museum, century, place, category } }
    },
  }
}
