import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Turn } from '../state/scene.ts'
import type { ViewProps } from './view-props.ts'

/** Of two visitors the second is asked before the mirror; it goes on by itself when they stand there. */
export function TurnWords({ scene, messages, send }: ViewProps<Turn>) {
  return (
    <>
      <div class="beside">
        <WallLabel portrait={scene.first} messages={messages} extent="brief" />
      </div>
      <div class="guidance">
        <h1 class="instruction">{messages.turn.title}</h1>
        <p class="instruction instruction-aside">{messages.turn.advice}</p>
      </div>
      <div class="ways ways-foot">
        <WordButton weight="main" onPress={() => send({ type: 'next-of-two' })}>
          {messages.live.nextOfTwo}
        </WordButton>
        <WordButton onPress={() => send({ type: 'back' })}>{messages.ways.back}</WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </>
  )
}
