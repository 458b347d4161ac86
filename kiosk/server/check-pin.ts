import type { PinKey } from '../../server/contract/kiosk-settings.ts'

/**
 * Whether a PIN is the one that a key was made from: PBKDF2 with SHA-256, see [KS4]. Null where the
 * browser computes no digests, as on pages over plain http from another machine.
 */
export async function isRightPin(
  pin: string,
  { salt, rounds, key }: PinKey,
): Promise<boolean | null> {
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (subtle === undefined) return null
  const material = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations: rounds },
    material,
    key.length * 4,
  )
  const derived = Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0'))
  return derived.join('') === key
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
