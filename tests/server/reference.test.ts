import { describe, expect, test } from 'vitest'
import { describeType } from '../../server/reference/json-type.ts'
import { printJson } from '../../server/reference/print-json.ts'

describe('the page about the API puts', () => {
  test.each([
    [
      { type: 'integer', minimum: 1, maximum: 24, default: 5 },
      'integer from 1 to 24, 5 when left out',
    ],
    [{ type: 'number', minimum: 0 }, 'number from 0'],
    [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, 'integer'],
    [{ type: ['string', 'null'] }, 'string or null'],
    [
      { anyOf: [{ $ref: '#/components/schemas/Gallery' }, { type: 'null' }] },
      '<a href="#shape-Gallery">Gallery</a> or null',
    ],
    [
      { type: 'array', minItems: 128, maxItems: 128, items: { type: 'number' } },
      'a list of 128 number',
    ],
    [{ type: 'array', maxItems: 16, items: { type: 'string' } }, 'a list of string (at most 16)'],
    [
      { enum: ['never', '<later>'] },
      'one of <code>&quot;never&quot;</code>, <code>&quot;&lt;later&gt;&quot;</code>',
    ],
    [{ const: true }, '<code>true</code>'],
    [{ type: 'string', format: 'binary' }, 'a file'],
    [{ type: 'object', properties: { x: {}, y: {} } }, '{ x, y }'],
  ])('%j into words', (schema, words) => {
    expect(describeType(schema).html).toBe(words)
  })

  test('short things on one line, and of long rows of numbers the first', () => {
    expect(printJson({ x: 1, y: [2, 3] })).toBe('{ "x": 1, "y": [ 2, 3 ] }')
    expect(printJson(Array.from({ length: 128 }, (_, at) => at))).toBe(
      '[0, 1, 2, 3, … 128 numbers]',
    )
    const long = 'a sentence of some forty signs and a few'
    expect(printJson({ first: long, second: [long] })).toBe(
      `{\n  "first": "${long}",\n  "second": [ "${long}" ]\n}`,
    )
    expect(printJson({ none: [], null: null })).toBe('{ "none": [], "null": null }')
  })
})
