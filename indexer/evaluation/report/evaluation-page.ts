import escapeHtml from 'escape-html'
import { type Interval, RESAMPLES } from '../bootstrap.ts'
import type { Evaluation } from '../evaluate.ts'
import { decimal, span } from '../tables.ts'
import type { EvaluationExamples } from './examples.ts'

import { PAGE_STYLE } from './page-style.ts'
import { retrievalSection } from './retrieval-section.ts'
import { visitorsSection } from './visitors-section.ts'

/** The whole evaluation as one HTML page that needs nothing beside it. */
export function evaluationPage(
  evaluation: Evaluation,
  examples: EvaluationExamples,
  madeAt: Date,
): string {
  const { galleryId, pairs, sitters, visitors, variations } = evaluation
  const [pendant] = evaluation.contenders
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Pendant: how well the gallery matches</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>How well the gallery matches</h1>
<p class="made">${escapeHtml(`${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`)}, gallery <span class="id">${escapeHtml(galleryId)}</span>, ${pendant?.enrolled.length ?? 0} portraits</p>
<dl class="counts">
${headlines(evaluation).join('\n')}
</dl>
</header>
<main>
<section aria-label="How to read this page">
<p>Under each figure stands its 95 % interval: the people measured are drawn anew ${RESAMPLES.toLocaleString('en-GB')} times, each with all of their pictures, and the figure lies in the interval in 95 of 100 such draws. Where two intervals overlap widely, the difference may be chance.${variations > 0 ? ` Each picture was also turned, dimmed, blurred and shrunk in ${variations} ${variations === 1 ? 'way' : 'ways'}; these count as further probes of the same person.` : ''}</p>
<p>This page holds the photographs it was measured with. Hand it on only where they may be handed on.</p>
</section>
${pairs ? retrievalSection(PAIRS, pairs, examples.pairs) : ''}
${sitters ? retrievalSection(SITTERS, sitters, examples.sitters) : ''}
${visitors ? visitorsSection(visitors, examples.hubs) : ''}
</main>
</body>
</html>
`
}

const PAIRS = {
  id: 'pairs',
  title: 'From a photograph to the work',
  story:
    'A photograph of somebody the gallery shows is looked up, and the rank of the work that shows them is noted, all works ordered by their nearest face. Other works of the same person do not take part.',
}

const SITTERS = {
  id: 'sitters',
  title: 'From a work to the same sitter elsewhere',
  story:
    "A work's largest face is looked up, and the rank of another work of the same sitter is noted. The work itself and the sitter's further works do not take part.",
}

function headlines({ pairs, sitters, visitors }: Evaluation): string[] {
  const mrr = [
    ['from photograph to work, mean reciprocal rank', pairs],
    ['from work to work of one sitter, mean reciprocal rank', sitters],
  ] as const
  const retrieval = mrr.flatMap(([name, measured]) => {
    const report = measured?.reports.pendant
    return report ? [headline(name, decimal(report.mrr), span(report.intervals.mrr))] : []
  })
  const hubness = visitors?.reports.pendant?.hubness
  if (!hubness) return retrieval
  const { differentFirstMatches, mostFrequentShare, probes, intervals } = hubness
  return [
    ...retrieval,
    headline(
      `different portraits come first for ${probes} photographs`,
      String(differentFirstMatches),
      span(intervals.differentFirstMatches, 0),
    ),
    headline(
      'of them are answered by the most frequent portrait',
      `${decimal(mostFrequentShare * 100, 1)} %`,
      span(inPercent(intervals.mostFrequentShare), 1),
    ),
  ]
}

function inPercent([low, high]: Interval): Interval {
  return [low && low * 100, high && high * 100]
}

function headline(name: string, value: string, interval: string): string {
  return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}<small>${escapeHtml(interval)}</small></dd></div>`
}
