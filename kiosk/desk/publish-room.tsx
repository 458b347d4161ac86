import { useEffect, useState } from 'preact/hooks'
import type { DeskAnswers, GalleryView } from '../../server/contract/desk.ts'
import { pictureAt } from './card-view.tsx'
import type { DeskClient } from './desk-client.ts'
import { JobsView, useJobs } from './jobs-view.tsx'

type Comparison = DeskAnswers['gallery-compare']
type Line = Comparison['added'][number]

/** Makes a gallery, shows what it would change, hangs it, and goes back. */
export function PublishRoom({ client }: { client: DeskClient }) {
  const jobs = useJobs(client)
  const [galleries, setGalleries] = useState<readonly GalleryView[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [comparison, setComparison] = useState<Comparison | null>(null)
  const [problem, setProblem] = useState('')
  const ended = jobs.filter(({ state }) => state === 'done').length
  const fail = (error: Error) => setProblem(error.message)

  useEffect(() => {
    client.ask('galleries', {}).then(({ galleries }) => setGalleries(galleries), fail)
  }, [client, ended])

  const current = galleries.find(({ isCurrent }) => isCurrent)
  const gallery = galleries.find(({ id }) => id === chosen)
  const choose = (id: string) => {
    setChosen(id)
    setComparison(null)
    setProblem('')
    client.ask('gallery-compare', { gallery: id }).then(setComparison, fail)
  }
  const publish = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const why = String(new FormData(form).get('why'))
    setProblem('')
    if (!gallery) return
    client
      .ask('gallery-publish', { gallery: gallery.id, instead: current?.id ?? null, why })
      .then(() => form.reset(), fail)
  }

  return (
    <div class="two">
      <section aria-label="Galleries">
        <h2>Galleries</h2>
        <p class="job-words">
          <button
            type="button"
            onClick={() => {
              setProblem('')
              client.ask('index-start', {}).catch(fail)
            }}
          >
            Make a gallery of what is decided now
          </button>
        </p>
        <p role="alert" class="problem">
          {problem}
        </p>
        <ul class="galleries">
          {galleries.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                aria-pressed={each.id === chosen}
                onClick={() => choose(each.id)}
              >
                {when(each.createdAt)}: {each.portraits} portraits of {each.works} works
                {each.isCurrent && ' (on show)'}
              </button>
              {each.hung.map(({ at, by, why }) => (
                <p key={at} class="quiet">
                  hung {when(at)} by {by}
                  {why && `: ${why}`}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <div>
        {gallery && (
          <section aria-label="What would change">
            <h2>What would change</h2>
            {comparison ? (
              <Changes comparison={comparison} isCurrent={gallery.isCurrent} />
            ) : (
              !problem && <p class="quiet">Comparing …</p>
            )}
            {!gallery.isCurrent && (
              <p>
                <a href={`/desk/preview/${gallery.id}`} target="_blank" rel="noreferrer">
                  Walk through the exhibit with this gallery
                </a>{' '}
                <span class="quiet">Only curators who are signed in see it.</span>
              </p>
            )}
            {!gallery.isCurrent && (
              <form onSubmit={publish}>
                <label>
                  Why
                  <input name="why" required maxLength={500} />
                </label>
                <button type="submit">
                  {current && gallery.id < current.id ? 'Go back to this gallery' : 'Publish it'}
                </button>
              </form>
            )}
          </section>
        )}
        <JobsView client={client} jobs={jobs} />
      </div>
    </div>
  )
}

function Changes({ comparison, isCurrent }: { comparison: Comparison; isCurrent: boolean }) {
  const { against, added, removed, addedCount, removedCount, probes, changedFirst, examples } =
    comparison
  if (isCurrent) return <p>This gallery is on show.</p>
  const share = Math.round((100 * changedFirst) / probes)
  return (
    <>
      <p>
        {against === null
          ? 'Nothing is on show yet.'
          : `${addedCount} portraits come, ${removedCount} go; of ${probes} made-up visitors ${changedFirst} (${share} in 100) meet another portrait first.`}
      </p>
      <Lines label={`Portraits that come: ${addedCount}`} lines={added} />
      <Lines label={`Portraits that go: ${removedCount}`} lines={removed} />
      {examples.length > 0 && (
        <>
          <h3>Whom some of them would meet</h3>
          <ul class="pairs">
            {examples.map(({ before, after }) => (
              <li key={`${before.id}/${after.id}`}>
                <img src={pictureAt(before.crop)} alt={before.title} />
                <span>→</span>
                <img src={pictureAt(after.crop)} alt={after.title} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Lines({ label, lines }: { label: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3>{label}</h3>
      <ul class="sheet sheet-small">
        {lines.map(({ id, title, artist, crop }) => (
          <li key={id} class="card">
            <img src={pictureAt(crop)} alt="" loading="lazy" />
            <span class="card-title">{title}</span>
            <span class="card-line">{artist}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function when(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}
