import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

type Format = { readonly width: number; readonly height: number }

/** The screens that everything has to fit on. */
export const FORMATS = {
  'portrait format': { width: 1080, height: 1920 },
  'landscape format': { width: 1920, height: 1080 },
  'a phone': { width: 390, height: 844 },
} as const satisfies Readonly<Record<string, Format>>

/** Turns and shrinks the screen, and checks what has come up on each. The last format stays. */
export async function onEveryScreen(
  page: Page,
  formats: Readonly<Record<string, Format>>,
  check: (format: string) => Promise<void>,
): Promise<void> {
  for (const [format, size] of Object.entries(formats)) {
    await page.setViewportSize(size)
    await hasComeUp(page)
    await check(format)
  }
}

/**
 * Waits until the page has laid itself out and nothing on it moves any more, but what moves for
 * ever.
 */
export async function hasComeUp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A frame for the layout that a new size asks for, one for the transitions it starts.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.all(passing.map(({ finished }) => finished.catch(() => null)))
  })
}

type AxeReport = { violations: { id: string; nodes: { html: string }[] }[] }

/** The rules that the page breaks of those axe knows, with what breaks them; none is well. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await readFile(AXE, 'utf8'))
  const { violations } = (await page.evaluate('axe.run()')) as AxeReport
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
