import { WordButton } from '../parts/word-button.tsx'
import type { Cabinet, CabinetFilter, Facet } from '../state/scene.ts'
import { filterWords } from './cabinet-wall.tsx'
import type { ViewProps } from './view-props.ts'

/** As many words as hang on one wall; a collection's rarest places are reached by walking. */
const VALUES_ON_A_WALL = { portrait: 24, landscape: 24, phone: 12 } as const

/** The values of one facet in place of the portraits, each with how many portraits it has. */
export function FacetWall(props: ViewProps<Cabinet> & { readonly facet: Facet }) {
  const { state, scene, messages, hang, facet, send } = props
  const values = chooseFrom(state.facets?.facets[facet] ?? [], VALUES_ON_A_WALL[hang.format])
  return (
    <div class="cabinet">
      <div class="cabinet-text">
        <h1 class="display">{messages.cabinet.choose[facet]}</h1>
      </div>
      <ul class="facet-wall">
        {values.map(({ value, portraits }) => {
          const filter = { ...scene.filter, [facet]: value } satisfies CabinetFilter
          return (
            <li key={value} class="facet-place">
              <WordButton
                pressed={scene.filter[facet] === value}
                onPress={() => send({ type: 'filter', filter })}
              >
                {filterWords({ [facet]: value }, messages)}
              </WordButton>
              <span class="facet-count">{messages.cabinet.portraits(portraits)}</span>
            </li>
          )
        })}
      </ul>
      <div class="ways ways-foot">
        <WordButton weight="main" onPress={() => send({ type: 'narrow', by: null })}>
          {messages.ways.back}
        </WordButton>
        <WordButton onPress={() => send({ type: 'leave' })}>{messages.ways.leave}</WordButton>
      </div>
    </div>
  )
}

type Valued = { readonly value: string | number; readonly portraits: number }

/** Those that most portraits have; centuries then in the order of time, which everybody expects. */
function chooseFrom(values: readonly Valued[], count: number): readonly Valued[] {
  const most = values.slice(0, count)
  return most.every(({ value }) => typeof value === 'number')
    ? most.toSorted((a, b) => Number(a.value) - Number(b.value))
    : most
}
