import { useState } from 'preact/hooks'
import { WordButton } from '../parts/word-button.tsx'
import type { Operator } from '../state/scene.ts'
import type { Corner } from '../upkeep/corner.ts'
import { isPageThere } from '../upkeep/renew-page.ts'
import { Findings } from './findings.tsx'
import { PinPad } from './pin-pad.tsx'
import { TestPattern } from './test-pattern.tsx'
import { useFindings } from './use-findings.ts'
import type { ViewProps } from './view-props.ts'

type CornerProps = ViewProps<Operator> & { readonly corner: Corner }

/** For whoever looks after the kiosk: a light table, not a wall. Technical words stay English. */
export function OperatorView(view: CornerProps) {
  const { state, scene, settings, messages, send } = view
  const { pinKey } = settings.operator
  const { lockedUntilMs } = state.pinGuard
  const close = () => send({ type: 'leave' })
  return (
    <div class="operator">
      {scene.unlocked || pinKey === null ? (
        <Table {...view} />
      ) : (
        <PinPad
          messages={messages}
          pinKey={pinKey}
          lockedForSeconds={
            lockedUntilMs === null
              ? null
              : Math.max(1, Math.ceil((lockedUntilMs - state.nowMs) / 1000))
          }
          onPin={(isRight) => send({ type: 'pin', isRight })}
          onClose={close}
        />
      )}
    </div>
  )
}

function Table({ state, scene, settings, messages, corner, send }: CornerProps) {
  const { operator } = messages
  const [isPatternShown, showPattern] = useState(false)
  const found = useFindings(corner)
  if (isPatternShown) {
    return <TestPattern name={operator.headings.pattern} onEnd={() => showPattern(false)} />
  }
  return (
    <>
      <h1 class="operator-title">{operator.title}</h1>
      <div class="operator-table">
        <Findings {...{ state, scene, settings, messages, corner, found }} />
      </div>
      <div class="operator-ways">
        <WordButton onPress={() => showPattern(true)}>{operator.showPattern}</WordButton>
        {settings.faceMode && isCameraBroken(scene) ? (
          <WordButton onPress={() => send({ type: 'try-again' })}>
            {messages.ways.tryAgain}
          </WordButton>
        ) : null}
        <WordButton onPress={() => void reload()}>{operator.reload}</WordButton>
        <WordButton weight="main" onPress={() => send({ type: 'leave' })}>
          {operator.close}
        </WordButton>
      </div>
    </>
  )
}

function isCameraBroken({ camera }: Operator): boolean {
  return camera !== 'asked' && camera !== 'ready'
}

/** Not while the server is away, which the table tells: the wall would show an error for good. */
async function reload(): Promise<void> {
  if (await isPageThere()) location.reload()
}
