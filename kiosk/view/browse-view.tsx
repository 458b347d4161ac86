import type { Messages } from '../messages/messages.ts'
import { Dissolve } from '../parts/dissolve.tsx'
import { describeWork } from '../parts/label-words.ts'
import { ProgressLine } from '../parts/progress-line.tsx'
import { Reading } from '../parts/reading.tsx'
import { HeadButton, SmallRow } from '../parts/small-row.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import { browsed, likenessesOffered, wallOf } from '../state/browse.ts'
import type { Browse, BrowseFilter, Facet } from '../state/scene.ts'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { boxStyle } from '../wall/box-style.ts'
import type { SceneProps, StateProps, WallProps } from './view-props.ts'
import { WaysFoot } from './ways.tsx'

type BrowseProps = SceneProps<Browse> & StateProps & WallProps

/** As many words as hang on one wall; a collection's rarest places are reached by walking. */
const VALUES_ON_A_WALL = { portrait: 24, landscape: 24, phone: 12 } as const

/** Once a portrait is chosen: it and its nearest likeness, two heads on one eye line. */
export function BrowsePictures({ scene, state, messages, layout }: BrowseProps) {
  const { chosen } = scene
  if (chosen === null) return null
  const { nearest } = likenessesOffered(state, scene)
  const describe = ({ label }: ShownPortrait) => describeWork(label, messages)
  return (
    <div class={nearest === null ? 'pair pair-looking' : 'pair pair-settled'}>
      <div class="pair-visitor">
        <Dissolve portrait={chosen} place={layout.visitorSlot} manner="fade" describe={describe} />
      </div>
      <div
        class={nearest === null ? 'vacancy' : 'vacancy vacancy-taken'}
        style={boxStyle(layout.portraitSlot)}
      />
      {nearest === null ? null : (
        <div class="pair-portrait">
          <Dissolve
            portrait={nearest}
            place={layout.portraitSlot}
            manner="fade"
            describe={describe}
          />
        </div>
      )}
    </div>
  )
}

export function BrowseWords(props: BrowseProps) {
  const { chosen, narrowing } = props.scene
  if (chosen !== null) return <ChosenWords {...props} chosen={chosen} />
  return narrowing === null ? (
    <PortraitWall {...props} />
  ) : (
    <FacetWall {...props} facet={narrowing} />
  )
}

/** The chosen portrait beside its nearest likeness, and ways to walk on. */
function ChosenWords(props: BrowseProps & { readonly chosen: ShownPortrait }) {
  const { scene, state, messages, send, chosen } = props
  const { cabinet } = messages
  const { nearest, others } = likenessesOffered(state, scene)
  const { status } = browsed(state, scene)
  const waiting =
    status === 'asking'
      ? cabinet.looking
      : status === 'failed'
        ? cabinet.unanswered
        : cabinet.noOther
  return (
    <div class="chosen">
      <Reading>
        <div class="beside">
          {nearest === null ? null : (
            <WallLabel portrait={nearest} messages={messages} extent="brief" heading={true} />
          )}
          <ProgressLine share={nearest === null ? 0.5 : 1} />
        </div>
        <div class="guidance">
          <WallLabel portrait={chosen} messages={messages} extent="name" />
          {nearest === null ? <p class="instruction">{waiting}</p> : null}
        </div>
        <div class="row-place">
          <SmallRow
            title={cabinet.alsoNear}
            portraits={others}
            messages={messages}
            onChoose={(portraitId) => send({ type: 'choose', portraitId })}
          />
        </div>
      </Reading>
      <WaysFoot {...props} />
    </div>
  )
}

/**
 * A wall of the collection, or of the part of it that was asked for, hung close, to choose from.
 */
function PortraitWall(props: BrowseProps) {
  const { scene, state, messages, send } = props
  const { wall, hung } = wallOf(state, scene)
  const within = filterWords(scene.filter, messages)
  return (
    <div class="browse">
      <div class="browse-text">
        <h1 class="display">{messages.cabinet.title}</h1>
        <p class="prose">{within === '' ? messages.cabinet.advice : within}</p>
      </div>
      {hung.length === 0 ? (
        <BareWall {...props} />
      ) : (
        <ul class="browse-wall" key={`${wall} ${within}`}>
          {hung.map((portrait) => (
            <li key={portrait.portraitId} class="browse-place">
              <HeadButton
                portrait={portrait}
                messages={messages}
                onPress={() => send({ type: 'choose', portraitId: portrait.portraitId })}
              />
            </li>
          ))}
        </ul>
      )}
      <WaysFoot {...props} />
    </div>
  )
}

/** In place of portraits: that they are sought, or that there are none. */
function BareWall({ scene, state, messages }: BrowseProps) {
  const { status } = browsed(state, scene)
  if (status === 'asking') {
    return (
      <div class="browse-bare">
        <ProgressLine share={0.5} />
      </div>
    )
  }
  return (
    <p class="browse-bare instruction" role="status">
      {status === 'failed' ? messages.cabinet.unanswered : messages.cabinet.noneLeft}
    </p>
  )
}

/** The values of one facet in place of the portraits, each with how many portraits it has. */
function FacetWall(props: BrowseProps & { readonly facet: Facet }) {
  const { state, scene, messages, layout, facet, send } = props
  const all = state.remotes.facets.answer?.value[facet] ?? []
  return (
    <div class="browse">
      <div class="browse-text">
        <h1 class="display">{messages.cabinet.choose[facet]}</h1>
      </div>
      <ul class="facet-wall">
        {chooseFrom(all, VALUES_ON_A_WALL[layout.format]).map(({ value, portraits }) => {
          const filter = { ...scene.filter, [facet]: value } satisfies BrowseFilter
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
      <WaysFoot {...props} />
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

/** What the wall is narrowed to, in the visitor's language; empty where it is not. */
function filterWords(filter: BrowseFilter, messages: Messages): string {
  const { century, place, museum, category } = filter
  const time = century === undefined ? undefined : messages.cabinet.century(century)
  return [category, time, place, museum].filter((part) => part !== undefined).join(' · ')
}
