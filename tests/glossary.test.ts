import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PRODUCT = ['embeddings', 'indexer', 'server', 'kiosk']
const EXPORTED =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:type|interface|class|function\*?|const) (\w+)/gm
const ROW = /^\| ([^|]+) \| ([^|]+) \|([^|]*)\| `([^`|]+)` \|$/gm

const glossary = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')

describe('the glossary', () => {
  const rows = [...glossary.matchAll(ROW)].map(([, term, meaning, , where]) => ({
    term: term as string,
    meaning: meaning as string,
    where: where as string,
  }))

  it('says of every term where it lives, and that place exists', () => {
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ where }) => !existsSync(join(ROOT, where)))).toEqual([])
  })

  it('explains no term twice', () => {
    const terms = rows.map(({ term }) => term)
    expect(twice(terms)).toEqual([])
  })
})

describe('the names that the code exports', () => {
  it('are each defined once', () => {
    const names = sources().flatMap((file) =>
      // An overloaded function is one name.
      [...new Set([...readFileSync(join(ROOT, file), 'utf8').matchAll(EXPORTED)].map(nameOf))],
    )
    expect(names.length).toBeGreaterThan(1000)
    expect(twice(names)).toEqual([])
  })
})

describe('the comments of the code', () => {
  it('have lines of at most a hundred characters', () => {
    const long = sources().flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .filter((line) => line.length > 100 && /^\s*(?:\/\/|\/?\*)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(long).toEqual([])
  })
})

const nameOf = ([, name]: RegExpMatchArray): string => name as string

function sources(): string[] {
  return PRODUCT.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  )
}

function twice(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))]
}
