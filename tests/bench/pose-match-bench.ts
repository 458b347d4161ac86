import { startServer } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { openLogger } from '../../server/web/logger.ts'
import { openChromium } from '../browser/open-chromium.ts'
import { watchPageThread } from '../browser/page-thread.ts'
import { builtKiosk } from '../built-kiosk.ts'
import { turningVisitor } from '../turning-visitor.ts'
import { noteMovement } from '../visits/note-movement.ts'
import { press, visit } from '../visits/visit.ts'
import type { Figures } from './figures.ts'

const WATCHED_MS = 10_000
/** The invitation stays in one language, so that it can be pressed at once. */
const IN_ENGLISH = { languages: ['en'], dwellMs: 0 }

/**
 * Portraits that answer a shaken head, in the exhibit itself, over the gallery in PENDANT_DATA (by
 * default `data`, as `npm start` makes it): changes a second on the screen, beside the
 * frames that were read: no portrait can answer more.
 */
export async function poseMatchBench(): Promise<Figures> {
  const parsed = parseConfig({
    PORT: '0',
    PENDANT_DATA: process.env.PENDANT_DATA ?? 'data',
    PENDANT_KIOSK: await builtKiosk(),
  })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const server = await startServer({ ...parsed.config, log: openLogger('silent') })
  const { fast } = await turningVisitor()
  const browser = await openChromium({ fakeCamera: fast })
  try {
    const kiosk = await visit(browser, `http://localhost:${server.port}`, {
      settings: IN_ENGLISH,
      async before(context) {
        // tsx names inner functions through a helper that a page does not have.
        await context.addInitScript('globalThis.__name = (named) => named')
        await context.addInitScript(noteMovement)
      },
    })
    const { page } = kiosk
    await kiosk.scene('attract')
    await press(page, 'Find your likeness')
    await press(page, 'With my face')
    await press(page, 'Move like me')
    await kiosk.scene('moving')
    await page.locator('.pose-match[data-portrait-id]').waitFor()
    const marks = { from: 'watch-began', to: 'watch-ended' }
    const { result, thread } = await watchPageThread(browser, page, marks, () =>
      page.evaluate(countChanges, WATCHED_MS),
    )
    const seconds = WATCHED_MS / 1000
    return {
      'portraits shown': result.portraits,
      'frames read a second': result.readings / seconds,
      'portrait changes a second on the screen': result.changes / seconds,
      'requests meanwhile': result.requests,
      "longest task of the page's thread, ms": thread.longestTaskMs,
    }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Runs in the page: counts for so long what is read, and how often another portrait is drawn. */
async function countChanges(watchedMs: number) {
  const mover = document.querySelector('.pose-match')
  if (mover === null) throw new Error('No portraits move here.')
  let changes = 0
  const seen = new Set<string>()
  const observer = new MutationObserver((mutations) => {
    for (const { target } of mutations) {
      const { portraitId } = (target as HTMLElement).dataset
      if (portraitId === undefined) continue
      changes++
      seen.add(portraitId)
    }
  })
  observer.observe(mover, { attributeFilter: ['data-portrait-id'] })
  const before = window.movingNotes.readings.length
  const asked = performance.getEntriesByType('resource').length
  performance.mark('watch-began')
  await new Promise((resolve) => setTimeout(resolve, watchedMs))
  performance.mark('watch-ended')
  observer.disconnect()
  return {
    changes,
    portraits: seen.size,
    readings: window.movingNotes.readings.length - before,
    requests: performance.getEntriesByType('resource').length - asked,
  }
}
