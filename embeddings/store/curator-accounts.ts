import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { replaceFile } from './replace-file.ts'

const accountSchema = z.strictObject({
  name: z.string(),
  salt: z.base64(),
  hash: z.base64(),
  /** When the password was chosen, ISO 8601: sessions from before it have ended. */
  since: z.string(),
})

const fileSchema = z.strictObject({
  /** Signs sessions. */
  secret: z.base64(),
  curators: z.array(accountSchema),
})

type AccountsFile = z.output<typeof fileSchema>

/** A curator who may open the desk. */
export type CuratorAccount = Pick<z.output<typeof accountSchema>, 'name' | 'since'>

const SECRET_BYTES = 32
const SALT_BYTES = 16
const HASH_BYTES = 32
/** OWASP, Password Storage Cheat Sheet: scrypt with 32 MB. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }

const MIN_PASSWORD_CHARACTERS = 12
const MAX_PASSWORD_CHARACTERS = 200
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .'’-]{0,39}$/u

const derive = promisify<string, Uint8Array, number, typeof SCRYPT, Buffer>(scrypt)

/** What is wrong with a name or a password that somebody chose; undefined when nothing is. */
export function accountFault(name: string, password: string): string | undefined {
  if (!NAME.test(name)) {
    return 'A name has 1 to 40 letters, digits, spaces, points, hyphens or apostrophes, and begins with a letter or digit.'
  }
  if (password.length < MIN_PASSWORD_CHARACTERS || password.length > MAX_PASSWORD_CHARACTERS) {
    return `A password has ${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS} characters.`
  }
  return password.toLowerCase().includes(name.toLowerCase())
    ? 'The password must not contain the name.'
    : undefined
}

/** The accounts of the desk in one file that only its owner may read. */
export function curatorAccounts(file: string) {
  /** Changes of this process, one after the other. */
  let changing: Promise<unknown> = Promise.resolve()

  async function read(): Promise<AccountsFile | undefined> {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
    try {
      return fileSchema.parse(JSON.parse(text))
    } catch {
      throw new Error(`${file} is damaged; move it away, and add the curators again.`)
    }
  }

  function change<T>(make: (before: AccountsFile) => Promise<[AccountsFile, T]>): Promise<T> {
    const changed = changing.then(async () => {
      const before = (await read()) ?? {
        secret: randomBytes(SECRET_BYTES).toString('base64'),
        curators: [],
      }
      const [after, result] = await make(before)
      await replaceFile(file, `${JSON.stringify(after, null, 2)}\n`)
      await chmod(file, 0o600)
      return result
    })
    changing = changed.catch(() => undefined)
    return changed
  }

  return {
    async list(): Promise<CuratorAccount[]> {
      return ((await read())?.curators ?? []).map(({ name, since }) => ({ name, since }))
    },

    /** The key that signs sessions; undefined while there is no curator. */
    async secret(): Promise<Buffer | undefined> {
      const accounts = await read()
      return accounts && Buffer.from(accounts.secret, 'base64')
    },

    /**
     * Adds a curator, or gives one another password. Under `first` it does nothing and gives
     * undefined when there is a curator already.
     */
    add(
      name: string,
      password: string,
      { first = false } = {},
    ): Promise<CuratorAccount | undefined> {
      return change(async (before) => {
        if (first && before.curators.length > 0) return [before, undefined]
        const salt = randomBytes(SALT_BYTES)
        const hash = await derive(password.normalize('NFKC'), salt, HASH_BYTES, SCRYPT)
        const account = {
          name,
          salt: salt.toString('base64'),
          hash: hash.toString('base64'),
          since: new Date().toISOString(),
        }
        const others = before.curators.filter((each) => !isNamed(each, name))
        return [
          { ...before, curators: [...others, account] },
          { name, since: account.since },
        ]
      })
    },

    /** Removes a curator, whose sessions end with it; gives whether there was one. */
    remove(name: string): Promise<boolean> {
      return change(async (before) => {
        const others = before.curators.filter((each) => !isNamed(each, name))
        return [{ ...before, curators: others }, others.length < before.curators.length]
      })
    },

    /**
     * The curator with this name and password. A name that nobody has takes as long to refuse as a
     * wrong password.
     */
    async check(name: string, password: string): Promise<CuratorAccount | undefined> {
      const account = (await read())?.curators.find((each) => isNamed(each, name))
      const salt = account ? Buffer.from(account.salt, 'base64') : randomBytes(SALT_BYTES)
      const given = password.slice(0, MAX_PASSWORD_CHARACTERS).normalize('NFKC')
      const hash = await derive(given, salt, HASH_BYTES, SCRYPT)
      const isRight = account && timingSafeEqual(hash, Buffer.from(account.hash, 'base64'))
      return isRight ? { name: account.name, since: account.since } : undefined
    },
  }
}
export type CuratorAccounts = ReturnType<typeof curatorAccounts>

function isNamed(account: { readonly name: string }, name: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase()
  return plain(account.name) === plain(name)
}
