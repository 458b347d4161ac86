import type { Work } from '../catalogue/works.ts'
import { type DescribeTask, wantedLooks } from './describing/describe-pictures.ts'
import type { PipelineName } from './describing/pipelines.ts'
import { AS_GIVEN, type View, viewsOf } from './describing/views.ts'
import type { PhotoPair, SitterPair } from './lists/labelled-pairs.ts'
import { frameName, type Visitors } from './lists/visitors-folder.ts'

/** What to measure; at least one of the three lists. */
export type EvaluationRequest = {
  readonly pairs?: readonly PhotoPair[]
  readonly sitters?: readonly SitterPair[]
  readonly visitors?: Visitors
  /** Degrees by which the pairs' photographs are turned, each for figures of its own. */
  readonly turns: readonly number[]
  /** How many more probes are made of each picture. */
  readonly variations: number
  /** Whether face-api's own chain is measured beside Pendant. */
  readonly faceApi: boolean
}

/**
 * Everything that has to be described: the photographs of the pairs first, since one that cannot be
 * read ends the evaluation. Works are described anew for face-api, and where a work is varied.
 */
export function planLooks(
  request: EvaluationRequest,
  works: ReadonlyMap<string, Work>,
): DescribeTask[] {
  const { pairs = [], sitters = [], visitors, turns, variations, faceApi } = request
  const pipelines: PipelineName[] = faceApi ? ['pendant', 'face-api'] : ['pendant']
  const views = viewsOf(variations)
  const turned = turns.map((degrees): View => ({ kind: 'turned', degrees }))
  const looks = wantedLooks()
  for (const { photo } of pairs) looks.want(photo, [...views, ...turned], pipelines)
  for (const workId of sitters.flatMap(({ workA, workB }) => [workA, workB])) {
    const file = works.get(workId)?.file
    if (file !== undefined && variations > 0) looks.want(file, views.slice(1), pipelines)
  }
  for (const { file } of visitors?.photos ?? []) looks.want(file, views, pipelines)
  for (const clip of visitors?.clips ?? []) {
    clip.frames.forEach((frame, i) => {
      looks.want(frameName(clip, i), [AS_GIVEN], pipelines, frame)
    })
  }
  if (faceApi) for (const { file } of works.values()) looks.want(file, [AS_GIVEN], ['face-api'])
  return looks.tasks()
}
