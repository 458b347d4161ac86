import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { problemSchema } from '../../server/contract/http.ts'
import { decodeUpload } from '../../server/pictures/read-picture.ts'
import { often } from '../torture/often.ts'
import { museum, type ServedMuseum, someFaces } from './museum.ts'
import { plainPicture } from './sent-pictures.ts'

const faces = someFaces(20)
const BOUNDARY = 'pendant-boundary'
const FORM = `multipart/form-data; boundary=${BOUNDARY}`

/**
 * What may be kept of some thousands of requests: nothing, and this much of what the engine keeps
 * for itself.
 */
const MAX_HEAP_GROWTH = 20e6
const MAX_RESIDENT_GROWTH = 80e6

type Sent = { readonly type: string; readonly body: Uint8Array }

const anyText = fc.string({ maxLength: 60 })
const anyName = fc.oneof(
  fc.constantFrom('image', 'k', 'face', 'museum', 'century', 'onView', '__proto__', 'a[b]', ''),
  anyText,
)
const anyContent = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom('true', '17', '-1', '1e999', '{}', 'NaN', '٣').map((text) => Buffer.from(text)),
)

/** A part of a form as it should be, or nearly so. */
const anyPart = fc
  .record({
    name: anyName,
    file: fc.option(anyText, { nil: undefined }),
    type: fc.option(anyText, { nil: undefined }),
    content: anyContent,
    gap: fc.constantFrom('\r\n\r\n', '\r\n', '\n\n', ''),
  })
  .map(({ name, file, type, content, gap }) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(file === undefined ? '' : `; filename="${file}"`),
      Buffer.from(type === undefined ? '' : `\r\nContent-Type: ${type}`),
      Buffer.from(gap),
      content,
      Buffer.from('\r\n'),
    ]),
  )

const anyForm: fc.Arbitrary<Sent> = fc
  .record({
    parts: fc.array(anyPart, { maxLength: 6 }),
    end: fc.constantFrom(`--${BOUNDARY}--\r\n`, `--${BOUNDARY}`, '--', ''),
    cut: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant(FORM) },
      fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'multipart/form-data; boundary="',
        `multipart/form-data; boundary=${'x'.repeat(300)}`,
        `multipart/mixed; boundary=${BOUNDARY}`,
      ),
    ),
  })
  .map(({ parts, end, cut, type }) => ({
    type,
    body: Buffer.concat([...parts, Buffer.from(end)]).subarray(0, cut),
  }))

const descriptor = [...(faces[3] as Descriptor)]
const anyJson: fc.Arbitrary<Sent> = fc
  .record(
    {
      descriptor: fc.oneof(
        { weight: 4, arbitrary: fc.constant(descriptor) },
        fc.constant(descriptor.slice(1)),
        fc.jsonValue({ maxDepth: 2 }),
      ),
      k: fc.oneof(fc.integer(), fc.double(), fc.constant(1e6)),
      filter: fc.oneof(
        fc.record(
          {
            museum: fc.oneof(
              anyText,
              fc.array(anyText, { maxLength: 20 }),
              fc.jsonValue({ maxDepth: 1 }),
            ),
            century: fc.oneof(fc.integer({ min: -60, max: 60 }), fc.jsonValue({ maxDepth: 1 })),
            onView: fc.oneof(fc.boolean(), fc.jsonValue({ maxDepth: 1 })),
            room: anyText,
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    },
    { requiredKeys: ['descriptor'] },
  )
  .map((message) => ({
    type: 'application/json',
    // Numbers that JSON can write and no float holds.
    body: Buffer.from(JSON.stringify(message).replace('1000000', '1e999')),
  }))

async function expectAnAnswer(server: ServedMuseum, { type, body }: Sent): Promise<void> {
  const response = await server.get('/api/v1/match', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  })
  const json = await response.json()
  if (response.status === 200) return
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  problemSchema.parse(json)
}

/**
 * The same over a line of one's own, with a head that lies about the body; resolves when it is
 * closed.
 */
function sendLying(server: ServedMuseum, { type, body }: Sent, claimed: number): Promise<string> {
  return new Promise((resolve) => {
    const line = connect(server.port, '127.0.0.1')
    let heard = ''
    line.on('data', (part) => {
      heard += part
    })
    line.on('error', () => resolve(heard))
    line.on('close', () => resolve(heard))
    line.write(
      `POST /api/v1/match HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${claimed}\r\n\r\n`,
    )
    line.end(body)
  })
}

function memory(): { heap: number; resident: number } {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  gc()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { heap: heapUsed + arrayBuffers, resident: rss }
}

test('[UP2] whatever strangers send as a form or a request is answered, and nothing of it stays', async () => {
  const house = await museum()
  await house.hang('twenty', faces)
  const server = await house.serve({ logLevel: 'info' })
  const strangers = (runs: ReturnType<typeof often>) =>
    fc.assert(
      fc.asyncProperty(fc.oneof(anyForm, anyForm, anyJson), (sent) => expectAnAnswer(server, sent)),
      runs,
    )
  await strangers(often(400, 400))
  const before = memory()
  await strangers(often(2_000, 5_000))
  const after = memory()
  expect(after.heap - before.heap).toBeLessThan(MAX_HEAP_GROWTH)
  expect(after.resident - before.resident).toBeLessThan(MAX_RESIDENT_GROWTH)
  expect((await server.match({ descriptor })).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[UP2] lengths that strangers lie about end their own connection at most', async () => {
  const house = await museum()
  await house.hang('twenty', faces)
  const server = await house.serve({ logLevel: 'info' })
  await fc.assert(
    fc.asyncProperty(anyForm, fc.integer({ min: -5, max: 20e6 }), async (sent, claimed) => {
      const heard = await sendLying(server, sent, claimed)
      expect(heard).not.toMatch(/^HTTP\/1\.1 5/)
    }),
    often(300, 2_000),
  )
  expect((await server.match({ descriptor })).status).toBe(200)
  expect(server.logs.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
})

test('[UP4] pictures damaged in any way are decoded or refused', async () => {
  const whole = plainPicture(64, 48, '#c8783c').composite([
    { input: await plainPicture(20, 20, '#123').png().toBuffer(), left: 9, top: 9 },
  ])
  const kinds = await Promise.all(
    (['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const).map((format) =>
      whole.clone().toFormat(format).toBuffer(),
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      async (picture, changes, kept) => {
        const bytes = Uint8Array.from(picture.subarray(0, Math.ceil(kept * picture.length)))
        for (const [where, value] of changes) bytes[Math.floor(where * bytes.length)] = value
        const decoded = await decodeUpload(bytes, 5)
        if ('refusal' in decoded) expect(decoded.refusal.code).toBe('bad-picture')
        else expect(decoded.image.pixels.data.length).toBeGreaterThan(0)
      },
    ),
    often(400, 4_000),
  )
})
