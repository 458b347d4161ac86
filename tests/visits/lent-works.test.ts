import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORMATS, onEveryScreen } from '../browser/accessible.ts'
import { type SharedChromium, sharedChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { changeAnswers, farAway, press, type Visit, visit } from './visit.ts'

const STATEMENT =
  'Courtesy of the Collection of Painted Likenesses, lent by the heirs of the estate of Maria van ' +
  'der Velde; reproduced under licence, all further use to be agreed with the lender beforehand, ' +
  'in writing.'
let museum: Museum
let browser: SharedChromium

beforeAll(async () => {
  museum = await openMuseum()
  browser = await sharedChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

/** An answer whose every label has the statement. */
function lent(answer: string): string {
  return answer.replaceAll('"requiredStatement":""', `"requiredStatement":"${STATEMENT}"`)
}

/**
 * So many labels are up, each with its statement, none reaching into other words or off the wall.
 */
async function expectStatements({ page }: Visit, scene: string, labels: number): Promise<void> {
  await onEveryScreen(page, FORMATS, async (format) => {
    const statements = page.locator('.label-statement:visible')
    await statements.nth(labels - 1).waitFor()
    expect(await statements.allTextContents(), `${scene}, ${format}`).toEqual(
      Array(labels).fill(STATEMENT),
    )
    const faults = await page.locator('.label').evaluateAll(whatLabelsReachInto)
    expect(faults, `${scene}, ${format}: what labels reach into`).toEqual([])
  })
}

function whatLabelsReachInto(labels: readonly Element[]): string[] {
  const boxOf = (of: Element) => of.getBoundingClientRect()
  const others = [...document.querySelectorAll('.ways, .small-row, .invitation, .instruction')]
  return labels.flatMap((label) => {
    const [box, last] = [boxOf(label), label.lastElementChild]
    const end = last === null ? box.bottom : boxOf(last).bottom
    // A phone's words scroll above the ways: what is scrolled away reaches into nothing.
    const reading = label.closest('.reading')
    const bottom = reading === null ? end : Math.min(end, boxOf(reading).bottom)
    const met = others.filter((other) => {
      const { top, left, right } = boxOf(other)
      return left < box.right && right > box.left && top > box.top && top < bottom - 1
    })
    const isOff = innerWidth > 700 && bottom > innerHeight
    return [...met.map(({ className }) => className), ...(isOff ? ['the edge of the wall'] : [])]
  })
}

describe('a lent work, in portrait and landscape format and on a phone,', () => {
  it('[LK9] shows what its lender requires in every scene that labels it', async () => {
    const kiosk = await visit(browser, museum.address, {
      settings: { faceHeldMs: 600_000, idleMs: 600_000, mirrorIdleMs: 600_000 },
      before: (context) => changeAnswers(context, lent),
    })
    await kiosk.scene('attract')
    await expectStatements(kiosk, 'attract', 1)
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await kiosk.scene('live')
    await kiosk.page.getByRole('button', { name: 'See the whole painting' }).waitFor()
    await expectStatements(kiosk, 'live', 1)
    await press(kiosk.page, 'See the whole painting')
    await kiosk.scene('whole')
    await expectStatements(kiosk, 'whole', 1)
    await press(kiosk.page, 'Back')
    await press(kiosk.page, 'Without my face')
    await kiosk.scene('browse')
    await kiosk.page.locator('.browse-wall .head').first().click()
    await kiosk.page.locator('.pair-portrait .layer-ready').first().waitFor({ state: 'attached' })
    await expectStatements(kiosk, 'browse', 2)
    await kiosk.close()
  })

  it('[LK9] shows it where nothing is near', async () => {
    const kiosk = await visit(browser, museum.address, {
      settings: { idleMs: 600_000, mirrorIdleMs: 600_000 },
      before: (context) => changeAnswers(context, (answer) => farAway(lent(answer))),
    })
    await kiosk.scene('attract')
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await expectStatements(kiosk, 'nothing near', 3)
    await kiosk.close()
  })
})
