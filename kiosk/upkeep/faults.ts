/** Something that whoever looks after the kiosk should know, as the operator panel tells it. */
export type Fault = {
  /** When it happened last. */
  readonly at: Date
  readonly text: string
  /** How often in a row. */
  readonly times: number
}

/** The last faults of this page; older ones are forgotten. They hold nothing of a visitor. */
export interface Faults {
  /** Something that should never happen. */
  note(problem: unknown): void
  /**
   * Something that does happen, and that a new page would not cure: it is told, and not counted.
   */
  remark(text: string): void
  /** Newest first. */
  readonly last: readonly Fault[]
  /** How many were noted, repeated ones too, since a time. */
  countSince(time: Date): number
}

const KEPT = 40
/** Messages of errors are for people; more than this is a page of somebody's HTML. */
const LONGEST_TEXT = 300

/** Keeps faults in memory only: what is written nowhere cannot be found by anybody later. */
export function createFaults(now: () => Date): Faults {
  let last: readonly Fault[] = []
  let noted: readonly Date[] = []

  function remark(text: string): void {
    const at = now()
    const [newest, ...older] = last
    last =
      newest?.text === text
        ? [{ at, text, times: newest.times + 1 }, ...older]
        : [{ at, text, times: 1 }, ...last].slice(0, KEPT)
  }

  return {
    note(problem) {
      remark(textOf(problem))
      noted = [now(), ...noted].slice(0, KEPT)
    },
    remark,
    get last() {
      return last
    },
    countSince: (time) => noted.filter((at) => at >= time).length,
  }
}

/** What an error says of itself, without where in the code it was or what it had in hand. */
function textOf(problem: unknown): string {
  const said = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)
  const [line = ''] = said.split('\n')
  return line.slice(0, LONGEST_TEXT)
}

/** Notes whatever nobody caught. */
export function listenForFaults(faults: Faults): void {
  addEventListener('error', (event) => {
    // Pictures that do not load have no error; what shows them deals with that.
    if (event instanceof ErrorEvent) faults.note(event.error ?? event.message)
  })
  addEventListener('unhandledrejection', ({ reason }) => faults.note(reason))
}
