import { useState } from 'preact/hooks'
import { mediaPath } from '../../server/contract/http.ts'
import type { AtlasLocale } from '../messages/selfie-locale.ts'
import { labelWords } from '../parts/label-words.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { AtlasMap, AtlasServer, Placed } from './fetch-atlas.ts'
import { regionName } from './region-words.ts'

/** Portraits of a region that are listed. */
const LISTED = 40

/** The regions of the map as headings, each with its portraits from its middle outwards. */
export function AtlasList(props: {
  readonly map: AtlasMap
  readonly spoken: AtlasLocale
  readonly server: AtlasServer
  /** The browser cannot draw the map. */
  readonly isForced: boolean
  readonly onBack: () => void
}) {
  const { map, spoken, server, isForced, onBack } = props
  const { words, messages } = spoken
  const regions = map.answer.regions
    .map((region, number) => ({ ...region, number }))
    .sort((a, b) => b.portraits - a.portraits)
  return (
    <div class="atlas-list">
      <h1 class="atlas-title">{words.title}</h1>
      <p class="atlas-lead">
        {isForced ? words.sorry.noDrawing : words.lead(map.answer.portraits)}
      </p>
      {isForced ? null : <WordButton onPress={onBack}>{words.ways.map}</WordButton>}
      {regions.map(({ number, words: telling }) => (
        <Region
          key={number}
          name={regionName(telling, messages, words.region.unnamed)}
          open={async () => (await server.portraits(nearestTo(map, number))) ?? []}
          spoken={spoken}
        />
      ))}
    </div>
  )
}

function Region(props: {
  readonly name: string
  readonly open: () => Promise<readonly Placed[]>
  readonly spoken: AtlasLocale
}) {
  const { name, open, spoken } = props
  const [placed, setPlaced] = useState<readonly Placed[]>([])
  return (
    <details
      class="atlas-region"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && placed.length === 0) void open().then(setPlaced)
      }}
    >
      <summary>
        <h2>
          <bdi>{name}</bdi>
        </h2>
      </summary>
      <ul class="atlas-listed">
        {placed.map(({ portrait }) => {
          const { title, artist, statement } = labelWords(portrait.label, spoken.messages, 'name')
          return (
            <li key={portrait.portraitId}>
              <a href={`/p/${encodeURIComponent(portrait.portraitId)}`}>
                <img
                  src={mediaPath(portrait.crop.digest)}
                  width={portrait.crop.width}
                  height={portrait.crop.height}
                  alt=""
                  loading="lazy"
                />
                <span>
                  <bdi>{artist}</bdi>, <cite>{title}</cite>
                </span>
              </a>
              {statement === '' ? null : (
                <p class="label-statement">
                  <bdi>{statement}</bdi>
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** The positions nearest to a region's middle and nearer to it than to any other's. */
function nearestTo({ answer, layouts }: AtlasMap, region: number): number[] {
  const points = layouts.find(({ name }) => name === 'likeness')?.points ?? new Float32Array()
  const own: { position: number; away: number }[] = []
  for (let position = 0; 2 * position < points.length; position++) {
    const [x, y] = [points[2 * position] as number, points[2 * position + 1] as number]
    const aways = answer.regions.map((each) => Math.hypot(each.x - x, each.y - y))
    const away = aways[region] as number
    if (aways.every((other) => other >= away)) own.push({ position, away })
  }
  return own
    .sort((a, b) => a.away - b.away)
    .slice(0, LISTED)
    .map(({ position }) => position)
}
