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
/** In nearly every portrait, and so said of none. */
const PEOPLE = 'person'
/**
 * Never right on 150 works that were looked at, or younger than nearly all paintings: wheels and
 * screens are seen in their place.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(
  `bicycle, car, motorcycle, airplane, bus, train, truck, traffic light, fire hydrant, stop sign,
  parking meter, elephant, bear, zebra, giraffe, backpack, handbag, suitcase, frisbee, skis,
  snowboard, sports ball, kite, baseball bat, baseball glove, skateboard, surfboard, tennis racket,
  sandwich, hot dog, pizza, donut, bed, toilet, tv, laptop, mouse, remote, keyboard, cell phone,
  microwave, oven, toaster, sink, refrigerator, teddy bear, hair drier, toothbrush`.split(/,\s+/),
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
  const unseen = pictures.filter((picture) => !catalogue.seenObjects.of(picture, model))
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
          catalogue.seenObjects.put(picture, model, await detector.objectsIn(paths.media(picture)))
        } catch (error) {
          say(`What is in the picture ${picture} is not known: ${(error as Error).message}`)
        }
        progress.advance()
      }
    } finally {
      progress.finish()
    }
  }
  return new Map(
    pictures.map((picture) => [
      picture,
      worthAWord(catalogue.seenObjects.of(picture, model) ?? []),
    ]),
  )
}

function worthAWord(objects: readonly SeenObject[]): readonly SeenObject[] {
  return objects.filter(
    ([name, score]) => score >= SHOWN_FROM && name !== PEOPLE && !LEFT_OUT.has(name),
  )
}
