import { mediaPath } from '../../server/contract/http.ts'
import type { Messages } from '../messages/messages.ts'
import type { Whole } from '../state/scene.ts'
import { boxStyle } from './box-style.ts'
import { describeWork } from './label-words.ts'
import { placeWhole } from './place-picture.ts'
import { SmallRow } from './small-row.tsx'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/** How many of the next nearest are offered. */
const OTHERS_SHOWN = 4

/** One painting, uncropped, alone on the wall. */
export function WholePicture({ scene, messages, hang }: ViewProps<Whole>) {
  const { shown } = scene
  const box = placeWhole(shown.picture, hang.whole)
  return (
    <div class="hung whole" key={shown.portraitId} style={boxStyle(box)}>
      <img
        class="whole-picture"
        src={mediaPath(shown.picture.digest)}
        alt={describeWork(shown.label, messages)}
        draggable={false}
      />
    </div>
  )
}

/** Where nothing was near, the others are not called so either. */
function othersTitle(back: Whole['back'], messages: Messages): string {
  if (back.name === 'cabinet') return messages.cabinet.alsoNear
  return back.verdict === 'nothing-near' ? messages.whole.otherCousins : messages.whole.alsoNear
}

export function WholeWords({ scene, messages, hang, send }: ViewProps<Whole>) {
  const box = placeWhole(scene.shown.picture, hang.whole)
  return (
    <div class="whole-words" style={{ '--whole-bottom': `${box.y + box.height}px` }}>
      <div class="beside beside-whole">
        <WallLabel portrait={scene.shown} messages={messages} heading={true} />
      </div>
      <div class="row-place">
        <SmallRow
          title={othersTitle(scene.back, messages)}
          portraits={scene.others.slice(0, OTHERS_SHOWN)}
          messages={messages}
          onChoose={(portraitId) => send({ type: 'see-whole', portraitId })}
        />
      </div>
      <div class="ways ways-foot">
        <WordButton weight="main" onPress={() => send({ type: 'back' })}>
          {messages.ways.back}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}
