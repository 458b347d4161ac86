import { useEffect, useMemo, useState } from 'preact/hooks'
import { NO_YEAR } from '../../embeddings/atlas/atlas-file.ts'
import type { AtlasMessages, Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { AtlasMap, AtlasServer } from './fetch-atlas.ts'
import { wordInFull } from './region-words.ts'
import type { AtlasRun } from './run-atlas.ts'

/** Words among which chance chooses. */
const WORDS_BY_CHANCE = 200
const LONGEST_QUESTION = 200

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
  const lit = useMemo(() => {
    if (found === null && !isNarrowed) return null
    const all = found ?? map.years.map((_, position) => position)
    return [...all].filter((position) => {
      const year = map.years[position] as number
      return !isNarrowed || years === null || (year >= years[0] && year <= years[1])
    })
  }, [map, found, years, isNarrowed])
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
            }}
          >
            {words.search.all}
          </WordButton>
        )}
      </form>
    </search>
  )
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
