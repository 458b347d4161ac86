import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { replaceFile } from '../../embeddings/store/replace-file.ts'
import { withCatalogue } from '../catalogue/catalogue.ts'
import { currentPipelineVersion, modelDigests } from '../faces/pipeline-version.ts'
import { judgeWorks } from '../gallery/choose-portraits.ts'
import { contactSheet } from '../report/contact-sheet.ts'
import { reportCounts } from '../report/counts.ts'
import { reportPage } from '../report/report-page.ts'
import type { CommandContext } from '../terminal/command-context.ts'

export function registerReportCommand(program: Command, context: CommandContext): void {
  program
    .command('report')
    .description('write one HTML page: what was found, what was left out and why, every face')
    .option('--out <file>', 'where to write it (default: report.html in the data folder)')
    .action(async ({ out }: { out?: string }) => {
      const paths = context.paths()
      const file = resolve(out ?? join(paths.data, 'report.html'))
      await withCatalogue(paths.catalogue, async (catalogue) => {
        const verdicts = [...judgeWorks(catalogue, currentPipelineVersion(await modelDigests()))]
        const counts = reportCounts(verdicts, catalogue.works.withdrawn())
        const sheet = await contactSheet(paths, verdicts, context.signal)
        await replaceFile(file, reportPage(counts, sheet, new Date()))
        const { works, faces, portraits, skipped, wantLargerScan } = counts
        context.answer({ file, works, faces, portraits, skipped, wantLargerScan }, [
          `${works} works, ${faces} faces, ${portraits} portraits, ${skipped.length} works skipped: ${file}`,
          ...(wantLargerScan.length === 0
            ? []
            : [`${wantLargerScan.length} works want a larger scan; the page lists them.`]),
        ])
      })
    })
}
