import { useEffect, useRef, useState } from 'preact/hooks'
import type { PortraitMatch } from '../../embeddings/gallery/portrait.ts'
import { pendantApi } from '../../server/contract/api-client.ts'
import type { DeskAnswers, GroupNearnessView } from '../../server/contract/desk.ts'
import { offerFile } from '../atlas/export-works.ts'
import { bitmapWithin } from '../camera/within.ts'
import { pictureAt } from './card-view.tsx'
import type { DeskClient } from './desk-client.ts'

type Grouped = DeskAnswers['missing-groups']
type Probe = Grouped['probes'][number]
type Looked = { readonly probe: Probe; readonly match: PortraitMatch | null }
type LeftOut = Grouped['leftOut'][number]
type Report = DeskAnswers['missing-figures'] & {
  readonly looked: readonly Looked[]
  readonly leftOut: readonly LeftOut[]
}

const TABLE = /\.(csv|tsv)$/i
const PICTURE = /\.(jpe?g|png|webp|tiff?|gif|avif)$/i
const ASK_AGAIN_MS = 2_000
const TRIES = 30

/**
 * Photographs of people, in the curator's own groups, compared with the gallery on show. Each is
 * sent to be matched as a visitor's is, in memory alone; groups and figures are gone with the page.
 */
export function WhoIsMissing({ client }: { client: DeskClient }) {
  const [files, setFiles] = useState<ReadonlyMap<string, File>>(new Map())
  const [grouped, setGrouped] = useState<Grouped | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [problem, setProblem] = useState('')
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const fail = (error: Error) => setProblem(error.message)

  async function choose(chosen: ReadonlyMap<string, File>, column: string): Promise<void> {
    setFiles(chosen)
    setGrouped(null)
    setReport(null)
    setProblem('')
    const table = [...chosen].find(([path]) => TABLE.test(path))?.[1]
    const pictures = [...chosen.keys()].filter((path) => PICTURE.test(path))
    const answer = await client.ask('missing-groups', {
      files: pictures,
      ...(table ? { table: await table.text() } : {}),
      ...(column ? { column } : {}),
    })
    setGrouped(answer)
  }

  async function look({ probes, leftOut }: Grouped): Promise<void> {
    stop.current = new AbortController()
    const { signal } = stop.current
    const [looked, unread]: [Looked[], LeftOut[]] = [[], [...leftOut]]
    setReport(null)
    setProblem('')
    for (const probe of probes) {
      setDone(looked.length + unread.length - leftOut.length)
      const file = files.get(probe.file) as File
      const outcome = await nearestTo(file, signal)
      if (signal.aborted) return
      if ('reason' in outcome) unread.push({ file: probe.file, reason: outcome.reason })
      else looked.push({ probe, match: outcome.match })
    }
    if (looked.length === 0) throw new Error(`No photograph could be read: ${unread[0]?.reason}`)
    const figures = await client.ask('missing-figures', {
      probes: looked.map(({ probe: { group, person }, match }) => ({
        group,
        person,
        first: match && {
          similarity: match.similarity,
          distance: Math.sqrt(match.squaredDistance),
        },
      })),
    })
    setReport({ ...figures, looked, leftOut: unread })
  }

  const groups = new Set(grouped?.probes.map(({ group }) => group))
  return (
    <>
      <p class="prose">
        Choose a folder of photographs, with a folder in it for each group, or with a table (file,
        group and, if one person has several photographs, person). The photographs are compared with
        the gallery on show one by one, in memory: nothing of them or of the groups is kept, on this
        server or anywhere else, and all of it is gone when you leave this page.
      </p>
      <FolderChoice onChoose={(chosen, column) => choose(chosen, column).catch(fail)} />
      <p role="alert" class="problem">
        {problem}
      </p>
      {grouped && done === null && (
        <p class="job-words">
          <button
            type="button"
            onClick={() =>
              look(grouped)
                .catch(fail)
                .finally(() => setDone(null))
            }
          >
            Compare {grouped.probes.length} photographs in {groups.size} groups
          </button>
        </p>
      )}
      {done !== null && grouped && (
        <p class="job-words">
          <progress aria-label="Compared" value={done} max={grouped.probes.length} />
          <span role="status">
            {done} of {grouped.probes.length}
          </span>
          <button type="button" onClick={() => stop.current.abort()}>
            Stop
          </button>
        </p>
      )}
      {grouped && !report && <LeftOutList leftOut={grouped.leftOut} />}
      {report && <ReportView report={report} files={files} />}
    </>
  )
}

function FolderChoice(props: {
  onChoose: (files: ReadonlyMap<string, File>, column: string) => void
}) {
  const folder = useRef<HTMLInputElement>(null)
  const table = useRef<HTMLInputElement>(null)
  const column = useRef<HTMLInputElement>(null)
  const tell = () => {
    const files = [...(folder.current?.files ?? [])].map((file): [string, File] => [
      file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
      file,
    ])
    const own = table.current?.files?.[0]
    if (files.length === 0) return
    // A table that is chosen by itself stands before one in the folder.
    const others = own ? files.filter(([path]) => !TABLE.test(path)) : files
    props.onChoose(
      new Map(own ? [[own.name, own], ...others] : others),
      column.current?.value ?? '',
    )
  }
  useEffect(() => {
    folder.current?.setAttribute('webkitdirectory', '')
  }, [])
  return (
    <div class="missing-choice">
      <label>
        The folder of photographs
        <input ref={folder} type="file" multiple onChange={tell} />
      </label>
      <label>
        A table of groups, if it lies elsewhere
        <input ref={table} type="file" accept=".csv,.tsv" onChange={tell} />
      </label>
      <label>
        The table’s column of groups, if it is not “group”
        <input ref={column} onChange={tell} />
      </label>
    </div>
  )
}

/** The first match of a photograph's largest face; null without a face. */
async function nearestTo(
  file: File,
  signal: AbortSignal,
): Promise<{ match: PortraitMatch | null } | { reason: string }> {
  const api = pendantApi(location.origin)
  let face: { face?: number } = {}
  for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
    const answer = await api.matchPicture(file, { k: 1, ...face })
    if (answer.status === 'ok') return { match: answer.value.matches[0] ?? null }
    if (answer.status === 'unreachable') return { reason: answer.detail }
    const { code, retry, detail } = answer.problem
    if (code === 'no-face' || code === 'face-unfit') return { match: null }
    if (code === 'many-faces') face = { face: 1 }
    else if (retry === 'never') return { reason: detail }
    else await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
  return { reason: 'the server was too busy to look at it' }
}

const inHundred = (share: number | null): string =>
  share === null ? '–' : String(Math.round(share * 100))

function withInterval(
  value: number | null,
  [low, high]: readonly [number | null, number | null],
  words: (value: number | null) => string,
): string {
  return low === null || high === null
    ? words(value)
    : `${words(value)} (${words(low)}–${words(high)})`
}

function ReportView(props: { report: Report; files: ReadonlyMap<string, File> }) {
  const { report, files } = props
  const { groups, csv, howToRead, looked, leftOut } = report
  const withoutFace = looked.filter(({ match }) => !match)
  const distance = (value: number | null) => (value === null ? '–' : value.toFixed(2))
  return (
    <div class="missing-report">
      <h2>How near the nearest portraits are</h2>
      <p class="prose">{howToRead}</p>
      <div class="wide">
        <Chart groups={groups} />
        <table>
          <caption>The farthest group first; in brackets, intervals of 95 %</caption>
          <thead>
            <tr>
              {[
                'group',
                'people',
                'photographs',
                'with a face',
                'similarity',
                'distance',
                'nothing near, in 100',
              ].map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((each) => (
              <tr key={each.group}>
                <th scope="row">{each.group}</th>
                <td>{each.people}</td>
                <td>{each.pictures}</td>
                <td>{each.faces}</td>
                <td>
                  {withInterval(each.medianSimilarity, each.intervals.medianSimilarity, inHundred)}
                </td>
                <td>
                  {withInterval(each.medianDistance, each.intervals.medianDistance, distance)}
                </td>
                <td>
                  {withInterval(each.nothingNearShare, each.intervals.nothingNearShare, inHundred)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="job-words">
        <button type="button" onClick={() => offerFile('who-is-missing.csv', 'text/csv', csv)}>
          Keep the figures as CSV
        </button>
      </p>
      <h2>The farthest of each group, beside the nearest portrait</h2>
      <ul class="pair-list">
        {groups.map(({ group }) => (
          <Example
            key={group}
            group={group}
            files={files}
            own={looked.filter(({ probe }) => probe.group === group)}
          />
        ))}
      </ul>
      <LeftOutList
        leftOut={[
          ...leftOut,
          ...withoutFace.map(({ probe }) => ({
            file: probe.file,
            reason: 'no face was found in it that could be compared',
          })),
        ]}
      />
    </div>
  )
}

const [ROW, LEFT, WIDE] = [28, 160, 700]

/** The similarity of each group: its interval as a line, the median as a dot. */
function Chart({ groups }: { groups: readonly GroupNearnessView[] }) {
  const across = (share: number) => LEFT + share * (WIDE - LEFT - 20)
  const high = groups.length * ROW
  const told = groups.map(
    ({ group, medianSimilarity, intervals }) =>
      `${group} ${withInterval(medianSimilarity, intervals.medianSimilarity, inHundred)}`,
  )
  return (
    <svg
      class="nearness"
      viewBox={`0 0 ${WIDE} ${high + 40}`}
      role="img"
      aria-label={`Similarity from 0 to 100: ${told.join('; ')}`}
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line class="nearness-grid" x1={across(share)} x2={across(share)} y1={0} y2={high} />
          <text x={across(share)} y={high + 18} text-anchor="middle">
            {share * 100}
          </text>
        </g>
      ))}
      <text x={across(0.5)} y={high + 36} text-anchor="middle">
        similarity
      </text>
      {groups.map(({ group, medianSimilarity, intervals }, at) => {
        const [low, up] = intervals.medianSimilarity
        const middle = (at + 0.5) * ROW
        return (
          <g key={group}>
            <text x={LEFT - 12} y={middle + 5} text-anchor="end">
              {group.length > 20 ? `${group.slice(0, 19)}…` : group}
            </text>
            {low !== null && up !== null && (
              <line
                class="nearness-interval"
                x1={across(low)}
                x2={across(up)}
                y1={middle}
                y2={middle}
              />
            )}
            {medianSimilarity !== null && (
              <circle cx={across(medianSimilarity)} cy={middle} r={6} />
            )}
          </g>
        )
      })}
    </svg>
  )
}

function Example(props: {
  group: string
  own: readonly Looked[]
  files: ReadonlyMap<string, File>
}) {
  const { group, own, files } = props
  const [farthest] = own
    .flatMap(({ probe, match }) => (match ? { probe, match } : []))
    .sort((a, b) => a.match.similarity - b.match.similarity)
  const file = farthest && files.get(farthest.probe.file)
  if (!farthest || !file) {
    return (
      <li>
        <p>{group}: no photograph with a face</p>
      </li>
    )
  }
  const { title, artist, date, crop, similarity } = farthest.match
  return (
    <li>
      <figure>
        <OwnPicture file={file} />
        <figcaption>{group}</figcaption>
      </figure>
      <figure>
        <img src={pictureAt(crop)} alt="" loading="lazy" />
        <figcaption>
          {title}
          <span class="card-line">{[artist, date].filter(Boolean).join(', ')}</span>
        </figcaption>
      </figure>
      <p class="card-note">similarity {inHundred(similarity)}</p>
    </li>
  )
}

const OWN_SIDE = 320
const READ_WITHIN_MS = 10_000

/** The middle of a photograph of this machine's, drawn here. */
function OwnPicture({ file }: { file: File }) {
  const place = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    bitmapWithin(READ_WITHIN_MS, 'A photograph', file).then(
      (bitmap) => {
        const side = Math.min(bitmap.width, bitmap.height)
        const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
        place.current
          ?.getContext('2d')
          ?.drawImage(bitmap, x, y, side, side, 0, 0, OWN_SIDE, OWN_SIDE)
        bitmap.close()
      },
      // A TIFF, say, which the server reads and this browser does not.
      () => undefined,
    )
  }, [file])
  return <canvas ref={place} width={OWN_SIDE} height={OWN_SIDE} />
}

function LeftOutList({ leftOut }: { leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null
  return (
    <details>
      <summary>Left out: {leftOut.length}</summary>
      <ul>
        {leftOut.map(({ file, reason }) => (
          <li key={file}>
            {file}: {reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
