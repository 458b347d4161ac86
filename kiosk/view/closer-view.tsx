import { CloserRoom } from '../parts/closer-room.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Closer } from '../state/scene.ts'
import type { ViewProps } from './view-props.ts'

/** A painting as near as one likes, before one goes back to it whole. */
export function CloserView({ scene, messages, hang, send }: ViewProps<Closer>) {
  return (
    <CloserRoom
      portrait={scene.back.shown}
      hang={hang}
      messages={messages}
      extent="name"
      words={messages.closer}
    >
      <WordButton weight="main" onPress={() => send({ type: 'back' })}>
        {messages.ways.back}
      </WordButton>
      <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
    </CloserRoom>
  )
}
