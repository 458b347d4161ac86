import { useEffect, useState } from 'preact/hooks'
import type { DeskAnswers, DeskInput, JobView } from '../../server/contract/desk.ts'
import type { DeskClient } from './desk-client.ts'
import { JobsView, useJobs } from './jobs-view.tsx'

type Sources = DeskAnswers['sources']
type Table = DeskAnswers['csv-columns']

const TABLE = /\.(csv|tsv|txt)$/i

/** Chooses a source, tries it, and brings it in. */
export function BringInRoom({ client }: { client: DeskClient }) {
  const jobs = useJobs(client)
  const [known, setKnown] = useState<Sources | null>(null)
  const [source, setSource] = useState('folder')
  const [locations, setLocations] = useState('')
  const [uploaded, setUploaded] = useState({ count: 0, of: 0, folder: '', table: '' })
  const [table, setTable] = useState<Table | null>(null)
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState('')
  const [shown, setShown] = useState<number | undefined>()

  useEffect(() => {
    client.ask('sources', {}).then(setKnown, (error: Error) => setProblem(error.message))
  }, [client])

  const about = known?.sources.find(({ name }) => name === source)
  const isOwn = source === 'folder' || source === 'csv' || source === 'lido'
  const places = locations
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

  async function readTable(file: string): Promise<void> {
    setTable(null)
    try {
      const read = await client.ask('csv-columns', { file })
      setTable(read)
      setColumns(read.chosen)
      setProblem('')
    } catch (error) {
      setProblem((error as Error).message)
    }
  }

  async function upload(files: FileList | null): Promise<void> {
    if (!files || files.length === 0) return
    const folder = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')
    let [count, csv] = [0, '']
    try {
      for (const file of files) {
        const sent = await client.upload(folder, file)
        if (TABLE.test(file.name)) csv = sent.file
        count += 1
        setUploaded({ count, of: files.length, folder: sent.location, table: csv })
      }
    } catch (error) {
      setProblem((error as Error).message)
    }
    if (count === 0) return
    setSource('folder')
    setLocations(`upload:${folder}`)
    if (csv) await readTable(csv)
  }

  function start(event: SubmitEvent): void {
    event.preventDefault()
    const { value } = event.submitter as HTMLButtonElement
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim()
    const list = (name: string) =>
      given(name)
        .split(/[\s,]+/)
        .filter(Boolean)
    const csv = source === 'folder' ? given('csv') || uploaded.table : ''
    const limit = Number(given('limit'))
    const input: DeskInput<'import-start'> = {
      source,
      locations: places,
      columns: table ? columns : {},
      query: given('query'),
      filters: Object.fromEntries(
        Object.keys(about?.filters ?? {}).map((name) => [name, given(`filter-${name}`)]),
      ),
      allow: list('allow'),
      rightsHeld: given('rightsHeld'),
      baseUrl: given('baseUrl'),
      allowHosts: list('allowHosts'),
      contact: given('contact'),
      dryRun: value === 'try',
      ...(csv ? { csv } : {}),
      ...(limit > 0 ? { limit } : {}),
    }
    setProblem('')
    client.ask('import-start', input).then(
      ({ job }) => setShown(job.id),
      (error: Error) => setProblem(error.message),
    )
  }

  const job = jobs.find(({ id }) => id === shown)
  return (
    <div class="two">
      <form class="bring-in" onSubmit={start}>
        <h2>Bring works in</h2>
        <label>
          From
          <select value={source} onChange={(event) => setSource(event.currentTarget.value)}>
            {known?.sources.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <p class="quiet">{about?.summary}</p>
        <label>
          {isOwn
            ? 'Folders or files on the server, one a line'
            : 'Addresses or records, one a line'}
          <textarea
            rows={3}
            value={locations}
            onInput={(event) => setLocations(event.currentTarget.value)}
          />
          <span class="quiet">{about?.locations}</span>
        </label>
        {source === 'folder' && (
          <>
            <label>
              Or pictures from this machine, with their table
              <input
                type="file"
                multiple
                accept="image/*,.csv,.tsv,.txt,.json"
                onChange={(event) => upload(event.currentTarget.files)}
              />
              {uploaded.of > 0 && (
                <span role="status">
                  {uploaded.count} of {uploaded.of} files are here.
                </span>
              )}
            </label>
            <label>
              Table of labels on the server
              <input name="csv" onChange={(event) => readTable(event.currentTarget.value)} />
            </label>
          </>
        )}
        {source === 'csv' && places[0] && (
          <button type="button" onClick={() => readTable(places[0] as string)}>
            Choose its columns
          </button>
        )}
        {table && (source === 'csv' || source === 'folder') && (
          <ColumnChoice table={table} columns={columns} onChange={setColumns} />
        )}
        <label>
          Only works that match
          <input name="query" />
        </label>
        {Object.entries(about?.filters ?? {}).map(([name, words]) => (
          <label key={name}>
            {name}
            <input name={`filter-${name}`} />
            <span class="quiet">{words}</span>
          </label>
        ))}
        <details>
          <summary>More: limits, rights, mirrors</summary>
          <label>
            At most so many works
            <input name="limit" type="number" min={1} />
          </label>
          <label>
            Rights statements that may come in besides CC0 and public domain
            <input name="allow" />
          </label>
          <label>
            Your museum holds the rights: in these words
            <input name="rightsHeld" />
          </label>
          <label>
            A mirror in place of the museum’s API
            <input name="baseUrl" />
          </label>
          <label>
            Addresses in your own network that may be asked
            <input name="allowHosts" />
          </label>
          <label>
            Whom a museum may write to
            <input name="contact" type="email" defaultValue={known?.contact ?? ''} />
          </label>
        </details>
        <p class="job-words">
          <button type="submit" value="try">
            Try it: nothing is changed
          </button>
          <button type="submit" value="import">
            Bring it in
          </button>
        </p>
        <p role="alert" class="problem">
          {problem}
        </p>
      </form>
      <div>
        {job && <Outcome job={job} />}
        <JobsView
          client={client}
          jobs={jobs}
          chosen={shown}
          onChoose={({ id }) => setShown(shown === id ? undefined : id)}
        />
      </div>
    </div>
  )
}

function ColumnChoice(props: {
  table: Table
  columns: Readonly<Record<string, string>>
  onChange: (columns: Readonly<Record<string, string>>) => void
}) {
  const { table, columns, onChange } = props
  return (
    <fieldset class="columns">
      <legend>Which column is what</legend>
      {table.fields.map((field) => {
        const header = columns[field] ?? ''
        const at = table.headers.indexOf(header)
        const example = at < 0 ? '' : table.rows.map((row) => row[at]).find((cell) => cell)
        return (
          <label key={field}>
            {field}
            <select
              value={header}
              onChange={(event) => onChange({ ...columns, [field]: event.currentTarget.value })}
            >
              <option value="">no column</option>
              {table.headers.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
            <span class="quiet">{example}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

type Named = { readonly record?: string; readonly reason?: string; readonly title?: string }

/** What commands count, where their word is not plain. */
const COUNTED: Readonly<Record<string, string>> = {
  added: 'new',
  updated: 'changed',
  withoutRights: 'without a statement of rights',
}

/** What a command answered: its counts, then its lists. */
function Outcome({ job }: { job: JobView }) {
  const { answer, said } = job
  if (!answer) return null
  const counts = Object.entries(answer).filter(
    ([name, value]) => typeof value === 'number' && !name.endsWith('Count'),
  )
  const lists = Object.entries(answer).filter(
    ([, value]) => Array.isArray(value) && value.length > 0,
  ) as [string, Named[]][]
  const { samples = [] } = Object.fromEntries(lists) as { samples?: Sample[] }
  return (
    <section aria-label="What came of it" class="outcome">
      <h2>{job.title}</h2>
      <p>{counts.map(([name, value]) => `${value} ${COUNTED[name] ?? name}`).join(', ')}</p>
      <Samples job={job.id} samples={samples} />
      {lists
        .filter(([name]) => name !== 'samples')
        .map(([name, items]) => (
          <details key={name} open={name === 'skipped'}>
            <summary>
              {name}: {String(answer[`${name}Count`])}
            </summary>
            <ul>
              {items.map((item, at) => (
                <li key={at}>{Object.values(item).map(String).join(': ')}</li>
              ))}
            </ul>
          </details>
        ))}
      {said.length > 0 && (
        <details>
          <summary>What it said</summary>
          <ul>
            {said.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

type Sample = {
  readonly record: string
  readonly title: string
  readonly artist: string
  readonly rights: string
}

/** Some of the works that would come in, with a thumbnail where the picture is at hand. */
function Samples({ job, samples }: { job: number; samples: readonly Sample[] }) {
  return (
    <ul class="sheet" aria-label="Some of the works">
      {samples.map(({ record, title, artist, rights }, at) => (
        <li key={record} class="card">
          <img
            src={`/desk/sample/${job}/${at}`}
            alt=""
            onError={(event) => event.currentTarget.remove()}
          />
          <span class="card-title">{title || record}</span>
          <span class="card-line">{artist}</span>
          <span class="card-note">
            {rights.replace(/^https?:\/\//, '') || 'says nothing of rights'}
          </span>
        </li>
      ))}
    </ul>
  )
}
