import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { DescribedPortrait } from '../../embeddings/store/portrait-table.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { SeenObject } from '../catalogue/seen-objects.ts'
import { Interrupted } from '../terminal/curator-error.ts'
import type { AtlasMaking } from './make-atlas.ts'
import { openObjectDetector } from './object-detector.ts'

/** From this score on three of four names were right; see docs/adr/0054 for the figures. */
const SHOWN_FROM = 0.35
/**
 * Things worth a word; each has one in every language. Left out are people, who are in nearly every
 * portrait, and what was never right on 150 works that were looked at, or is younger than nearly
 * all paintings: wheels and screens are seen in their place.
 */
const NAMED: ReadonlySet<string> = new Set(
  `boat, bench, bird, cat, dog, horse, sheep, cow, umbrella, tie, bottle, wine glass, cup,
  fork, knife, spoon, bowl, banana, apple, orange, broccoli, carrot, cake, chair, couch,
  potted plant, dining table, book, clock, vase, scissors`.split(/,\s+/),
)

type Seeing = Pick<AtlasMaking, 'signal' | 'watch'> & {
  say(line: string): void
  /** Where the net lies; default: in its package. */
  readonly modelFolder?: string
}

/**
 * What the object detector sees in the display pictures of portraits, as far as it is worth a word.
 * A picture is looked at once; what was seen stays in the catalogue. Where the detector cannot be
 * had a line says so, and nothing is seen. Throws `Interrupted` when it was stopped.
 */
export async function seeObjects(
  catalogue: Catalogue,
  paths: DataPaths,
  portraits: readonly DescribedPortrait[],
  { signal, watch, say, modelFolder }: Seeing,
): Promise<NonNullable<AtlasMaking['objects']>> {
  const detector = await openObjectDetector(modelFolder)
  if ('problem' in detector) {
    say(`The atlas has no words for what is in pictures: ${detector.problem}`)
    return new Map()
  }
  const { model } = detector
  const pictures = [...new Set(portraits.map(({ portrait }) => portrait.picture.digest))]
  const seen = new Map<string, readonly SeenObject[]>()
  for (const picture of pictures) {
    const objects = catalogue.seenObjects.of(picture, model)
    if (objects) seen.set(picture, worthAWord(objects))
  }
  const unseen = pictures.filter((picture) => !seen.has(picture))
  if (unseen.length > 0) {
    const progress = watch('Looking at pictures', unseen.length)
    try {
      for (const picture of unseen) {
        await nextTurn()
        if (signal.aborted) {
          throw new Interrupted(
            'Stopped while pictures were looked at; run "npm run pendant -- index" again to go on.',
          )
        }
        try {
          const objects = await detector.objectsIn(paths.media(picture))
          catalogue.seenObjects.put(picture, model, objects)
          seen.set(picture, worthAWord(objects))
        } catch (error) {
          say(`What is in the picture ${picture} is not known: ${(error as Error).message}`)
        }
        progress.advance()
      }
    } finally {
      progress.finish()
    }
  }
  return new Map(pictures.map((picture) => [picture, seen.get(picture) ?? []]))
}

function worthAWord(objects: readonly SeenObject[]): readonly SeenObject[] {
  return objects.filter(([name, score]) => score >= SHOWN_FROM && NAMED.has(name))
}
