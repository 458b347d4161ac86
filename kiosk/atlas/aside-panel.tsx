import { useEffect, useRef, useState } from 'preact/hooks'
import { linePath, mediaPath, workPath } from '../../server/contract/http.ts'
import type { AtlasLocale } from '../messages/selfie-locale.ts'
import { describeWork } from '../parts/label-words.ts'
import { SmallRow } from '../parts/small-row.tsx'
import { WallLabel } from '../parts/wall-label.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { ShownPortrait } from '../state/shown-portrait.ts'
import { asCsv, asIiif, offerFile } from './export-works.ts'
import type { AtlasMap, AtlasServer, Placed, WayBetween } from './fetch-atlas.ts'
import { regionName, wordInFull } from './region-words.ts'

/** What is told beside the map. */
export type Aside =
  | { readonly name: 'portrait'; readonly placed: Placed }
  | { readonly name: 'region'; readonly region: number }
  /** All faces that are not there, or the one of this number. */
  | { readonly name: 'apparitions'; readonly chosen: number | null }
  | { readonly name: 'line'; readonly way: WayBetween | 'none' }
  | { readonly name: 'drawn'; readonly positions: readonly number[] }

type AsideProps = {
  readonly map: AtlasMap
  readonly spoken: AtlasLocale
  readonly server: AtlasServer
  readonly onClose: () => void
  readonly onGo: (placed: Placed) => void
  readonly onLine: (placed: Placed) => void
}

export function AsidePanel(props: AsideProps & { readonly aside: Aside }) {
  const { aside, spoken, onClose } = props
  const panel = useRef<HTMLElement>(null)
  // Whoever reads with a keyboard or an ear is taken to what has opened.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [aside])
  return (
    <aside class="atlas-aside" ref={panel} tabIndex={-1}>
      <div class="atlas-close">
        <WordButton onPress={onClose}>{spoken.words.ways.close}</WordButton>
      </div>
      {aside.name === 'portrait' ? <OnePortrait {...props} placed={aside.placed} /> : null}
      {aside.name === 'region' ? <OneRegion {...props} region={aside.region} /> : null}
      {aside.name === 'apparitions' ? <Apparitions {...props} chosen={aside.chosen} /> : null}
      {aside.name === 'line' ? <OneLine {...props} way={aside.way} /> : null}
      {aside.name === 'drawn' ? <Drawn {...props} positions={aside.positions} /> : null}
    </aside>
  )
}

function OnePortrait(props: AsideProps & { readonly placed: Placed }) {
  const { placed, spoken, server, onGo, onLine } = props
  const { portrait } = placed
  const { messages, words } = spoken
  const [others, setOthers] = useState<readonly ShownPortrait[]>([])
  useEffect(() => {
    let isCurrent = true
    setOthers([])
    void server.likenesses(portrait.portraitId).then((found) => {
      if (isCurrent && found) setOthers(found)
    })
    return () => {
      isCurrent = false
    }
  }, [server, portrait.portraitId])
  const go = async (portraitId: string) => {
    const found = await server.find(portraitId)
    if (found) onGo(found)
  }
  return (
    <>
      <img
        class="atlas-picture"
        src={mediaPath(portrait.picture.digest)}
        width={portrait.picture.width}
        height={portrait.picture.height}
        alt={describeWork(portrait.label, messages)}
      />
      <WallLabel portrait={portrait} messages={messages} heading key={portrait.portraitId} />
      <div class="atlas-ways">
        <WordButton onPress={() => onLine(placed)}>{words.ways.line}</WordButton>
        <a class="word word-plain" href={workPath(portrait.workId)}>
          <span class="word-text">{words.ways.page}</span>
        </a>
      </div>
      <SmallRow
        title={words.resembles}
        portraits={others}
        messages={messages}
        onChoose={(portraitId) => void go(portraitId)}
      />
    </>
  )
}

function OneRegion({ region, map, spoken }: AsideProps & { readonly region: number }) {
  const { messages, words } = spoken
  const found = map.answer.regions[region]
  if (!found) return null
  const others = map.answer.portraits - found.portraits
  return (
    <>
      <h2 class="atlas-aside-title">{regionName(found.words, messages, words.region.unnamed)}</h2>
      <p class="atlas-lead">{words.region.why}</p>
      <dl class="atlas-evidence">
        {found.words.map((word) => (
          <div key={`${word.kind} ${word.word}`}>
            <dt>
              {words.region.kinds[word.kind]}
              {': '}
              <bdi>{wordInFull(word, messages)}</bdi>
            </dt>
            <dd>{words.region.evidence(word.here, found.portraits, word.elsewhere, others)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Apparitions({ chosen, map, spoken }: AsideProps & { readonly chosen: number | null }) {
  const { words, messages } = spoken
  const one = chosen === null ? undefined : map.answer.apparitions[chosen]
  return (
    <>
      <h2 class="atlas-aside-title">{words.apparitions.title}</h2>
      <p class="atlas-lead">{words.apparitions.about}</p>
      {one ? (
        <div>
          <p class="label-artist">
            <bdi>{one.artist || messages.label.unknownArtist}</bdi>
          </p>
          <p class="label-title">
            <cite>{one.title || messages.label.untitled}</cite>
          </p>
          <p class="label-detail">{words.apparitions.score(Math.round(100 * one.score))}</p>
          <p class="label-statement">{one.requiredStatement}</p>
        </div>
      ) : null}
    </>
  )
}

function OneLine({ way, spoken, onGo }: AsideProps & { readonly way: WayBetween | 'none' }) {
  const { messages, words } = spoken
  if (way === 'none') return <p class="instruction">{words.line.none}</p>
  const { stops, length } = way
  return (
    <>
      <h2 class="atlas-aside-title">{words.line.between(stops.length)}</h2>
      <p class="atlas-lead">{words.line.length(Math.round(length * 100) / 100)}</p>
      <SmallRow
        title=""
        portraits={stops.map(({ portrait }) => portrait)}
        messages={messages}
        onChoose={(portraitId) => {
          const stop = stops.find(({ portrait }) => portrait.portraitId === portraitId)
          if (stop) onGo(stop)
        }}
      />
      <a
        class="word word-plain"
        href={linePath(
          stops[0]?.portrait.portraitId ?? '',
          stops.at(-1)?.portrait.portraitId ?? '',
        )}
      >
        <span class="word-text">{words.line.page}</span>
      </a>
    </>
  )
}

function Drawn(props: AsideProps & { readonly positions: readonly number[] }) {
  const { positions, spoken, server } = props
  const { words } = spoken
  if (positions.length === 0) return <p class="instruction">{words.drawn.none}</p>
  const take = async (as: 'table' | 'iiif') => {
    const placed = await server.portraits(positions)
    if (!placed) return
    const { origin } = location
    if (as === 'table') offerFile('portraits.csv', 'text/csv', asCsv(placed, origin))
    else {
      const manifest = asIiif(placed, origin, words.drawn.some(placed.length))
      offerFile('portraits.json', 'application/json', manifest)
    }
  }
  return (
    <>
      <h2 class="atlas-aside-title">{words.drawn.some(positions.length)}</h2>
      <div class="atlas-ways">
        <WordButton onPress={() => void take('table')}>{words.ways.table}</WordButton>
        <WordButton onPress={() => void take('iiif')}>{words.ways.iiif}</WordButton>
      </div>
    </>
  )
}
