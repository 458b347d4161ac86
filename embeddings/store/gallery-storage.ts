import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { syncFile } from './replace-file.ts'

/** Where galleries and pictures lie for other machines, under the names of a data folder. */
export interface GalleryStorage {
  /** Undefined when there is nothing of that name. */
  get(name: string): Promise<Readable | undefined>
  has(name: string): Promise<boolean>
  /** Puts a file's bytes there: whole, or not at all. */
  put(name: string, file: string): Promise<void>
}

/** Opens a folder, `s3://bucket/prefix`, or an `https://` address, which is for reading alone. */
export async function openStorage(address: string): Promise<GalleryStorage> {
  if (/^https?:\/\//.test(address)) return webStorage(address)
  if (/^s3:\/\//.test(address)) return s3Storage(address)
  return folderStorage(address)
}

/** Writes a stream into a file that has its name only when every byte is on disk. */
export async function writeWhole(file: string, bytes: Readable): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.part`
  try {
    await pipeline(bytes, createWriteStream(draft))
    await syncFile(draft)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

function folderStorage(folder: string): GalleryStorage {
  const isThere = (name: string) =>
    stat(join(folder, name)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )
  return {
    has: isThere,
    get: async (name) => ((await isThere(name)) ? createReadStream(join(folder, name)) : undefined),
    put: (name, file) => writeWhole(join(folder, name), createReadStream(file)),
  }
}

function webStorage(base: string): GalleryStorage {
  const ask = async (name: string, method: string): Promise<Response | undefined> => {
    const response = await fetch(`${base.replace(/\/$/, '')}/${name}`, { method })
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === 404 || response.status === 403) return undefined
    throw new Error(`${base} answers ${response.status} for ${name}`)
  }
  return {
    has: async (name) => (await ask(name, 'HEAD')) !== undefined,
    async get(name) {
      const body = (await ask(name, 'GET'))?.body
      return body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : undefined
    },
    put() {
      throw new Error(`${base} can only be read; publish to a folder, to rsync or to s3://`)
    },
  }
}

const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Keys, region and another endpoint come from the environment, as all programs for S3 read them.
 */
async function s3Storage(address: string): Promise<GalleryStorage> {
  const { GetObjectCommand, HeadObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const { Upload } = await import('@aws-sdk/lib-storage')
  const { hostname: Bucket, pathname } = new URL(address)
  const prefix = pathname.replace(/^\/|\/$/g, '')
  const Key = (name: string) => (prefix === '' ? name : `${prefix}/${name}`)
  const isOwnEndpoint = Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL)
  const client = new S3Client({
    // Stores of one's own name buckets in the path, and know no trailing checksums.
    ...(isOwnEndpoint
      ? { forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' as const }
      : {}),
    ...(process.env.AWS_REGION ? {} : { region: 'us-east-1' }),
  })
  const ifThere = async <T>(answer: Promise<T>): Promise<T | undefined> => {
    try {
      return await answer
    } catch (error) {
      const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
      if (name === 'NoSuchKey' || $metadata?.httpStatusCode === 404) return undefined
      throw new Error(`${address}: ${(error as Error).message || name}`)
    }
  }
  return {
    has: async (name) =>
      (await ifThere(client.send(new HeadObjectCommand({ Bucket, Key: Key(name) })))) !== undefined,
    async get(name) {
      const found = await ifThere(client.send(new GetObjectCommand({ Bucket, Key: Key(name) })))
      return found?.Body as Readable | undefined
    },
    async put(name, file) {
      const upload = new Upload({
        client,
        params: {
          Bucket,
          Key: Key(name),
          Body: createReadStream(file),
          CacheControl: name.endsWith('/current') ? 'no-cache' : FOR_EVER,
          ...(name.endsWith('.jpg') ? { ContentType: 'image/jpeg' } : {}),
        },
      })
      await ifThere(upload.done())
    },
  }
}
