import type { Messages } from '../messages/messages.ts'
import { HeadButton } from '../parts/small-row.tsx'
import { ThreadOfLight } from '../parts/thread-of-light.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { Facets } from '../state/collection.ts'
import type { Cabinet, CabinetFilter, Facet } from '../state/scene.ts'
import { PORTRAITS_ON_A_WALL, portraitsToChoose } from '../state/walk-cabinet.ts'
import type { ViewProps } from './view-props.ts'

/** In the order in which they are offered. */
const FACETS: readonly Facet[] = ['century', 'place', 'museum']

/** A wall of the collection, or of the part of it that was asked for, hung close, to choose from. */
export function CabinetWall({ state, scene, messages, send }: ViewProps<Cabinet>) {
  const portraits = portraitsToChoose(state, scene)
  const hanging = portraits.slice(
    scene.wall * PORTRAITS_ON_A_WALL,
    (scene.wall + 1) * PORTRAITS_ON_A_WALL,
  )
  const within = filterWords(scene.filter, messages)
  return (
    <div class="cabinet">
      <div class="cabinet-text">
        <h1 class="display">{messages.cabinet.title}</h1>
        <p class="prose">{within === '' ? messages.cabinet.advice : within}</p>
      </div>
      {hanging.length === 0 ? (
        <Bare {...{ scene, messages }} />
      ) : (
        <ul class="cabinet-wall" key={`${scene.wall} ${within}`}>
          {hanging.map((portrait) => (
            <li key={portrait.portraitId} class="cabinet-place">
              <HeadButton
                portrait={portrait}
                messages={messages}
                onPress={() => send({ type: 'choose', portraitId: portrait.portraitId })}
              />
            </li>
          ))}
        </ul>
      )}
      <div class="ways ways-foot">
        {scene.narrowed === 'unanswered' ? (
          <WordButton weight="main" onPress={() => send({ type: 'try-again' })}>
            {messages.ways.tryAgain}
          </WordButton>
        ) : null}
        {portraits.length > PORTRAITS_ON_A_WALL ? (
          <WordButton weight="main" onPress={() => send({ type: 'another-wall' })}>
            {messages.cabinet.anotherWall}
          </WordButton>
        ) : null}
        {FACETS.filter((facet) => isWorthOffering(state.facets?.facets, facet)).map((facet) => (
          <WordButton key={facet} onPress={() => send({ type: 'narrow', by: facet })}>
            {messages.cabinet.narrowBy[facet]}
          </WordButton>
        ))}
        {within === '' ? null : (
          <WordButton onPress={() => send({ type: 'filter', filter: {} })}>
            {messages.cabinet.all}
          </WordButton>
        )}
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}

/** In place of portraits: that they are sought, or that there are none. */
function Bare({ scene, messages }: Pick<ViewProps<Cabinet>, 'scene' | 'messages'>) {
  const { narrowed } = scene
  // Unnarrowed, the wall is bare only until the collection has come.
  if (narrowed === 'asked' || narrowed === null) {
    return (
      <div class="cabinet-bare">
        <ThreadOfLight share={0.5} />
      </div>
    )
  }
  const said = narrowed === 'unanswered' ? messages.cabinet.unanswered : messages.cabinet.noneLeft
  return (
    <p class="cabinet-bare instruction" role="status">
      {said}
    </p>
  )
}

/** A choice of one thing is none. */
function isWorthOffering(facets: Facets | undefined, facet: Facet): boolean {
  return facets !== undefined && facets[facet].length > 1
}

/** What the wall is narrowed to, in the visitor's language; empty where it is not. */
export function filterWords({ century, place, museum }: CabinetFilter, messages: Messages): string {
  return [century === undefined ? '' : messages.cabinet.century(century), place ?? '', museum ?? '']
    .filter((part) => part !== '')
    .join(' · ')
}
