import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Point } from '../../embeddings/pixels/point.ts'
import type { Language } from '../../server/contract/texts/languages.ts'
import type { AtlasLocale } from '../messages/selfie-locale.ts'
import { LanguagesView } from '../parts/languages-view.tsx'
import { takeLikenesses } from '../parts/likenesses-left.ts'
import { useViewport } from '../parts/use-viewport.ts'
import { WordButton } from '../parts/word-button.tsx'
import { layoutFor } from '../wall/layout.ts'
import { type Aside, AsidePanel } from './aside-panel.tsx'
import { AtlasList } from './atlas-list.tsx'
import type { AtlasMap, AtlasServer, Placed } from './fetch-atlas.ts'
import { findHere, type Here } from './here.ts'
import { type Overlay, OverMap } from './over-map.tsx'
import { type AtlasRun, runAtlas } from './run-atlas.ts'
import { SearchBar } from './search-bar.tsx'
import { steer } from './steer.ts'

/** A region is looked at for so long on a tour, after the flight there. */
const TOUR_STAYS_MS = 9_000

export type AtlasProps = {
  readonly spoken: AtlasLocale
  readonly server: AtlasServer
  readonly opening: ReturnType<AtlasServer['map']>
  readonly speak: (language: Language) => void
}

/** The whole page: the map or the list, and the words about it. */
export function AtlasView(props: AtlasProps) {
  const { spoken, opening } = props
  const { tag, direction, words } = spoken
  const { width, height } = useViewport()
  const { format, reach } = layoutFor(width, height, direction)
  const [map, setMap] = useState<Awaited<typeof opening>>()
  useEffect(() => {
    void opening.then(setMap)
  }, [opening])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = tag
    root.dir = direction
    document.title = words.pageTitle
  }, [tag, direction, words])
  return (
    <main class="room atlas" data-format={format} data-reach={reach}>
      {map === undefined ? null : typeof map === 'string' ? (
        <Sorry reason={map} {...props} />
      ) : (
        <OpenAtlas {...props} map={map} />
      )}
    </main>
  )
}

function Sorry({ reason, spoken }: AtlasProps & { reason: 'no-atlas' | 'unreachable' }) {
  const { sorry } = spoken.words
  const { title, advice } = reason === 'no-atlas' ? sorry.noAtlas : sorry.unreachable
  return (
    <div class="atlas-sorry" role="alert">
      <h1 class="display">{title}</h1>
      <p class="instruction">{advice}</p>
      <WordButton weight="main" onPress={() => location.reload()}>
        {sorry.tryAgain}
      </WordButton>
    </div>
  )
}

function OpenAtlas({ spoken, server, map, speak }: AtlasProps & { map: AtlasMap }) {
  const { words } = spoken
  const { width, height } = useViewport()
  const canvas = useRef<HTMLCanvasElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const [run, setRun] = useState<AtlasRun | 'none'>()
  const [layout, setLayout] = useState(0)
  const [isList, setList] = useState(false)
  const [aside, setAside] = useState<Aside | null>(null)
  const [lineFrom, setLineFrom] = useState<Placed | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  const [isSearching, setSearching] = useState(false)
  const [drawn, setDrawn] = useState<readonly Point[]>([])
  const [tour, setTour] = useState<number | null>(null)
  const [here, setHere] = useState<Here | null>(null)
  const overlay = useRef<Overlay>(null)

  const show = useCallback(
    async (position: number) => {
      if (position >= map.answer.portraits) {
        setAside({ name: 'apparitions', chosen: position - map.answer.portraits })
        return
      }
      const [placed] = (await server.portraits([position])) ?? []
      if (!placed) return
      if (lineFrom && lineFrom.position !== position) {
        setLineFrom(null)
        const way = await server.way(lineFrom.portrait.portraitId, placed.portrait.portraitId)
        if (way === undefined) return
        setAside({ name: 'line', way })
        if (way !== 'none' && typeof run === 'object') {
          run.flyToAll(way.stops.map((stop) => stop.position))
        }
        return
      }
      setAside({ name: 'portrait', placed })
    },
    [server, lineFrom, run, map],
  )

  // The handlers of the canvas are set once; what they do changes.
  const now = useRef({ show, isDrawing })
  now.current = { show, isDrawing }

  useEffect(() => {
    const surface = canvas.current
    if (surface === null) return
    const opened = runAtlas({
      canvas: surface,
      map,
      server,
      onSight: (sight) => overlay.current?.follow(sight),
      isStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    })
    setRun(opened ?? 'none')
    if (!opened) return setList(true)
    const end = steer(surface, {
      run: opened,
      onTouch: () => setTour(null),
      onTap(at) {
        const position = opened.portraitAt(at)
        if (position === undefined) setAside(null)
        else void now.current.show(position)
      },
      isDrawing: () => now.current.isDrawing,
      onDraw(line, isDone) {
        setDrawn(isDone ? [] : [...line])
        if (!isDone) return
        setDrawing(false)
        setAside({ name: 'drawn', positions: opened.within(line) })
      },
    })
    void findHere(server, takeLikenesses(), opened.pointOf).then((found) => {
      if (!found) return
      setHere(found)
      opened.flyTo(found.point, 40)
    })
    if (location.hash === '#tour') setTour(0)
    return () => {
      end()
      opened.close()
    }
  }, [map, server])

  useEffect(() => {
    if (typeof run !== 'object') return
    run.resize({ width, height }, foot.current?.offsetHeight ?? 0)
  }, [run, width, height])

  useEffect(() => {
    if (tour === null || typeof run !== 'object') return
    if (run.layout !== 0) run.goTo(0)
    setLayout(0)
    run.flyToRegion(tour % Math.max(1, map.answer.regions.length))
    const next = setTimeout(() => setTour(tour + 1), TOUR_STAYS_MS)
    return () => clearTimeout(next)
  }, [tour, run, map])

  const goTo = (number: number) => {
    setTour(null)
    setLayout(number)
    if (typeof run === 'object') run.goTo(number)
  }
  const line = aside?.name === 'line' && aside.way !== 'none' ? aside.way.stops : []
  return (
    <>
      <canvas
        class="atlas-map"
        ref={canvas}
        tabIndex={isList ? -1 : 0}
        role="img"
        aria-label={words.spoken.map}
        data-drawing={isDrawing ? 'true' : undefined}
        hidden={isList}
        onKeyDown={({ key }) => {
          if (key === 'Escape') setAside(null)
          if (key !== 'Enter' || typeof run !== 'object') return
          void show(run.middlePortrait())
        }}
      />
      {isList || typeof run !== 'object' ? null : (
        <OverMap
          ref={overlay}
          run={run}
          messages={spoken.messages}
          names={{ here: words.here.mark, apparitions: words.apparitions.title }}
          line={line}
          drawn={drawn}
          here={here}
          onRegion={(region) => {
            if (region === 'apparitions') {
              const { portraits, apparitions } = map.answer
              run.flyToAll(apparitions.map((_, at) => portraits + at))
              setAside({ name: 'apparitions', chosen: null })
              return
            }
            run.flyToRegion(region)
            setAside({ name: 'region', region })
          }}
        />
      )}
      {isList ? (
        <AtlasList
          map={map}
          spoken={spoken}
          server={server}
          isForced={run === 'none'}
          onBack={() => setList(false)}
        />
      ) : (
        <div class="atlas-foot" ref={foot}>
          <div class="atlas-head">
            <h1 class="atlas-title">{words.title}</h1>
            <p class="atlas-lead">
              {isDrawing
                ? words.drawn.how
                : lineFrom
                  ? words.line.choose
                  : words.lead(map.answer.portraits)}
            </p>
          </div>
          {typeof run === 'object' ? (
            <div class="atlas-searching" hidden={!isSearching}>
              <SearchBar
                map={map}
                run={run}
                server={server}
                words={words}
                messages={spoken.messages}
              />
            </div>
          ) : null}
          <nav class="atlas-ways" aria-label={words.spoken.layouts}>
            {map.layouts.map(({ name }, number) => (
              <WordButton
                key={name}
                weight="quiet"
                pressed={number === layout}
                onPress={() => goTo(number)}
              >
                {words.layouts[name]}
              </WordButton>
            ))}
          </nav>
          <div class="atlas-ways">
            <WordButton onPress={() => setSearching(!isSearching)} pressed={isSearching}>
              {words.search.label}
            </WordButton>
            <WordButton
              onPress={() => {
                setTour(null)
                if (typeof run === 'object') run.whole()
              }}
            >
              {words.ways.whole}
            </WordButton>
            <WordButton onPress={() => typeof run === 'object' && run.zoom(1.6)}>
              {words.ways.nearer}
            </WordButton>
            <WordButton onPress={() => typeof run === 'object' && run.zoom(1 / 1.6)}>
              {words.ways.farther}
            </WordButton>
            <WordButton onPress={() => setTour(tour === null ? 0 : null)} pressed={tour !== null}>
              {tour === null ? words.ways.tour : words.ways.stop}
            </WordButton>
            <WordButton onPress={() => setDrawing(!isDrawing)} pressed={isDrawing}>
              {words.ways.draw}
            </WordButton>
            <WordButton onPress={() => setList(true)}>{words.ways.list}</WordButton>
            {here ? (
              <WordButton
                onPress={() => {
                  if (typeof run !== 'object') return
                  run.flyToPortrait(here.pendant.position)
                  setAside({ name: 'portrait', placed: here.pendant })
                }}
              >
                {words.here.fly}
              </WordButton>
            ) : null}
          </div>
          <LanguagesView
            spoken={spoken.tag}
            locales={spoken}
            messages={spoken.messages}
            onSpeak={speak}
          />
        </div>
      )}
      {aside === null || isList || typeof run !== 'object' ? null : (
        <AsidePanel
          aside={aside}
          map={map}
          spoken={spoken}
          server={server}
          onClose={() => setAside(null)}
          onGo={(placed) => {
            run.flyToPortrait(placed.position)
            setAside({ name: 'portrait', placed })
          }}
          onLine={(placed) => {
            setLineFrom(placed)
            setAside(null)
          }}
        />
      )}
    </>
  )
}
