import type { Work } from '../catalogue/works.ts'
import { type WantedLooks, wantedLooks } from './describe-pictures.ts'
import type { EvaluationRequest } from './evaluation-request.ts'
import type { RecipeName } from './recipes.ts'
import { AS_GIVEN, type View, viewsOf } from './views.ts'
import type { Clip } from './visitors-folder.ts'

/**
 * Everything that has to be described: the photographs of the pairs first, since one that cannot be
 * read ends the evaluation. Works are described anew for face-api, and where a work is varied.
 */
export function planLooks(
  request: EvaluationRequest,
  works: ReadonlyMap<string, Work>,
): WantedLooks {
  const { pairs = [], sitters = [], visitors, turns, variations, faceApi } = request
  const recipes: RecipeName[] = faceApi ? ['pendant', 'face-api'] : ['pendant']
  const views = viewsOf(variations)
  const turned = turns.map((degrees): View => ({ kind: 'turned', degrees }))
  const looks = wantedLooks()
  for (const { photo } of pairs) looks.want(photo, [...views, ...turned], recipes)
  for (const workId of sitters.flatMap(({ workA, workB }) => [workA, workB])) {
    const file = works.get(workId)?.file
    if (file !== undefined && variations > 0) looks.want(file, views.slice(1), recipes)
  }
  for (const { file } of visitors?.photos ?? []) looks.want(file, views, recipes)
  for (const clip of visitors?.clips ?? []) {
    clip.frames.forEach((frame, i) => {
      looks.want(frameName(clip, i), [AS_GIVEN], recipes, frame)
    })
  }
  if (faceApi) for (const { file } of works.values()) looks.want(file, [AS_GIVEN], ['face-api'])
  return looks
}

export function frameName(clip: Clip, number: number): string {
  return `${clip.name}, frame ${number}`
}
