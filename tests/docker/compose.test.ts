import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../../server/config.ts'
import { museum } from '../server/museum.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const SCALED = ['replica', 'publisher', 'database', 'balancer', 'prometheus', 'grafana'] as const
type ServiceName = 'pendant' | 'indexer' | 'caddy' | (typeof SCALED)[number]

type Service = {
  build?: string | { context: string; target: string }
  image: string
  ports?: string[]
  environment?: Record<string, string>
  volumes: string[]
  profiles?: string[]
  command?: string[]
  restart?: string
  deploy?: { replicas: number }
  read_only?: boolean
  depends_on?: Record<string, { condition: string }>
}
const compose = parse(readFileSync(`${ROOT}/docker-compose.yml`, 'utf8')) as {
  services: Record<ServiceName, Service>
  volumes: Record<string, unknown>
}
const { pendant, indexer, caddy } = compose.services

describe('docker-compose.yml', () => {
  test('serves on this machine alone, from a volume that stays', () => {
    expect(Object.keys(compose.services)).toEqual(['pendant', 'indexer', 'caddy', ...SCALED])
    expect(pendant.profiles).toBeUndefined()
    expect(pendant.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:8080$/)])
    expect(pendant.volumes).toContain('data:/data')
    expect(Object.keys(compose.volumes)).toEqual([
      'data',
      'caddy',
      'database',
      'prometheus',
      'grafana',
    ])
    expect(pendant).toMatchObject({ read_only: true, tmpfs: ['/tmp', '/home/node/.cache'] })
    expect(pendant.restart).toBe('unless-stopped')
  })

  test('sets only what the server reads', () => {
    const { replica } = compose.services
    for (const name of Object.keys({ ...pendant.environment, ...replica.environment })) {
      expect(Object.keys(SETTINGS)).toContain(name)
    }
  })

  test('indexes a mounted folder into the same volume, when asked to', () => {
    expect(indexer.profiles).toEqual(['indexer', 'curator'])
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

  test('scales out when asked to: servers that keep nothing, behind a balancer, with their counts', () => {
    for (const name of SCALED) {
      const { profiles, ports = [], volumes } = compose.services[name]
      expect(profiles).toEqual(['scale'])
      // Nothing of it is reached from other machines before somebody says so.
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
      for (const [, file] of volumes.join('\n').matchAll(/^\.\/(\S+?):/gm)) {
        expect(existsSync(`${ROOT}/${file}`), file).toBe(true)
      }
    }
    const { replica, publisher, database, balancer } = compose.services
    expect(replica).toMatchObject({
      deploy: { replicas: 3 },
      read_only: true,
      build: { context: '.', target: 'replica' },
      image: 'pendant-replica',
    })
    expect(replica.ports).toBeUndefined()
    expect(publisher.environment).toEqual(replica.environment)
    expect(replica.environment?.PENDANT_METRICS).toMatch(/:9464$/)
    expect(database.image).toMatch(/^pgvector\/pgvector:/)
    expect(balancer.depends_on).toEqual({ replica: { condition: 'service_healthy' } })
    const script = publisher.command?.at(-1) as string
    const syntax = spawnSync('sh', ['-n', '-c', script.replaceAll('$$', '$')], { encoding: 'utf8' })
    expect(syntax).toMatchObject({ status: 0, stderr: '' })
  })

  test('asks Prometheus and Grafana only for what a server counts', async () => {
    const text = (name: string) => readFileSync(`${ROOT}/ops/${name}`, 'utf8')
    expect(parse(text('prometheus.yml'))).toMatchObject({
      scrape_configs: [{ dns_sd_configs: [{ names: ['replica'], port: 9464 }] }],
    })
    const alerts = parse(text('alerts.yml')) as {
      groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[]
    }
    const dashboard = JSON.parse(text('grafana/pendant.json')) as {
      panels: { title: string; targets: { expr: string }[] }[]
    }
    const asked = [
      ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ]
    expect(asked.length).toBeGreaterThan(10)
    const house = await museum()
    const gallery = await house.serve({ metrics: { host: '127.0.0.1', port: 0 } })
    const counted = await (await fetch(`http://127.0.0.1:${gallery.metricsPort}/metrics`)).text()
    for (const [name] of asked.join('\n').matchAll(/pendant_\w+/g)) {
      expect(counted).toContain(`# TYPE ${name.replace(/_(bucket|count)$/, '')} `)
    }
    expect(parse(text('grafana/provisioning.yml'))).toMatchObject({
      datasources: [{ uid: 'prometheus', url: 'http://prometheus:9090' }],
    })
    expect(parse(text('grafana/dashboards.yml'))).toHaveProperty('providers')
  })

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0
  if (!hasCompose) console.warn('SKIPPED: "docker compose config", for docker compose is not here.')
  test.skipIf(!hasCompose)('is accepted by docker compose itself', () => {
    const config = spawnSync(
      'docker',
      [
        'compose',
        ...['indexer', 'caddy', 'scale'].flatMap((profile) => ['--profile', profile]),
        'config',
        '--quiet',
      ],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    )
    expect(config).toMatchObject({ status: 0, stderr: '' })
  })
})
