import { useLayoutEffect, useMemo } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import { describeWork } from '../parts/label-words.ts'
import { MirrorCanvas } from '../parts/mirror-canvas.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Print } from '../state/scene.ts'
import { mayPrintVisitor, wholeOf } from '../state/scenes.ts'
import { placeCrop } from '../wall/place-picture.ts'
import { POSTER, PosterPicture } from './poster-view.tsx'
import { pairOnSheet, pictureOnSheet, shareStyle, sheetOnWall } from './print-sheet.ts'
import { Code, takeAwayAddress } from './take-away.tsx'
import { type SceneProps, type StateProps, useSurfaces, type WallProps } from './view-props.ts'
import { Ways } from './ways.tsx'

type PrintProps = SceneProps<Print> & StateProps & WallProps

/** A sheet of paper on the wall as it will be printed, and what is to be on it. */
export function PrintView(props: PrintProps) {
  const { state, scene, messages, layout, send } = props
  const sheet = sheetOnWall(layout.whole)
  const mayBeOnIt = mayPrintVisitor(scene, state)
  // Once it is printed the sheet is gone, and all of the visitor's picture with it.
  useLayoutEffect(() => {
    const taken = () => send({ type: 'back' })
    addEventListener('afterprint', taken)
    return () => removeEventListener('afterprint', taken)
  }, [send])
  return (
    <>
      <Sheet {...props} withMe={scene.withMe && mayBeOnIt} />
      <div class="print-words" style={{ '--whole-bottom': `${sheet.y + sheet.height}px` }}>
        <div class="beside">
          <h1 class="print-title">{messages.print.title}</h1>
          <p class="print-advice">
            {scene.back.name === 'poster' ? messages.poster.advice : messages.print.advice}
          </p>
          {mayBeOnIt ? (
            <div class="print-tick">
              <WordButton
                pressed={scene.withMe}
                onPress={() => send({ type: 'with-me', withMe: !scene.withMe })}
              >
                {messages.print.withMe}
              </WordButton>
            </div>
          ) : null}
        </div>
        <div class="ways ways-foot">
          <WordButton weight="main" onPress={() => print()}>
            {messages.print.print}
          </WordButton>
          <Ways {...props} />
        </div>
      </div>
    </>
  )
}

/** All that is printed, black on white. */
function Sheet(props: PrintProps & { readonly withMe: boolean }) {
  const { state, scene, settings, messages, layout } = props
  const { shown } = wholeOf(scene)
  const box = sheetOnWall(layout.whole)
  // Not its geometry itself: on the printer the paper decides about that.
  const style = {
    '--sheet-x': `${box.x}px`,
    '--sheet-y': `${box.y}px`,
    '--sheet-width': `${box.width}px`,
    '--sheet-height': `${box.height}px`,
  }
  const address = takeAwayAddress(shown.workId, state.publicUrl, location.origin)
  return (
    <div class="sheet" style={style}>
      {picturesOnSheet(props)}
      <div class="sheet-foot">
        <div class="sheet-label">
          <WallLabel portrait={shown} messages={messages} />
        </div>
        {address === null ? null : <Code address={address} messages={messages} />}
      </div>
      {settings.museumName === '' ? null : <p class="sheet-museum">{settings.museumName}</p>}
    </div>
  )
}

function picturesOnSheet(props: PrintProps & { readonly withMe: boolean }) {
  const { scene, withMe } = props
  if (scene.back.name === 'poster') {
    const { width, height } = POSTER
    return (
      <div class="sheet-pictures" style={{ '--proportion': `${width} / ${height}` }}>
        <PosterPicture {...props} whole={scene.back.back} />
      </div>
    )
  }
  return withMe ? <PairOnSheet {...props} /> : <PortraitOnSheet {...props} />
}

function PortraitOnSheet({ scene, messages }: PrintProps) {
  const { shown } = wholeOf(scene)
  const { area, picture } = pictureOnSheet(shown.picture)
  return (
    <div class="sheet-pictures" style={{ '--proportion': `${area.width} / ${area.height}` }}>
      <img
        class="sheet-picture"
        src={mediaPath((shown.closer ?? shown.picture).digest)}
        alt={describeWork(shown.label, messages)}
        style={shareStyle(picture, area)}
      />
    </div>
  )
}

/** The painted face and the visitor's, as they hung on the wall. */
function PairOnSheet({ scene, messages, layout }: PrintProps) {
  const { mirror } = useSurfaces()
  const { shown } = wholeOf(scene)
  const { area, visitorSlot, portraitSlot } = useMemo(
    () => pairOnSheet(layout.direction),
    [layout.direction],
  )
  const { frame, picture } = placeCrop(shown.crop, shown.eyes, portraitSlot)
  return (
    <div class="sheet-pictures" style={{ '--proportion': `${area.width} / ${area.height}` }}>
      <MirrorCanvas
        mirror={mirror}
        place={visitorSlot}
        description={messages.spoken.mirror}
        style={shareStyle(visitorSlot, area)}
      />
      <div class="sheet-face" style={shareStyle(frame, area)}>
        <img
          class="sheet-picture"
          src={mediaPath(shown.crop.digest)}
          alt={describeWork(shown.label, messages)}
          style={shareStyle(picture, frame)}
        />
      </div>
    </div>
  )
}
