import { localesOf } from '../../server/contract/texts/languages.ts'
import { ProgressLine } from '../parts/progress-line.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Looking } from './selfie-state.ts'
import { WholePictureCanvas } from './still-canvas.tsx'
import type { SelfieViewProps } from './view-props.ts'

const MEGABYTE = 1e6

/** The visitor's picture, at the place where it will hang. */
export function LookingPicture({ scene, layout, words }: SelfieViewProps<Looking>) {
  if (scene.picture === null) return null
  return (
    <div class="pictures pictures-looking">
      <WholePictureCanvas
        picture={scene.picture}
        room={layout.format === 'phone' ? layout.whole : layout.singleSlot}
        description={words.spoken.sitter}
      />
    </div>
  )
}

/** What the visitor waits for. A screen reader would read every new number, so it gets none. */
export function lookingWords(
  { scene, spoken, words }: SelfieViewProps<Looking>,
  manner: 'written' | 'aloud',
): string {
  const { step } = scene
  if (typeof step === 'string') return words.looking[step]
  if (manner === 'aloud') return words.looking.title
  const inMegabytes = new Intl.NumberFormat([...localesOf(spoken.tag)], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const { receivedBytes, totalBytes } = step
  return words.looking.models(
    inMegabytes.format(receivedBytes / MEGABYTE),
    inMegabytes.format(totalBytes / MEGABYTE),
    Math.floor((100 * receivedBytes) / totalBytes),
  )
}

/** The download is most of a first wait. Every later step takes about a second. */
function progress({ step }: Looking): number {
  if (typeof step === 'object') return 0.1 + (0.5 * step.receivedBytes) / step.totalBytes
  return { opening: 0.05, engine: 0.1, face: 0.75, likeness: 0.92 }[step]
}

export function LookingWords(view: SelfieViewProps<Looking>) {
  return (
    <div class="words words-looking" key="looking">
      <div class="foot">
        <h1 class="foot-title">{view.words.looking.title}</h1>
        <p class="instruction instruction-aside">{lookingWords(view, 'written')}</p>
        <ProgressLine share={progress(view.scene)} />
        <div class="ways">
          <WordButton onPress={() => view.selfie.send({ type: 'back' })}>
            {view.messages.ways.back}
          </WordButton>
        </div>
      </div>
    </div>
  )
}
