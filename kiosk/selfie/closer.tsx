import { useRef } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import { boxStyle } from '../view/box-style.ts'
import { describeWork } from '../view/label-words.ts'
import { placeWhole } from '../view/place-picture.ts'
import { WallLabel } from '../view/wall-label.tsx'
import { WordButton } from '../view/word-button.tsx'
import type { Closer } from './selfie-state.ts'
import { farther, nearer, useZoom } from './use-zoom.ts'
import type { SelfieViewProps } from './view-props.ts'
import { WHOLE } from './zoom.ts'

/** One painting, whole at first, and as near as one likes: through its own frame. */
export function CloserView({ scene, messages, words, hang, selfie }: SelfieViewProps<Closer>) {
  const { shown } = scene
  const frame = useRef<HTMLDivElement>(null)
  const { zoom, change } = useZoom(frame, shown.portraitId)
  const box = placeWhole(shown.picture, hang.whole)
  const seen = {
    width: `${100 * zoom.scale}%`,
    height: `${100 * zoom.scale}%`,
    left: `${-100 * zoom.left * zoom.scale}%`,
    top: `${-100 * zoom.top * zoom.scale}%`,
  }
  return (
    <>
      <div class="pictures">
        <div class="hung whole closer" ref={frame} style={boxStyle(box)}>
          <div class="hung-surface">
            <img
              class="hung-picture"
              src={mediaPath(shown.picture.digest)}
              alt={describeWork(shown.label, messages)}
              style={seen}
              draggable={false}
            />
          </div>
        </div>
      </div>
      <div class="words words-whole" key="closer">
        <div class="whole-words" style={{ '--whole-bottom': `${box.y + box.height}px` }}>
          <div class="beside beside-whole">
            <WallLabel portrait={shown} messages={messages} heading={true} />
          </div>
          <div class="row-place">
            <p class="small-row-title">{words.closer.advice}</p>
            <div class="ways">
              <WordButton onPress={() => change(nearer)}>{words.closer.nearer}</WordButton>
              <WordButton onPress={() => change(farther)}>{words.closer.farther}</WordButton>
              <WordButton onPress={() => change(() => WHOLE)}>{words.closer.whole}</WordButton>
            </div>
          </div>
          <div class="ways ways-foot">
            <WordButton weight="main" onPress={() => selfie.send({ type: 'back' })}>
              {messages.ways.back}
            </WordButton>
            <WordButton onPress={() => selfie.send({ type: 'share' })}>
              {words.pair.share}
            </WordButton>
            <a class="word word-plain" href={workPath(shown.workId)}>
              <span class="word-text">{words.closer.page}</span>
            </a>
          </div>
        </div>
      </div>
    </>
  )
}

/** The public page of a work. */
export function workPath(workId: string): string {
  return `/w/${encodeURIComponent(workId)}`
}
