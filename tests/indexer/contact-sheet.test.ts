import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { drawnFace } from '../../embeddings/node/drawn-face.ts'
import { dataPaths } from '../../embeddings/store/data-paths.ts'
import type { WorkVerdict } from '../../indexer/gallery/choose-portraits.ts'
import { contactSheet } from '../../indexer/report/contact-sheet.ts'
import { reportCounts } from '../../indexer/report/counts.ts'
import { reportPage } from '../../indexer/report/report-page.ts'
import { A_WORK, aDescription, aFace } from './catalogue-records.ts'
import { scratchFolder } from './scratch-folder.ts'

it('a missing or damaged picture is a line on the contact sheet, and the others are shown', async () => {
  const paths = dataPaths(join(await scratchFolder(), 'data'))
  const verdicts = ['missing', 'damaged', 'sound'].map((id, i) => verdict(id, String(i)))
  await keep(paths.media('1'.repeat(64)), 'not a picture')
  await keep(paths.media('2'.repeat(64)), await drawnFace())

  const sheet = await contactSheet(paths, verdicts, new AbortController().signal)
  expect(sheet.map(({ workId, thumbnail }) => [workId, Object.keys(thumbnail)])).toEqual([
    ['missing', ['problem']],
    ['damaged', ['problem']],
    ['sound', ['width', 'height', 'image']],
  ])
  const html = reportPage(reportCounts(verdicts, []), sheet, new Date(0))
  expect(html.match(/<figure /g)).toHaveLength(3)
  expect(html.match(/cannot be read/g)).toHaveLength(2)
  expect(html.match(/<img /g)).toHaveLength(1)
})

it('works whose portraits hang smaller for want of pixels are listed, the smallest first', () => {
  const seen = (id: string, apart: number): WorkVerdict => {
    const of = verdict(id, '1')
    const eyes = [
      { x: 100, y: 100 },
      { x: 100 + apart, y: 100 },
    ] as const
    return {
      ...of,
      faces: of.faces.map((each) => ({ ...each, face: { ...each.face, eyes: [...eyes] } })),
    }
  }
  const verdicts = [seen('small', 40), seen('large', 61), seen('tiny', 22)]
  const hidden = { ...seen('hidden', 12), skipped: 'hidden by Ada' }
  const counts = reportCounts([...verdicts, hidden], [])
  expect(counts.wantLargerScan.map(({ workId, eyesPx }) => [workId, eyesPx])).toEqual([
    ['tiny', 22],
    ['small', 40],
  ])
  expect(reportPage(counts, [], new Date(0))).toContain('22 pixels between the eyes')
})

function verdict(id: string, digit: string): WorkVerdict {
  const face = aFace(1)
  const described = aDescription(face)
  return {
    work: { ...A_WORK, id },
    described: { ...described, picture: { ...described.picture, digest: digit.repeat(64) } },
    faces: [{ face, reason: undefined, isDoubted: false, categories: [] }],
    doubted: [],
    skipped: undefined,
  }
}

async function keep(file: string, bytes: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
}
