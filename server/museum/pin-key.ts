import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { PinKey } from '../contract/kiosk-settings.ts'

const derive = promisify(pbkdf2)

/**
 * OWASP's figure of 2023 for PBKDF2 with SHA-256. A kiosk takes a quarter of a second for a PIN.
 */
const ROUNDS = 600_000
const SALT_BYTES = 16
const KEY_BYTES = 32

/** Makes the key that checks a PIN, and makes it again only when the PIN changes. */
export function pinKeys(): (pin: string | null) => Promise<PinKey | null> {
  let made: { readonly pin: string; readonly key: Promise<PinKey> } | null = null
  return async (pin) => {
    if (pin === null) return null
    if (made?.pin !== pin) made = { pin, key: keyOf(pin) }
    return made.key
  }
}

async function keyOf(pin: string): Promise<PinKey> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(pin, salt, ROUNDS, KEY_BYTES, 'sha256')
  return { salt: salt.toString('hex'), rounds: ROUNDS, key: key.toString('hex') }
}
