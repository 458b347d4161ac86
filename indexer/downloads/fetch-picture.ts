import { readFile } from 'node:fs/promises'
import { decodeImage, INDEXING_LIMITS } from '../../embeddings/node/decode-image.ts'
import { SNIFFED_BYTES, sniffPicture } from '../../embeddings/node/sniff-picture.ts'
import { isWebPage } from '../../embeddings/node/web-page.ts'
import { digestBytes } from '../../embeddings/store/digest.ts'
import type { Asking, Received } from './ask-once.ts'
import { askPatiently, MOST_FOR_A_PICTURE } from './ask-patiently.ts'
import type { CacheFolder } from './cache-folder.ts'
import { notFetched } from './network-problem.ts'
import type { KeptPicture, PictureCache } from './picture-cache.ts'
import type { PicturePart } from './picture-part.ts'
import {
  encodingOf,
  ifChanged,
  type Reply,
  readBody,
  strongValidator,
  type Validators,
  validatorsOf,
} from './reply.ts'
import type { Web } from './web.ts'

const MOST_PICTURE_BYTES = 100e6
/** What is read, the museums' own format first, so that nothing is converted for us. */
const ACCEPT = 'image/jpeg, image/png, image/tiff, image/*;q=0.8, */*;q=0.1'
/** Small enough to decode fast; the whole file is gone through all the same. */
const TRIED_AT_PX = 64

/** How fetching a picture ended. */
export type PictureOutcome =
  | {
      readonly status: 'stored'
      /** Absolute path. */
      readonly file: string
      /** The address that gave it. */
      readonly url: string
      readonly sha256: string
      /** When it was fetched, or the server last said that it had not changed. */
      readonly fetchedAt: Date
      /** False when the cache had this content already. */
      readonly fresh: boolean
    }
  | { readonly status: 'failed'; readonly problem: string }

export type PicturesOptions = {
  readonly web: Web
  readonly cache: PictureCache
  readonly folder: CacheFolder
  readonly takePart: (url: string) => PicturePart
  readonly offline: boolean
  readonly maxMegapixels: number
  /** Told of every picture that the cache did not hold before. */
  readonly stored: (file: string, bytes: number) => Promise<void>
}

/**
 * Fetches the picture at one address into the cache. Asked for only if it has changed, and not at
 * all when it was fetched at or after `freshSince`, its host is closed, or offline.
 */
export async function fetchPicture(
  options: PicturesOptions,
  address: string,
  freshSince: Date | undefined,
): Promise<PictureOutcome> {
  const { web, cache, offline } = options
  web.signal.throwIfAborted()
  if (!URL.canParse(address)) return notFetched(`"${address}" is not an address`)
  const parsed = new URL(address)
  const url = parsed.href
  const known = await cache.find(url)
  if (known) {
    const isFresh = freshSince !== undefined && known.fetchedAt >= freshSince.getTime()
    if (offline || isFresh || web.limiter(parsed).closed !== undefined) {
      return fromCache(options, url, known)
    }
  }
  if (offline) return notFetched(`${url} is not in the cache, and nothing is asked offline`)
  const part = options.takePart(url)
  try {
    const ending = await askPatiently<Answer>(
      web,
      () => askingFor(url, known, part, web),
      (reply) => receive(reply, part, web),
      MOST_FOR_A_PICTURE,
    )
    if (ending.status === 'failed') return ending
    const answer = ending.value
    if (answer.status === 'failed') return answer
    if (answer.status === 'come') return await keep(options, url, part, answer)
    if (!known) return notFetched(`${url} answered 304, but the cache does not hold it`)
    cache.confirm(url, web.clock.now())
    return fromCache(options, url, { ...known, fetchedAt: web.clock.now() })
  } finally {
    await part.leave()
  }
}

function fromCache(
  { web, cache, folder }: PicturesOptions,
  url: string,
  { sha256, fetchedAt }: KeptPicture,
): PictureOutcome {
  cache.use(url, web.clock.now())
  web.figures.fromCache += 1
  const file = folder.picture(sha256)
  return { status: 'stored', file, url, sha256, fetchedAt: new Date(fetchedAt), fresh: false }
}

async function askingFor(
  url: string,
  known: KeptPicture | undefined,
  part: PicturePart,
  { timeLimits }: Web,
): Promise<Asking> {
  const resumption = await part.resumption()
  return {
    url,
    accept: ACCEPT,
    // Compressed for its way, the rest of a file could not be asked for.
    acceptEncoding: 'identity',
    conditions: {
      ...ifChanged(known),
      ...(resumption && {
        range: `bytes=${resumption.fromByte}-`,
        'if-range': resumption.validator,
      }),
    },
    headers: {},
    wholeMs: timeLimits.pictureMs,
  }
}

type Answer =
  | { status: 'unchanged' }
  | { status: 'come'; validators: Validators; calledType: string }
  | { status: 'failed'; problem: string }

async function receive(reply: Reply, part: PicturePart, web: Web): Promise<Received<Answer>> {
  const { url, status, header } = reply
  if (status === 304) return { kind: 'answered', value: { status: 'unchanged' } }
  const validators = validatorsOf(reply)
  if (status === 206) {
    const soFar = (await part.resumption())?.fromByte
    const from = Number(/^bytes (\d+)-/.exec(header('content-range') ?? '')?.[1])
    if (from !== soFar || encodingOf(reply) !== undefined) {
      await part.drop()
      return { kind: 'start again', problem: `${url} answered another part than was asked for` }
    }
    await part.append(readBody(reply, MOST_PICTURE_BYTES - (soFar ?? 0), web.figures))
  } else if (status === 416) {
    await part.drop()
    return { kind: 'start again', problem: `${url} answered 416` }
  } else if (status === 200 || status === 203) {
    const validator = encodingOf(reply) === undefined ? strongValidator(validators) : null
    await part.restart(validator, readBody(reply, MOST_PICTURE_BYTES, web.figures))
  } else {
    return { kind: 'answered', value: notFetched(`${url} answered ${status}`) }
  }
  const start = Buffer.from(await part.start(SNIFFED_BYTES)).toString('utf8')
  if (isWebPage(start)) {
    await part.drop()
    return { kind: 'web page', problem: `${url} answered a web page, not a picture` }
  }
  const calledType = header('content-type') ?? 'nothing'
  return { kind: 'answered', value: { status: 'come', validators, calledType } }
}

/** Looks at what has come: a picture of a kind that is read, whole, is kept; anything else goes. */
async function keep(
  { web, cache, folder, maxMegapixels, stored }: PicturesOptions,
  url: string,
  part: PicturePart,
  { validators, calledType }: { validators: Validators; calledType: string },
): Promise<PictureOutcome> {
  const bytes = await readFile(part.file)
  const problem = await whatIsWrong(bytes, calledType, maxMegapixels)
  if (problem !== undefined) {
    await part.drop()
    return notFetched(`${url}: ${problem}`)
  }
  const fetchedAt = web.clock.now()
  const sha256 = digestBytes(bytes)
  const picture = { ...validators, sha256, fetchedAt, bytes: bytes.byteLength }
  const fresh = await cache.keep(url, picture, part.file)
  await part.drop()
  const file = folder.picture(sha256)
  if (fresh) await stored(file, bytes.byteLength)
  return { status: 'stored', file, url, sha256, fetchedAt: new Date(fetchedAt), fresh }
}

async function whatIsWrong(
  bytes: Buffer,
  calledType: string,
  maxMegapixels: number,
): Promise<string | undefined> {
  const { picture, name } = sniffPicture(bytes.subarray(0, SNIFFED_BYTES))
  if (!picture)
    return `it is ${name}, not a picture that is read (the server calls it ${calledType})`
  const decoded = await decodeImage(bytes, TRIED_AT_PX, { ...INDEXING_LIMITS, maxMegapixels })
  return 'problem' in decoded ? decoded.problem : undefined
}
