import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CollectionItem } from '../../../indexer/collections/collection.ts'
import { iiifSource } from '../../../indexer/collections/iiif/iiif.ts'
import { resolveImageService } from '../../../indexer/collections/iiif/image-address.ts'
import type { DocumentReader } from '../../../indexer/downloads/document-reader.ts'
import { CuratorError } from '../../../indexer/terminal/curator-error.ts'
import { often } from '../../torture/often.ts'
import { collectionAt, itemsOf } from '../museums/visit-museum.ts'
import {
  canvasWith,
  fixture,
  iiifAt,
  iiifServer,
  MUSEUM,
  manifestAt,
  told,
} from './iiif-documents.ts'

/** Answers every request with one text: thousands of documents a second. */
function always(text: string): DocumentReader {
  return {
    forget() {},
    read: async (url) => ({ status: 'read', text, url }),
  }
}

async function itemsOfText(text: string, canvases: string): Promise<CollectionItem[]> {
  const request = { locations: [`${MUSEUM}/it.json`], filters: { canvases }, languages: ['en'] }
  try {
    return await itemsOf(collectionAt(iiifSource, undefined, request), { documents: always(text) })
  } catch (error) {
    // The one way in which a whole location may fail.
    if (error instanceof CuratorError) return []
    throw error
  }
}

/** Values that are somewhere else in such documents, or nowhere. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    '\ud800',
    '__proto__',
    'http://[',
    'https://museum.example/\ud800',
    'http://a.example/%zz',
    1e308,
    -0,
    'sc:Manifest',
    'oa:Choice',
    'oa:SpecificResource',
    { '@value': null, '@language': '__proto__' },
    { toString: 1, valueOf: 1 },
  ),
)

/** Changes some of the values of a document: each step goes down to a field of it. */
function mutated(document: unknown, steps: readonly number[], value: unknown): unknown {
  const [step, ...others] = steps
  if (step === undefined || typeof document !== 'object' || document === null) return value
  const copy = structuredClone(document) as Record<string, unknown>
  const names = Object.keys(copy)
  const name = names[step % names.length]
  if (name === undefined) return value
  if (others.length === 0 && value === undefined) delete copy[name]
  else copy[name] = mutated(copy[name], others, value)
  return copy
}

describe("a stranger's document", () => {
  it.each([
    'v2-image',
    'v2-languages',
    'v2-choice',
    'v2-part-of-image',
    'v2-page-2',
    'v3-book',
    'v3-languages',
    'v3-choice',
    'v3-part-of-image',
    'v3-collection',
  ])(
    'may be like %s but for a few values: every one of them ends in works and reasons',
    async (name) => {
      const good = JSON.parse(fixture(name)) as unknown
      const change = fc.tuple(
        fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }),
        fc.option(strange, { nil: undefined }),
      )
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 4 }),
          fc.constantFrom('first', 'all'),
          async (changes, canvases) => {
            const bad = changes.reduce<unknown>(
              (all, [steps, value]) => mutated(all, steps, value),
              good,
            )
            for (const item of await itemsOfText(JSON.stringify(bad) ?? 'null', canvases)) {
              if ('unchanged' in item || 'gone' in item || 'remark' in item) {
                throw new Error('nothing has been imported before')
              }
              if ('work' in item) {
                expect(item.work.record).not.toBe('')
                expect(Object.values(item.work.label)).not.toContain(undefined)
              } else {
                const { record, reason } = 'skipped' in item ? item.skipped : item.unreadable
                expect(record).not.toBe('')
                expect(reason).not.toBe('')
              }
            }
          },
        ),
        often(150, 2_000),
      )
    },
  )

  it('may describe an image service in any way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), strange, async (profile, sizes, height) => {
        const info = { '@context': profile, width: 10, height, profile, sizes, tiles: sizes }
        const answer = await resolveImageService(always(JSON.stringify(info)), { service: MUSEUM })
        if ('problem' in answer) expect(answer.problem).not.toBe('')
        else expect(answer[0]).toMatch(/^https:\/\/museum\.example\/full\/[a-z0-9,]+\/0\/\w+\.jpg$/)
      }),
      often(200, 2_000),
    )
  })

  it('may nest a hundred thousand arrays', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    for (const name of ['v2-image', 'v3-languages']) {
      for (const field of ['label', 'metadata', 'items', 'sequences', 'attribution']) {
        const text = fixture(name).replace(/^\{/, `{"${field}": ${deep}, `)
        const last = fixture(name).replace(/\}\s*$/, `, "${field}": ${deep}}`)
        // The same as without the nested field, where that is not read; else a reason, never a
        // crash.
        for (const document of [text, last]) {
          const items = await itemsOfText(document, 'all')
          for (const item of items) {
            expect('work' in item || ('skipped' in item && item.skipped.reason !== '')).toBe(true)
          }
        }
      }
    }
  })

  it('may have a hundred thousand canvases, of which one is looked at, or all one by one', async () => {
    const canvas = canvasWith({ id: `${MUSEUM}/x.jpg`, type: 'Image' }) as object
    const items = Array.from({ length: 100_000 }, (_, at) => ({ ...canvas, id: `c${at}` }))
    const server = await iiifServer({ it: manifestAt('it', { items }) })
    expect(told(await itemsOf(iiifAt(server, 'it')), server)).toEqual(['/it.json'])
    const all = await itemsOf(iiifAt(server, 'it', { filters: { canvases: 'all' } }))
    expect(all).toHaveLength(100_000)
  })

  it('names what the parser of version 2 cannot take', async () => {
    const document = JSON.parse(fixture('v2-image'))
    document.sequences[0].canvases[0].images[0].resource['@id'] = 'https://museum.example/\ud800'
    const [item] = await itemsOfText(JSON.stringify(document), 'all')
    expect(item).toEqual({
      skipped: {
        record: `${MUSEUM}/it.json canvas 1`,
        reason: expect.stringMatching(/^it cannot be brought to version 3 \(.+\)$/),
      },
    })
  })
})
