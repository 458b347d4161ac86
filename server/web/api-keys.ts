import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A key for programs: its name and its SHA-256. The server does not keep the key itself. */
export type ApiKey = { readonly name: string; readonly digest: Buffer }

/** Characters that an Authorization header may hold (RFC 6750); long keys are hard to guess. */
const KEY = /^[A-Za-z0-9._~+/-]{16,200}=*$/

export function apiKey(name: string, key: string): ApiKey {
  return { name, digest: digestOf(key) }
}

/** Parses keys separated by commas, or says what is wrong. No message holds any part of a key. */
export function parseKeyList(text: string): { keys: ApiKey[] } | { problem: string } {
  const named = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((key, at) => ({ name: `key ${at + 1}`, key }))
  return checked(named)
}

/** Parses a file of `name=key` lines. Empty lines and lines that begin with # are skipped. */
export function parseKeyFile(text: string): { keys: ApiKey[] } | { problem: string } {
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
  const unnamed = lines.find(({ line }) => !/^[^=]+=./.test(line))
  if (unnamed)
    return { problem: `must have a name=key on each line; line ${unnamed.number} has not` }
  return checked(
    lines.map(({ line }) => {
      const at = line.indexOf('=')
      return { name: line.slice(0, at).trim(), key: line.slice(at + 1).trim() }
    }),
  )
}

function checked(named: { name: string; key: string }[]): { keys: ApiKey[] } | { problem: string } {
  if (named.length === 0) return { problem: 'must hold at least one key' }
  const unfit = named.find(({ key }) => !KEY.test(key))
  if (unfit) {
    return {
      problem: `must hold keys of 16 to 200 letters, digits or ._~+/- and no others; "${unfit.name}" is none`,
    }
  }
  for (const what of ['name', 'key'] as const) {
    if (new Set(named.map((one) => one[what])).size < named.length) {
      return { problem: `must not hold the same ${what} twice` }
    }
  }
  return { keys: named.map(({ name, key }) => apiKey(name, key)) }
}

/** The key in a request's `Authorization: Bearer` or `X-API-Key` header; undefined without one. */
export function keyOffered({ headers }: IncomingMessage): string | undefined {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? []
  const [plain] = [headers['x-api-key'] ?? []].flat()
  return bearer ?? plain
}

/**
 * Finds the key that was offered. It compares the digests of all keys, each in constant time, so
 * the duration reveals nothing about a partly guessed key.
 */
export function holderOf(keys: readonly ApiKey[], offered: string): ApiKey | undefined {
  const digest = digestOf(offered)
  return keys.filter((key) => timingSafeEqual(key.digest, digest))[0]
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
