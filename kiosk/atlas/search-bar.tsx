import { useEffect, useMemo, useState } from 'preact/hooks'
import { NO_YEAR } from '../../embeddings/atlas/atlas-file.ts'
import type { LabelList } from '../../server/contract/atlas.ts'
import type { AtlasMessages, Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { AtlasMap, AtlasServer } from './fetch-atlas.ts'
import { wordInFull } from './region-words.ts'
import type { AtlasRun } from './run-atlas.ts'

/** Words among which chance chooses. */
const WORDS_BY_CHANCE = 200
const LONGEST_QUESTION = 200
/** By what portraits are narrowed beside their years. */
const FACETS = ['museum', 'medium', 'category', 'seen'] as const
type FacetKind = (typeof FACETS)[number]
/** Most works have none of these: even one tells those that have it from others. */
const ALSO_ALONE: ReadonlySet<FacetKind> = new Set(['category', 'seen'])
const VALUES_OF_A_FACET = 100

/** Finds portraits by words and years, lights them and flies there. */
export function SearchBar(props: {
  readonly map: AtlasMap
  readonly run: AtlasRun
  readonly server: AtlasServer
  readonly words: AtlasMessages
  readonly messages: Messages
}) {
  const { map, run, server, words, messages } = props
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly number[] | null>(null)
  const span = useMemo(() => spanOf(map.years), [map])
  const [years, setYears] = useState(span)
  const isNarrowed = years !== null && span !== null && (years[0] > span[0] || years[1] < span[1])
  const { facets, chosen, choose, chooseNone } = useFacets(server)
  const lit = useMemo(() => {
    const sets = Object.values(chosen).map(({ positions }) => new Set(positions))
    if (found === null && !isNarrowed && sets.length === 0) return null
    const all = found ?? map.years.map((_, position) => position)
    return [...all].filter((position) => {
      const year = map.years[position] as number
      const isThen = !isNarrowed || years === null || (year >= years[0] && year <= years[1])
      return isThen && sets.every((set) => set.has(position))
    })
  }, [map, found, years, isNarrowed, chosen])
  useEffect(() => {
    run.light(lit === null ? undefined : new Set(lit))
  }, [run, lit])
  const search = async (question: string) => {
    const asked = question.trim().slice(0, LONGEST_QUESTION)
    if (asked === '') return setFound(null)
    const positions = await server.search(thingNamed(asked, messages) ?? asked)
    if (!positions) return
    setFound(positions)
    run.flyToAll(positions)
  }
  const byChance = async () => {
    const known = (await server.words(WORDS_BY_CHANCE)) ?? []
    const chosen = known[Math.floor(Math.random() * known.length)]
    if (chosen === undefined) return
    const { kind, word } = chosen
    setText(wordInFull(chosen, messages))
    await search(kind === 'century' ? word : wordInFull(chosen, messages))
  }
  return (
    <search>
      <form
        class="atlas-search"
        onSubmit={(event) => {
          event.preventDefault()
          void search(text)
        }}
      >
        <label class="atlas-field">
          <span class="atlas-field-name">{words.search.label}</span>
          <input
            type="search"
            value={text}
            maxLength={LONGEST_QUESTION}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="word word-plain">
          <span class="word-text">{words.search.go}</span>
        </button>
        <WordButton onPress={() => void byChance()}>{words.search.chance}</WordButton>
        {facets.map(({ kind, words: values }) => (
          <label class="atlas-field" key={kind}>
            <span class="atlas-field-name">{words.region.kinds[kind]}</span>
            <select
              value={chosen[kind]?.word ?? ''}
              onChange={({ currentTarget }) => void choose(kind, currentTarget.value)}
            >
              <option value="">{words.search.any}</option>
              {values.map((value) => (
                <option key={value.word} value={value.word}>
                  {wordInFull(value, messages)} ({value.portraits})
                </option>
              ))}
            </select>
          </label>
        ))}
        {span === null || years === null
          ? null
          : (['from', 'to'] as const).map((end, at) => (
              <label class="atlas-field atlas-years" key={end}>
                <span class="atlas-field-name">
                  {words.years[end]} {years[at]}
                </span>
                <input
                  type="range"
                  min={span[0]}
                  max={span[1]}
                  value={years[at]}
                  onInput={({ currentTarget }) => {
                    const year = Number(currentTarget.value)
                    setYears(
                      end === 'from'
                        ? [Math.min(year, years[1]), years[1]]
                        : [years[0], Math.max(year, years[0])],
                    )
                  }}
                />
              </label>
            ))}
        <p class="atlas-found" role="status">
          {lit === null
            ? ''
            : lit.length === 0
              ? words.search.none
              : words.search.found(lit.length)}
        </p>
        {lit === null ? null : (
          <WordButton
            onPress={() => {
              setText('')
              setFound(null)
              setYears(span)
              chooseNone()
            }}
          >
            {words.search.all}
          </WordButton>
        )}
      </form>
    </search>
  )
}

type Facets = readonly { readonly kind: FacetKind; readonly words: LabelList['words'] }[]
type Chosen = Partial<
  Record<FacetKind, { readonly word: string; readonly positions: readonly number[] }>
>

/** What portraits may be narrowed to, of each kind that tells some from others. */
function useFacets(server: AtlasServer) {
  const [facets, setFacets] = useState<Facets>([])
  const [chosen, setChosen] = useState<Chosen>({})
  useEffect(() => {
    const asked = FACETS.map(async (kind) => {
      return { kind, words: (await server.words(VALUES_OF_A_FACET, kind)) ?? [] }
    })
    Promise.all(asked).then((all) => {
      setFacets(all.filter(({ kind, words }) => words.length > (ALSO_ALONE.has(kind) ? 0 : 1)))
    }, reportError)
  }, [server])
  const choose = async (kind: FacetKind, word: string) => {
    const positions = word === '' ? [] : await server.search(word, kind)
    if (!positions) return
    setChosen(({ [kind]: _, ...others }) =>
      word === '' ? others : { ...others, [kind]: { word, positions } },
    )
  }
  return { facets, chosen, choose, chooseNone: () => setChosen({}) }
}

/** The name under which a detector knows what somebody asks for in their own language. */
function thingNamed(text: string, { things, language }: Messages): string | undefined {
  const key = text.toLocaleLowerCase(language)
  return Object.entries(things).find(([, own]) => own.toLocaleLowerCase(language) === key)?.[0]
}

/** The first and the last year of all; null where none is known, or but one. */
function spanOf(years: Int16Array): readonly [number, number] | null {
  const known = years.filter((year) => year !== NO_YEAR)
  const first = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return first < last ? [first, last] : null
}
