import { useEffect, useRef, useState } from 'preact/hooks'
import type { Camera, CameraFailure } from '../camera/camera.ts'
import { openCamera } from '../camera/open-camera.ts'
import { WordButton } from '../parts/word-button.tsx'
import { boxStyle } from '../wall/box-style.ts'
import type { Layout } from '../wall/layout.ts'
import { shoot } from './open-picture.ts'
import type { SelfieViewProps } from './view-props.ts'

/** The front camera, mirrored as people know themselves. It is on only while this is shown. */
export function Viewfinder({ words, messages, layout, selfie }: SelfieViewProps) {
  const finder = useRef<HTMLDivElement>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  useEffect(() => {
    let isGone = false
    let opened: Camera | null = null
    void openCamera().then((start) => {
      if (start.status === 'failed') {
        if (!isGone) selfie.send({ type: 'camera-failed', reason: offered(start.reason) })
        return
      }
      if (isGone) return start.camera.close()
      opened = start.camera
      opened.onEnded(({ reason }) =>
        selfie.send({ type: 'camera-failed', reason: offered(reason) }),
      )
      opened.video.className = 'finder-video'
      opened.video.setAttribute('aria-label', messages.spoken.mirror)
      finder.current?.replaceChildren(opened.video)
      setCamera(opened)
    })
    return () => {
      isGone = true
      opened?.close()
    }
  }, [selfie])
  return (
    <>
      <div class="pictures">
        <div class="finder" ref={finder} style={boxStyle(finderBox(layout))} />
      </div>
      <div class="words words-finder" key="finder">
        <div class="foot">
          <h1 class="instruction">
            {camera === null ? words.viewfinder.waiting : words.viewfinder.advice}
          </h1>
          <div class="ways">
            {camera === null ? null : (
              <WordButton
                weight="main"
                onPress={() => void shoot(camera.video).then((picture) => selfie.take(picture))}
              >
                {words.viewfinder.shoot}
              </WordButton>
            )}
            <WordButton onPress={() => selfie.send({ type: 'back' })}>
              {messages.ways.back}
            </WordButton>
          </div>
        </div>
      </div>
    </>
  )
}

/** An insecure page does not offer the way here. */
function offered(reason: CameraFailure['reason']) {
  return reason === 'insecure-page' ? 'camera-refused' : reason
}

function finderBox({ format, whole, singleSlot }: Layout) {
  return format === 'phone' ? { ...whole, height: whole.height * 1.18 } : singleSlot
}
