import { describe, expect, it } from 'vitest'
import { duration, progressText, showProgress } from '../../../indexer/terminal/progress.ts'

describe('progress', () => {
  it('says how many, how fast and how long still', () => {
    expect(progressText({ done: 312, total: 649, elapsedMs: 76_000 })).toBe(
      '312 of 649 · 4.1 a second · 1 min 22 s left',
    )
    expect(progressText({ done: 0, total: 9, elapsedMs: 500 })).toBe('0 of 9')
    expect(progressText({ done: 9, total: 9, elapsedMs: 3000 })).toBe(
      '9 of 9 · 3.0 a second · 3 s in all',
    )
  })

  it('tells time in words', () => {
    expect([0.4, 59.4, 60, 3599, 3660].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min 00 s',
      '59 min 59 s',
      '1 h 01 min',
    ])
  })

  it('is a plain line now and then where there is no terminal', () => {
    const { stream, written } = fakeStream(false)
    let now = 0
    const display = showProgress(stream, 'Describing', 100, () => now)
    for (let i = 0; i < 100; i++) {
      now += 250
      display.advance()
    }
    display.finish()
    expect(written.join('')).not.toContain('\u001b')
    expect(written).toHaveLength(3)
    expect(written.at(-1)).toBe('Describing 100 of 100 · 4.0 a second · 25 s in all\n')
  })

  it('is one line that is drawn over on a terminal, and notes stay above it', () => {
    const { stream, written } = fakeStream(true)
    const display = showProgress(stream, 'Describing', 2, () => 0)
    display.note('Skipped a')
    display.finish()
    expect(written[1]).toBe('\r\u001b[2KSkipped a\n')
    expect(written.filter((text) => text.endsWith('\n'))).toEqual([written[1], '\n'])
  })
})

function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = []
  const stream = { isTTY, columns: 100, write: (text: string) => written.push(text) }
  return { stream: stream as unknown as NodeJS.WriteStream, written }
}
