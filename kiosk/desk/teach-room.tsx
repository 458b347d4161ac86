import { useEffect, useState } from 'preact/hooks'
import type { DeskAnswers, DeskCard } from '../../server/contract/desk.ts'
import { CardList, pictureAt } from './card-view.tsx'
import type { DeskClient } from './desk-client.ts'
import { WholePainting } from './painting.tsx'

type Categories = DeskAnswers['categories']['categories']
type Next = DeskAnswers['category-next']

/** How a share of answers that would have been guessed rightly is told. */
export function trialInWords(trial: Next['trial']): string {
  if (!trial)
    return 'It learns from five answers of each kind on; how often it is right takes a few more to tell.'
  const share = (part: number) => Math.round(part * 100)
  return `Learned from ${trial.answers} answers: of those held back it guesses ${share(trial.rightShare)} in 100 rightly; always saying the same would be right for ${share(trial.alwaysShare)}.`
}

/** Teaches a category from examples: what is likeliest comes next, and a person says yes or no. */
export function TeachRoom({ client }: { client: DeskClient }) {
  const [categories, setCategories] = useState<Categories>([])
  const [chosen, setChosen] = useState<number | null>(null)
  const [next, setNext] = useState<Next | null>(null)
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly DeskCard[] | null>(null)
  const [problem, setProblem] = useState('')
  const fail = (error: Error) => setProblem(error.message)
  const cards = (found ?? next?.cards ?? []) as readonly DeskCard[]
  const [card] = cards

  const list = () => client.ask('categories', {}).then((got) => setCategories(got.categories), fail)
  const propose = (category: number) =>
    client.ask('category-next', { category }).then(setNext, fail)
  useEffect(() => {
    list()
  }, [client])
  useEffect(() => {
    setNext(null)
    setFound(null)
    if (chosen !== null) propose(chosen)
  }, [chosen])

  /** Shows the next at once, and has new proposals when what is left gets short. */
  const answer = async (isIn: boolean) => {
    if (chosen === null || !card) return
    setProblem('')
    const rest = cards.slice(1)
    if (found) setFound(rest.length > 0 ? rest : null)
    else if (next) setNext({ ...next, cards: rest })
    try {
      await client.ask('category-answer', { category: chosen, face: card.face, isIn })
      await list()
      if (!found || rest.length === 0) {
        const fresh = await client.ask('category-next', { category: chosen })
        // What is on the table stays there.
        setNext((before) => {
          const [top] = before?.cards ?? []
          const others = fresh.cards.filter(({ face }) => face !== top?.face)
          return { ...fresh, cards: top ? [top, ...others] : fresh.cards }
        })
      }
    } catch (error) {
      fail(error as Error)
    }
  }
  const undo = async () => {
    if (chosen === null) return
    const { isDone } = await client.ask('category-undo', { category: chosen })
    if (!isDone) setProblem('There is nothing left to take back.')
    await Promise.all([list(), propose(chosen)])
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return
      if (event.key === 'ArrowRight') answer(true)
      else if (event.key === 'ArrowLeft') answer(false)
      else if (event.key.toLowerCase() === 'z') undo().catch(fail)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })

  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    setProblem('')
    client
      .ask('category-add', { name: String(new FormData(form).get('name')) })
      .then(() => {
        form.reset()
        return list()
      })
      .catch(fail)
  }
  const category = categories.find(({ id }) => id === chosen)
  const name = category?.name
  const show = (isShown: boolean) => {
    if (chosen === null) return
    client.ask('category-show', { category: chosen, isShown }).then(list, fail)
  }
  return (
    <div class="two">
      <section aria-label="Categories">
        <h2>Categories</h2>
        <ul class="galleries">
          {categories.map(({ id, name, isShown, yes, no }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
                {name}: {yes} yes, {no} no{isShown && ' · for visitors'}
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={add}>
          <label>
            A new category, such as “ruffs” or “beards”
            <input name="name" required maxLength={40} />
          </label>
          <button type="submit">Begin it</button>
        </form>
        <p role="alert" class="problem">
          {problem}
        </p>
      </section>
      {chosen !== null && (
        <section aria-label={`Teach ${name}`}>
          <h2>{name}?</h2>
          <p role="status">{trialInWords(next?.trial ?? null)}</p>
          <label class="tick">
            <input
              type="checkbox"
              checked={category?.isShown ?? false}
              onChange={(event) => show(event.currentTarget.checked)}
            />
            Visitors may choose it, from the next gallery on
          </label>
          <form
            class="search"
            onSubmit={(event) => {
              event.preventDefault()
              client.ask('find-faces', { text, limit: 60 }).then((got) => setFound(got.cards), fail)
            }}
          >
            <label>
              Look for first examples by title, artist, date
              <input value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
          </form>
          {card && (
            <div class="table table-card">
              <figure class="face">
                <img src={pictureAt(card.crop)} alt={`A face of “${card.title}”`} />
              </figure>
              <WholePainting card={card} />
              <div class="words">
                <h3>{card.title}</h3>
                <p>{[card.artist, card.date].filter(Boolean).join(', ')}</p>
                {card.hangs !== null && <p>{Math.round(card.hangs * 100)} in 100 likely</p>}
              </div>
            </div>
          )}
          <fieldset class="keys" aria-label="Answer">
            <button type="button" disabled={!card} onClick={() => answer(false)}>
              <kbd>←</kbd> no
            </button>
            <button type="button" disabled={!card} onClick={() => answer(true)}>
              <kbd>→</kbd> yes
            </button>
            <button type="button" onClick={() => undo().catch(fail)}>
              <kbd>Z</kbd> takes back
            </button>
          </fieldset>
          <CardList
            cards={cards.slice(1, 21)}
            label="Next"
            noteOf={({ hangs }) =>
              hangs === null ? undefined : `${Math.round(hangs * 100)} in 100`
            }
          />
        </section>
      )}
    </div>
  )
}
