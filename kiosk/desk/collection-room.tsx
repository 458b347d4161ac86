import { useEffect, useState } from 'preact/hooks'
import type { DeskAnswers, DeskCard, NearPair } from '../../server/contract/desk.ts'
import { CardList, pictureAt } from './card-view.tsx'
import type { DeskClient } from './desk-client.ts'
import { WhoIsMissing } from './missing-view.tsx'

const PAGE = 60
type View = 'search' | 'duplicates' | 'sitters' | 'missing'
const VIEWS: readonly { view: View; words: string }[] = [
  { view: 'search', words: 'Search' },
  { view: 'duplicates', words: 'Near-duplicates' },
  { view: 'sitters', words: 'Same sitter?' },
  { view: 'missing', words: 'Who is missing?' },
]

/** Searches the collection; shows whom a portrait is near, and which portraits may be one. */
export function CollectionRoom({ client }: { client: DeskClient }) {
  const [view, setView] = useState<View>('search')
  return (
    <>
      <p class="job-words views">
        {VIEWS.map(({ view: each, words }) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === view}
            onClick={() => setView(each)}
          >
            {words}
          </button>
        ))}
      </p>
      {view === 'search' && <Search client={client} />}
      {view === 'missing' && <WhoIsMissing client={client} />}
      {(view === 'duplicates' || view === 'sitters') && (
        <Pairs key={view} client={client} view={view} />
      )}
    </>
  )
}

function Search({ client }: { client: DeskClient }) {
  const [text, setText] = useState('')
  const [categories, setCategories] = useState<DeskAnswers['categories']['categories']>([])
  const [category, setCategory] = useState<number | undefined>()
  const [found, setFound] = useState<{ cards: readonly DeskCard[]; count: number } | null>(null)
  const [near, setNear] = useState<{
    of: DeskCard
    cards: readonly DeskCard[]
    distances: readonly number[]
  }>()
  const [problem, setProblem] = useState('')
  const fail = (error: Error) => setProblem(error.message)
  const wanted = { text, limit: PAGE, ...(category === undefined ? {} : { category }) }
  useEffect(() => {
    client.ask('categories', {}).then((answer) => setCategories(answer.categories), fail)
  }, [client])
  useEffect(() => {
    let isOld = false
    client.ask('find-faces', wanted).then((answer) => {
      if (!isOld) setFound(answer)
    }, fail)
    return () => {
      isOld = true
    }
  }, [client, text, category])
  const more = () =>
    client
      .ask('find-faces', { ...wanted, offset: found?.cards.length ?? 0 })
      .then(
        ({ cards, count }) => setFound({ cards: [...(found?.cards ?? []), ...cards], count }),
        fail,
      )
  const choose = (of: DeskCard) => {
    client.ask('near-faces', { face: of.face }).then((answer) => setNear({ of, ...answer }), fail)
  }
  return (
    <>
      <label class="search">
        Title, artist, date, museum, source
        <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {categories.length > 0 && (
        <label class="search">
          Category
          <select
            value={category ?? ''}
            onChange={({ currentTarget: { value } }) => {
              setCategory(value === '' ? undefined : Number(value))
            }}
          >
            <option value="">any</option>
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p role="alert" class="problem">
        {problem}
      </p>
      {near && (
        <section aria-label="Nearest portraits" class="near">
          <h2>Nearest to “{near.of.title}”</h2>
          <CardList
            cards={[near.of, ...near.cards]}
            label="Nearest portraits"
            noteOf={(_, at) => (at === 0 ? 'this one' : near.distances[at - 1]?.toFixed(2))}
            onChoose={choose}
          />
        </section>
      )}
      <p role="status">{found ? `${found.count} faces` : 'Looking …'}</p>
      {found && (
        <CardList cards={found.cards} label="Found" chosen={near?.of.face} onChoose={choose} />
      )}
      {found && found.cards.length < found.count && (
        <p>
          <button type="button" onClick={more}>
            More
          </button>
        </p>
      )}
    </>
  )
}

/** Pairs of portraits side by side; a person says whether they show one sitter. */
function Pairs({ client, view }: { client: DeskClient; view: 'duplicates' | 'sitters' }) {
  const [pairs, setPairs] = useState<readonly NearPair[] | null>(null)
  const [problem, setProblem] = useState('')
  const fail = (error: Error) => setProblem(error.message)
  useEffect(() => {
    const asked =
      view === 'sitters' ? client.ask('sitter-proposals', {}) : client.ask('duplicates', {})
    asked.then((answer) => setPairs(answer.pairs), fail)
  }, [client, view])
  const answer = (pair: NearPair, isSame: boolean, why: string) => {
    const { one, other } = pair
    setProblem('')
    client
      .ask('sitter-answer', { one: one.face, other: other.face, isSame, why })
      .then(() => setPairs((before) => before?.filter((each) => each !== pair) ?? null), fail)
  }
  if (!pairs) return <p class="quiet">{problem || 'Comparing …'}</p>
  return (
    <>
      <p>
        {view === 'sitters'
          ? 'These portraits are near each other. Whom a picture shows is for people to know: say so only if you do.'
          : 'One picture under two names, or one painting photographed twice. Leave one out in Review.'}
      </p>
      <p role="alert" class="problem">
        {problem}
      </p>
      <ul class="pair-list">
        {pairs.map((pair) => (
          <PairView
            key={`${pair.one.face}/${pair.other.face}`}
            pair={pair}
            {...(view === 'sitters'
              ? { onAnswer: (isSame: boolean, why: string) => answer(pair, isSame, why) }
              : {})}
          />
        ))}
      </ul>
      {pairs.length === 0 && <p class="quiet">There are none.</p>}
    </>
  )
}

function PairView(props: { pair: NearPair; onAnswer?: (isSame: boolean, why: string) => void }) {
  const { pair, onAnswer } = props
  const [why, setWhy] = useState('')
  const { one, other, distance, rarer, isSamePicture } = pair
  const sure = isSamePicture
    ? 'the same picture'
    : `distance ${distance.toFixed(2)}${onAnswer ? `; ${Math.round(rarer * 100)} in 100 faces here have none so near` : ''}`
  return (
    <li>
      {[one, other].map((card) => (
        <figure key={card.face}>
          <img src={pictureAt(card.crop)} alt="" loading="lazy" />
          <figcaption>
            {card.title}
            <span class="card-line">{[card.artist, card.date].filter(Boolean).join(', ')}</span>
          </figcaption>
        </figure>
      ))}
      <p class="card-note">{sure}</p>
      {onAnswer && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onAnswer((event.submitter as HTMLButtonElement).value === 'same', why)
          }}
        >
          <label>
            How it is known
            <input required value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
          </label>
          <p class="job-words">
            <button type="submit" value="same">
              one sitter
            </button>
            <button type="submit" value="other">
              two people
            </button>
          </p>
        </form>
      )}
    </li>
  )
}
