import { readFile } from 'node:fs/promises'

/** A benchmark's figures: flat, named with their units. */
export type Figures = Readonly<Record<string, string | number>>

/** How long it took, in milliseconds. */
export function timed(work: () => unknown): number {
  const startMs = performance.now()
  work()
  return performance.now() - startMs
}

/** How long each of the answers took, one after the other, in milliseconds. */
export async function timedEach<Question>(
  questions: readonly Question[],
  answer: (question: Question) => unknown,
): Promise<number[]> {
  const tookMs: number[] = []
  for (const question of questions) {
    const startMs = performance.now()
    await answer(question)
    tookMs.push(performance.now() - startMs)
  }
  return tookMs
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] as number
}

/** What processes have computed so far, in seconds; NaN where there is no /proc to tell it. */
export async function processorSeconds(pids: readonly number[]): Promise<number> {
  try {
    const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')))
    // After the name in brackets: user and system time are the 12th and 13th field, in hundredths.
    const ticks = stats.map((stat) => {
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(fields[11]) + Number(fields[12])
    })
    return ticks.reduce((sum, each) => sum + each, 0) / 100
  } catch {
    return Number.NaN
  }
}
