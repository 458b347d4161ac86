import { useState } from 'preact/hooks'
import { WordButton } from '../parts/word-button.tsx'
import type { Operator } from '../state/scene.ts'
import type { PanelFacts } from '../upkeep/panel-facts.ts'
import { isPageThere } from '../upkeep/renew-page.ts'
import { Findings } from './findings.tsx'
import { PinPad } from './pin-pad.tsx'
import { TestPattern } from './test-pattern.tsx'
import { useFindings } from './use-findings.ts'
import { type SceneProps, type StateProps, useSurfaces } from './view-props.ts'
import { Ways } from './ways.tsx'

type OperatorProps = SceneProps<Operator> & StateProps

/** For whoever looks after the kiosk: a light table, not a wall. Technical words stay English. */
export function OperatorView(view: OperatorProps) {
  const { state, scene, messages, send } = view
  const { panel } = useSurfaces()
  const { pinLockedUntilMs } = state
  if (panel === null) return null
  return (
    <div class="operator">
      {scene.unlocked ? (
        <Table {...view} panel={panel} />
      ) : (
        <PinPad
          messages={messages}
          checkPin={panel.checkPin}
          lockedForSeconds={
            pinLockedUntilMs === null
              ? null
              : Math.max(1, Math.ceil((pinLockedUntilMs - state.nowMs) / 1000))
          }
          onPin={(answer) => send({ type: 'pin', ...answer })}
        >
          <Ways {...view} />
        </PinPad>
      )}
    </div>
  )
}

function Table(props: OperatorProps & { readonly panel: PanelFacts }) {
  const { panel } = props
  const { operator } = props.messages
  const [isPatternShown, showPattern] = useState(false)
  const found = useFindings(panel)
  if (isPatternShown) {
    return <TestPattern name={operator.headings.pattern} onEnd={() => showPattern(false)} />
  }
  return (
    <>
      <h1 class="operator-title">{operator.title}</h1>
      <div class="operator-table">
        <Findings {...props} found={found} />
      </div>
      <div class="operator-ways">
        <WordButton onPress={() => showPattern(true)}>{operator.showPattern}</WordButton>
        <WordButton onPress={() => void reload()}>{operator.reload}</WordButton>
        <Ways {...props} />
      </div>
    </>
  )
}

/** Not while the server is away, which the table tells: the wall would show an error for good. */
async function reload(): Promise<void> {
  if (await isPageThere()) location.reload()
}
