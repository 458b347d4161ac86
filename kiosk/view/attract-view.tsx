import type { HungPortrait } from '../state/hung-portrait.ts'
import type { Attract } from '../state/scene.ts'
import { Dissolve } from './dissolve.tsx'
import { describeWork } from './label-words.ts'
import { LanguagesView } from './languages-view.tsx'
import type { ViewProps } from './view-props.ts'
import { WallLabel } from './wall-label.tsx'
import { WordButton } from './word-button.tsx'

/** The portrait whose turn it is. */
export function passingPortrait({ state, scene }: ViewProps<Attract>): HungPortrait | undefined {
  const portraits = state.spread?.portraits ?? []
  return portraits[scene.turn % Math.max(1, portraits.length)]
}

export function Procession(props: ViewProps<Attract>) {
  const { messages, hang } = props
  const passing = passingPortrait(props)
  if (passing === undefined) return null
  return (
    <Dissolve
      portrait={passing}
      place={hang.solo}
      manner="iris"
      describe={({ label }) => describeWork(label, messages)}
    />
  )
}

export function AttractWords(props: ViewProps<Attract>) {
  const { state, messages, settings, send } = props
  const passing = passingPortrait(props)
  return (
    <>
      {settings.museumName === '' ? null : <p class="museum">{settings.museumName}</p>}
      <div class="threshold">
        <div class="passing-label" key={passing?.portraitId}>
          {passing === undefined ? null : (
            <WallLabel portrait={passing} messages={messages} extent="brief" />
          )}
        </div>
        <div class="invitation">
          <h1 class="display">{messages.attract.invitation}</h1>
          <div class="ways">
            <WordButton weight="main" onPress={() => send({ type: 'begin' })}>
              {messages.attract.begin}
            </WordButton>
          </div>
          <LanguagesView
            spoken={state.language}
            messages={messages}
            onSpeak={(language) => send({ type: 'speak', language })}
          />
        </div>
      </div>
    </>
  )
}
