import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../../server/config.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

type Service = {
  build?: string
  image: string
  ports?: string[]
  environment?: Record<string, string>
  volumes: string[]
  profiles?: string[]
  command?: string[]
  restart?: string
  depends_on?: Record<string, { condition: string }>
}
const compose = parse(readFileSync(`${ROOT}/docker-compose.yml`, 'utf8')) as {
  services: Record<'pendant' | 'indexer' | 'caddy', Service>
  volumes: Record<string, unknown>
}
const { pendant, indexer, caddy } = compose.services

describe('docker-compose.yml', () => {
  test('serves on this machine alone, from a volume that stays', () => {
    expect(Object.keys(compose.services)).toEqual(['pendant', 'indexer', 'caddy'])
    expect(pendant.profiles).toBeUndefined()
    expect(pendant.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:8080$/)])
    expect(pendant.volumes).toContain('data:/data')
    expect(Object.keys(compose.volumes)).toEqual(['data', 'caddy'])
    expect(pendant.restart).toBe('unless-stopped')
  })

  test('sets only what the server reads', () => {
    for (const name of Object.keys(pendant.environment ?? {})) {
      expect(Object.keys(SETTINGS)).toContain(name)
    }
  })

  test('indexes a mounted folder into the same volume, when asked to', () => {
    expect(indexer.profiles).toEqual(['indexer'])
    expect(indexer.image).toBe(pendant.image)
    expect(indexer.volumes).toEqual([
      'data:/data',
      expect.stringMatching(/^\$\{PENDANT_COLLECTION:-.*\}:\/collection:ro$/),
    ])
    const script = indexer.command?.at(-1) as string
    expect(script).toContain('import folder /collection')
    expect(script).toMatch(/cli\.ts index$/)
    // Compose turns $$ into $; sh must find no fault with what is left.
    const syntax = spawnSync('sh', ['-n', '-c', script.replaceAll('$$', '$')], { encoding: 'utf8' })
    expect(syntax).toMatchObject({ status: 0, stderr: '' })
  })

  test('puts a proxy that ends TLS before the server, when asked to', () => {
    expect(caddy.profiles).toEqual(['caddy'])
    expect(caddy.depends_on).toEqual({ pendant: { condition: 'service_healthy' } })
    expect(caddy.ports).toEqual(['80:80', '443:443'])
    expect(caddy.volumes).toEqual(['./Caddyfile:/etc/caddy/Caddyfile:ro', 'caddy:/data'])
    // Of those that are set by the one who starts it; the rest are fixed.
    expect(pendant.environment?.PENDANT_TRUSTED_PROXIES).toMatch(
      /^\$\{PENDANT_TRUSTED_PROXIES:-0\}$/,
    )
    const lines = readFileSync(`${ROOT}/Caddyfile`, 'utf8').split('\n')
    const rules = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))
    expect(rules[0]).toBe('{$PENDANT_DOMAIN:localhost} {')
    expect(rules).toContain('issuer {$PENDANT_TLS_ISSUER:internal}')
    expect(rules).toContain('reverse_proxy pendant:8080')
    const read = rules.flatMap((rule) => [...rule.matchAll(/\{\$(\w+)/g)].map(([, name]) => name))
    expect(Object.keys(caddy.environment ?? {})).toEqual(read)
  })

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0
  if (!hasCompose) console.warn('SKIPPED: "docker compose config", for docker compose is not here.')
  test.skipIf(!hasCompose)('is accepted by docker compose itself', () => {
    const config = spawnSync(
      'docker',
      ['compose', '--profile', 'indexer', '--profile', 'caddy', 'config', '--quiet'],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    )
    expect(config).toMatchObject({ status: 0, stderr: '' })
  })
})
