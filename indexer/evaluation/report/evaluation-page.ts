import {
  type Markup,
  markup,
  reportDocument,
  type Table,
  tableMarkup,
} from '../../report/markup.ts'
import type { Evaluation } from '../evaluate.ts'
import { METHOD_NAMES } from '../methods/methods.ts'
import type { RetrievalMeasurement } from '../retrieval/retrieval.ts'
import { RESAMPLES } from '../statistics/bootstrap.ts'
import type { VisitorsMeasurement } from '../visitors/measure-visitors.ts'
import type { EvaluationExamples, Example, ExampleRows, Hub, Shown } from './examples.ts'
import { cmcPlot, distancePlots, firstMatchPlot, occurrencePlot } from './plots.ts'
import { cellOf, inOrder, type NamedFigures, retrievalTables, visitorTables } from './tables.ts'

/** The whole evaluation as one HTML page that needs nothing beside it. */
export function evaluationPage(
  evaluation: Evaluation,
  examples: EvaluationExamples,
  madeAt: Date,
): string {
  const { galleryId, pairs, sitters, visitors, variations } = evaluation
  const portraits = evaluation.methods[0]?.enrolled.length ?? 0
  const ways = `${variations} ${variations === 1 ? 'way' : 'ways'}`
  return reportDocument(
    {
      title: 'Pendant: how well the gallery matches',
      heading: 'How well the gallery matches',
      madeAt,
    },
    {
      about: markup`, gallery <span class="id">${galleryId}</span>, ${portraits} portraits`,
      counts: headlines(evaluation),
    },
    [
      markup`<section aria-label="How to read this page">
<p>Under each figure stands its 95 % interval: the people measured are drawn anew ${RESAMPLES.toLocaleString('en-GB')} times, each with all of their pictures, and the figure lies in the interval in 95 of 100 such draws. Where two intervals overlap widely, the difference may be chance.${variations > 0 && ` Each picture was also turned, dimmed, blurred and shrunk in ${ways}; these count as further probes of the same person.`}</p>
<p>This page holds the photographs it was measured with. Hand it on only where they may be handed on.</p>
</section>`,
      pairs &&
        retrievalSection(
          'From a photograph to the work',
          'A photograph of somebody the gallery shows is looked up, and the rank of the work that shows them is noted, all works ordered by their nearest face. Other works of the same person do not take part.',
          pairs,
          examples.pairs,
        ),
      sitters &&
        retrievalSection(
          'From a work to the same sitter elsewhere',
          "A work's largest face is looked up, and the rank of another work of the same sitter is noted. The work itself and the sitter's further works do not take part.",
          sitters,
          examples.sitters,
        ),
      visitors && visitorsSection(visitors, examples.hubs),
    ],
  )
}

function headlines({ pairs, sitters, visitors }: Evaluation): (readonly [string, Markup])[] {
  const hubness = visitors?.reports.pendant?.hubness
  return [
    ...headline('from photograph to work, mean reciprocal rank', pairs?.reports.pendant, 'mrr'),
    ...headline(
      'from work to work of one sitter, mean reciprocal rank',
      sitters?.reports.pendant,
      'mrr',
    ),
    ...headline(
      `different portraits come first for ${hubness?.probes} photographs`,
      hubness,
      'differentFirstMatches',
      0,
    ),
    ...headline(
      'share of them that the most frequent portrait answers',
      hubness,
      'mostFrequentShare',
    ),
  ]
}

function headline<Key extends string>(
  name: string,
  figures: NamedFigures<NoInfer<Key>> | undefined,
  key: Key,
  digits?: number,
): (readonly [string, Markup])[] {
  if (!figures) return []
  const { figure, interval } = cellOf(figures, key, digits)
  return [[name, markup`${figure}<small>${interval}</small>`]]
}

/** A list of pairs: tables, the cumulative match curve, and single probes to look at. */
function retrievalSection(
  title: string,
  story: string,
  measured: RetrievalMeasurement,
  examples: ExampleRows | undefined,
): Markup {
  const { people = 0, probes = 0 } = measured.reports.pendant ?? {}
  const [figures, ...others] = retrievalTables(measured)
  return markup`<section>
<h2>${title}</h2>
<p>${story} ${probes} probes of ${people} people.</p>
<ul class="notes">${measured.missingWorks.map(
    ({ workId, reason }) =>
      markup`<li><span class="id">${workId}</span> is ${reason}; looking for it counts as not found.</li>`,
  )}</ul>
<div class="beside">${figures && tableMarkup(figures)}${cmcPlot(measured)}</div>
<p>The same probes are compared, person by person: an interval that does not hold 0 is a difference that is hardly chance. People fall into a half by their name.</p>
<div class="beside">${others.map(tableMarkup)}</div>
${examples && exampleRows(examples)}
</section>`
}

/** Photographs of anybody: how first matches spread, how steady they are, whom they serve. */
function visitorsSection(measured: VisitorsMeasurement, hubs: readonly Hub[]): Markup {
  const { photos, people, unreadable } = measured
  const tables = visitorTables(measured)
  const part = (
    title: string,
    all: readonly Table[],
    ...more: readonly Markup[]
  ): Markup | undefined =>
    all.length === 0 ? undefined : markup`<h3>${title}</h3>${more}${all.map(tableMarkup)}`
  return markup`<section>
<h2>Anybody who stands in front of it</h2>
<p>${photos} photographs of ${people} people, whether or not the gallery shows them. ${
    unreadable.length > 0 && `${unreadable.length} could not be read. `
  }No match is right or wrong here; a good gallery gives different people different portraits, and the same person the same one.</p>
${part('Do different people get different portraits?', tables.spread)}
<div class="plots">${firstMatchPlot(measured)}${occurrencePlot(measured)}</div>
<h4>Pendant's most frequent first matches</h4>
<div class="hubs">${hubs.map((hub) => picture(hub, `${hub.count} of ${hub.probes} photographs`))}</div>
${part('Does the same person get the same portrait?', tables.steadiness, ...clipStrips(measured))}
${part('Are people told apart?', tables.apart)}
<div class="plots">${distancePlots(measured)}</div>
${part('Do the words for a match keep to the truth?', tables.told)}
${part(
  'Is everybody served alike?',
  tables.groups,
  markup`<p>A check of fairness only: matching knows nothing of any group. A larger distance of the first match means that the collection shows fewer faces like theirs. Groups of fewer than five people are put together. The gap is between the groups that differ most, so among many groups there always is one.</p>`,
)}
</section>`
}

/** Films of one head as strips, a colour a portrait: what a visitor would see from look to look. */
function clipStrips({ clips }: VisitorsMeasurement): Markup[] {
  return inOrder(clips).flatMap(([name, films]) =>
    films.flatMap(({ name: film, single, averaged }) =>
      [single, averaged].map((matches, i) => {
        const order = [...new Set(matches)]
        const what = `${film}, ${METHOD_NAMES[name]}, ${i === 0 ? 'each look by itself' : 'averaged'}`
        const looks = matches.map((id, at) => {
          const hue = ((order.indexOf(id) * 137.5 + 42) % 360).toFixed(0)
          return markup`<rect x="${at * 16}" width="15" height="22" fill="hsl(${hue} 45% 62%)"/>`
        })
        return markup`<figure class="wide"><svg width="${matches.length * 16}" height="22" role="img" aria-label="${`${order.length} portraits over ${matches.length} looks`}">${looks}</svg><figcaption>${what}</figcaption></figure>`
      }),
    ),
  )
}

function exampleRows(examples: ExampleRows): Markup {
  const titles = { best: 'The best', median: 'The middle', worst: 'The worst' } as const
  return markup`${(['best', 'median', 'worst'] as const).map(
    (row) =>
      markup`<h3>${titles[row]}</h3><div class="examples">${examples[row].map(example)}</div>`,
  )}`
}

function example({ person, probe, right, rank, first }: Example): Markup {
  const found = rank === undefined ? 'cannot be found' : `comes at rank ${rank}`
  return markup`<div class="example">
${picture(probe, person)}
${picture(right, `the work: ${found}`, 'right')}
<div class="gap"></div>
${first.map((match, i) => picture(match, `match ${i + 1}`, match.isRight ? 'right' : ''))}
</div>`
}

/** A thumbnail with what it is, and whose it is, beneath. */
function picture({ thumbnail, title, artist }: Shown, what: string, kind = ''): Markup {
  const image =
    'image' in thumbnail
      ? markup`<img src="${thumbnail.image}" alt="${title ? `${title}, ${what}` : what}">`
      : markup`<p class="missing">${thumbnail.problem}</p>`
  return markup`<figure class="${kind}">${image}<figcaption><strong>${what}</strong>${title && markup`<cite>${title}</cite><br>`}${artist}</figcaption></figure>`
}
