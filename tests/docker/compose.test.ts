import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../../server/config.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

type Service = {
  build: string
  image: string
  ports?: string[]
  environment?: Record<string, string>
  volumes: string[]
  profiles?: string[]
  command?: string[]
  restart?: string
}
const compose = parse(readFileSync(`${ROOT}/docker-compose.yml`, 'utf8')) as {
  services: Record<'pendant' | 'indexer', Service>
  volumes: Record<string, unknown>
}
const { pendant, indexer } = compose.services

describe('docker-compose.yml', () => {
  test('serves on this machine alone, from a volume that stays', () => {
    expect(Object.keys(compose.services)).toEqual(['pendant', 'indexer'])
    expect(pendant.profiles).toBeUndefined()
    expect(pendant.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:8080$/)])
    expect(pendant.volumes).toContain('data:/data')
    expect(Object.keys(compose.volumes)).toEqual(['data'])
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

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0
  if (!hasCompose) console.warn('SKIPPED: "docker compose config", for docker compose is not here.')
  test.skipIf(!hasCompose)('is accepted by docker compose itself', () => {
    const config = spawnSync('docker', ['compose', '--profile', 'indexer', 'config', '--quiet'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(config).toMatchObject({ status: 0, stderr: '' })
  })
})
