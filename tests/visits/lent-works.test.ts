import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../browser/open-chromium.ts'
import { type Museum, openMuseum } from './open-museum.ts'
import { changeAnswers, farAway, press, type Visit, visit } from './visit.ts'

const STATEMENT =
  'Courtesy of the Collection of Painted Likenesses, lent by the heirs of the estate of Maria van ' +
  'der Velde; reproduced under licence, all further use to be agreed with the lender beforehand, ' +
  'in writing.'
const FORMATS = {
  'portrait format': { width: 1080, height: 1920 },
  'landscape format': { width: 1920, height: 1080 },
  'a phone': { width: 390, height: 844 },
} as const

let museum: Museum
let browser: Browser

beforeAll(async () => {
  museum = await openMuseum()
  browser = await openChromium({ fakeCamera: museum.sitterClip })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await museum?.close()
})

/** An answer whose every label has the statement. */
function lent(answer: string): string {
  return answer.replaceAll('"requiredStatement":""', `"requiredStatement":"${STATEMENT}"`)
}

/** So many labels are up, each with its statement, none reaching into other words or off the wall. */
async function expectStatements({ page }: Visit, scene: string, labels: number): Promise<void> {
  const statements = page.locator('.label-statement:visible')
  await statements.nth(labels - 1).waitFor()
  expect(await statements.allTextContents(), scene).toEqual(Array(labels).fill(STATEMENT))
  const faults = await page.locator('.label').evaluateAll((all) => {
    const boxOf = (of: Element) => of.getBoundingClientRect()
    const others = [...document.querySelectorAll('.ways, .small-row, .invitation, .instruction')]
    return all.flatMap((label) => {
      const [box, last] = [boxOf(label), label.lastElementChild]
      const bottom = last === null ? box.bottom : boxOf(last).bottom
      const met = others.filter((other) => {
        const { top, left, right } = boxOf(other)
        return left < box.right && right > box.left && top > box.top && top < bottom - 1
      })
      // A phone's words scroll.
      const isOff = innerWidth > 700 && bottom > innerHeight
      return [...met.map(({ className }) => className), ...(isOff ? ['the edge of the wall'] : [])]
    })
  })
  expect(faults, `${scene}: what labels reach into`).toEqual([])
}

describe.each(Object.entries(FORMATS))('a lent work on a screen in %s', (_, viewport) => {
  it('[LK9] shows what its lender requires in every scene that labels it', async () => {
    const kiosk = await visit(browser, museum.address, {
      viewport,
      settings: { faceHeldMs: 30_000 },
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
    await kiosk.scene('cabinet')
    await kiosk.page.locator('.cabinet-wall .head').first().click()
    await kiosk.page.locator('.pair-host .layer-ready').first().waitFor({ state: 'attached' })
    await expectStatements(kiosk, 'cabinet', 2)
    await kiosk.close()
  })

  it('[LK9] shows it where nothing is near', async () => {
    const kiosk = await visit(browser, museum.address, {
      viewport,
      before: (context) => changeAnswers(context, (answer) => farAway(lent(answer))),
    })
    await kiosk.scene('attract')
    await press(kiosk.page, 'Find your likeness')
    await press(kiosk.page, 'With my face')
    await expectStatements(kiosk, 'nothing near', 3)
    await kiosk.close()
  })
})
