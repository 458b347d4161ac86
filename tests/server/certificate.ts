import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TlsFiles } from '../../server/web/tls.ts'

/** Node reads certificates and makes none. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/**
 * A certificate of its own for localhost with its key, gone with the test; `pem` is what to trust.
 */
export async function makeCertificate(): Promise<TlsFiles & { readonly pem: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pendant-certificate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', key, '-out', cert],
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`)
  return { cert, key, pem: await readFile(cert, 'utf8') }
}
