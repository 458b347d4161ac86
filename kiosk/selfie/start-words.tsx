import { useRef } from 'preact/hooks'
import { LanguagesView } from '../parts/languages-view.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Start } from './selfie-state.ts'
import type { SelfieViewProps } from './view-props.ts'

/** What the page does, what happens to the picture, and the ways to give one. */
export function StartWords({ spoken, messages, words, selfie }: SelfieViewProps<Start>) {
  const { start } = words
  const hasCamera = isSecureContext && 'mediaDevices' in navigator
  // A finger and no mouse: the device has a camera app, and nothing can be dragged.
  const isHandheld = matchMedia('(pointer: coarse)').matches
  return (
    <div class="words words-start" key="start">
      <div class="start">
        <div class="start-text">
          <h1 class="display">{start.invitation}</h1>
          <p class="start-promise">{start.promise}</p>
          <p class="start-numbers">{start.numbers}</p>
          <p class="start-numbers start-guardians">{start.guardians}</p>
        </div>
        <div class="start-ways">
          <div class="ways">
            {hasCamera ? (
              <WordButton weight="main" onPress={() => selfie.send({ type: 'use-camera' })}>
                {start.camera}
              </WordButton>
            ) : null}
            <PictureButton selfie={selfie} isMain={true}>
              {start.choose}
            </PictureButton>
            {isHandheld ? (
              <PictureButton selfie={selfie} capture={true}>
                {start.cameraApp}
              </PictureButton>
            ) : null}
          </div>
          {hasCamera ? null : <p class="start-aside">{start.insecure}</p>}
          {isHandheld ? null : <p class="start-aside">{start.drop}</p>}
          <LanguagesView
            spoken={spoken.tag}
            locales={spoken}
            messages={messages}
            onSpeak={(language) => selfie.send({ type: 'speak', language })}
          />
        </div>
      </div>
    </div>
  )
}

/** A word that opens the browser's own picture dialogue, or the camera app. */
function PictureButton(props: {
  readonly selfie: SelfieViewProps['selfie']
  readonly children: string
  readonly isMain?: boolean
  readonly capture?: boolean
}) {
  const { selfie, children, isMain = false, capture = false } = props
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <WordButton
        weight={isMain ? 'main' : 'plain'}
        onPress={() => {
          selfie.send({ type: 'picture-coming' })
          input.current?.click()
        }}
      >
        {children}
      </WordButton>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        {...(capture ? { capture: 'user' } : {})}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // Cleared, so that choosing the same file again counts as a change.
          currentTarget.value = ''
          if (file !== undefined) selfie.take(file)
        }}
      />
    </>
  )
}
