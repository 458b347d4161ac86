import { useEffect, useState } from 'preact/hooks'
import type { JobView } from '../../server/contract/desk.ts'
import type { DeskClient } from './desk-client.ts'

/** The jobs as they go on, the latest first. */
export function useJobs(client: DeskClient): readonly JobView[] {
  const [jobs, setJobs] = useState<readonly JobView[]>([])
  useEffect(() => {
    const stop = client.hear('desk:job', ({ job }) =>
      setJobs((before) =>
        [job, ...before.filter(({ id }) => id !== job.id)].sort((a, b) => b.id - a.id),
      ),
    )
    client.ask('jobs', {}).then(
      ({ jobs }) => setJobs(jobs),
      () => undefined,
    )
    return stop
  }, [client])
  return jobs
}

const ACTIONS: Readonly<
  Partial<Record<JobView['state'], readonly ('pause' | 'resume' | 'cancel')[]>>
> = {
  waiting: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  failed: ['resume'],
}

/** Jobs with their pace and time left, and words to stop them or go on. */
export function JobsView(props: {
  client: DeskClient
  jobs: readonly JobView[]
  chosen?: number | undefined
  onChoose?: (job: JobView) => void
}) {
  const { client, jobs, chosen, onChoose } = props
  const [problem, setProblem] = useState('')
  const control = (job: JobView, action: 'pause' | 'resume' | 'cancel') => {
    setProblem('')
    client.ask('job-control', { job: job.id, action }).catch((error: Error) => {
      setProblem(error.message)
    })
  }
  return (
    <section class="jobs" aria-label="Work under way">
      <h2>Work under way</h2>
      <p role="alert" class="problem">
        {problem}
      </p>
      {jobs.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ul>
        {jobs.slice(0, 12).map((job) => (
          <li key={job.id} class={`job job-${job.state}`}>
            <h3>{job.title}</h3>
            <p>
              {job.state}, asked for by {job.by}
            </p>
            {job.state === 'running' && <JobProgress progress={job.progress} />}
            {job.state === 'failed' && <p class="problem">{job.said.at(-1)}</p>}
            <p class="job-words">
              {ACTIONS[job.state]?.map((action) => (
                <button key={action} type="button" onClick={() => control(job, action)}>
                  {action}
                </button>
              ))}
              {onChoose && job.answer && (
                <button
                  type="button"
                  aria-pressed={chosen === job.id}
                  onClick={() => onChoose(job)}
                >
                  what came of it
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function JobProgress({ progress }: { progress: JobView['progress'] }) {
  const { label = 'Starting', done = 0, total = 0, perSecond = 0, secondsLeft = null } = progress
  const parts = [
    `${label} ${total > 0 ? `${done} of ${total}` : done}`,
    perSecond > 0 ? `${perSecond.toFixed(1)} a second` : '',
    secondsLeft === null ? '' : `${duration(secondsLeft)} left`,
  ]
  return (
    <>
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      <p class="quiet">{parts.filter((part) => part !== '').join(' · ')}</p>
    </>
  )
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}
