import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseConfig, SETTINGS } from '../../server/config.ts'
import { FAILURES } from '../../server/contract/failures.ts'

const docs = (name: string) =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8')
const protocol = docs('protocol')

describe('the settings', () => {
  test('all have a default, and listen on this machine alone', () => {
    expect(parseConfig({})).toEqual({
      config: {
        host: '127.0.0.1',
        port: 8080,
        data: resolve('data'),
        postgresUrl: null,
        gallerySource: null,
        metrics: null,
        kiosk: resolve('dist/kiosk'),
        logLevel: 'info',
        limits: {
          probesPerSocket: { perSecond: 40, burst: 80 },
          requestsPerAddress: { perSecond: 100, burst: 200 },
          requestsPerKey: { perSecond: 100, burst: 200 },
          connectionsPerAddress: 256,
          openRequestsPerAddress: 512,
          trustedProxies: 0,
        },
        pictures: { workers: 1 },
        desk: 'this machine',
        keys: [],
        corsOrigins: [],
        publicUrl: null,
        tls: null,
        hstsSeconds: 0,
      },
    })
  })

  test('are read from the environment; one set to nothing counts as unset', () => {
    const parsed = parseConfig({
      PORT: '0',
      HOST: '',
      PENDANT_DATA: '/srv/pendant',
      UNRELATED: 'x',
    })
    expect(parsed).toMatchObject({
      config: { port: 0, host: '127.0.0.1', data: '/srv/pendant' },
    })
  })

  test('are refused all together, each by its name, with what it is and what it should be', () => {
    const parsed = parseConfig({
      PORT: '80 80',
      PENDANT_LOG_LEVEL: 'loud',
      PENDANT_PROBES_PER_SECOND: '0',
      PENDANT_TRUSTED_PROXIES: '-1',
    })
    expect(parsed).toEqual({
      problems: [
        'PORT is "80 80": it must be a whole number from 0 to 65535. It is the TCP port to listen on; 0 takes any free one; 8080 when unset.',
        expect.stringMatching(
          /^PENDANT_LOG_LEVEL is "loud": it must be one of fatal, .*, silent\./,
        ),
        expect.stringMatching(/^PENDANT_PROBES_PER_SECOND is "0": it must be at least 1\./),
        expect.stringMatching(/^PENDANT_TRUSTED_PROXIES is "-1": it must be a whole number/),
      ],
    })
  })

  test('name a certificate and its key together, or neither', () => {
    expect(
      parseConfig({ PENDANT_TLS_CERT: '/etc/a.pem', PENDANT_TLS_KEY: '/etc/a.key' }),
    ).toMatchObject({ config: { tls: { cert: '/etc/a.pem', key: '/etc/a.key' } } })
    expect(parseConfig({ PENDANT_TLS_KEY: '/etc/a.key' })).toEqual({
      problems: [
        'PENDANT_TLS_KEY is set and PENDANT_TLS_CERT is not: https takes both, http neither.',
      ],
    })
  })

  test.each([
    ['*', '*'],
    ['https://a.example, http://b.example:8080', ['https://a.example', 'http://b.example:8080']],
  ])('take the origins %s', (given, corsOrigins) => {
    expect(parseConfig({ PENDANT_CORS_ORIGINS: given })).toMatchObject({ config: { corsOrigins } })
  })

  test.each(['a.example', 'https://a.example/', '*, https://a.example', 'null'])(
    'refuse %s as origins',
    (given) => {
      expect(parseConfig({ PENDANT_CORS_ORIGINS: given })).toEqual({
        problems: [expect.stringContaining('it must be * or origins such as')],
      })
    },
  )

  test.each([
    ['https://pendant.museum.example', 'https://pendant.museum.example'],
    ['HTTP://192.168.1.20:8080/', 'http://192.168.1.20:8080'],
  ])('take %s for the public address', (given, publicUrl) => {
    expect(parseConfig({ PENDANT_PUBLIC_URL: given })).toMatchObject({ config: { publicUrl } })
  })

  test.each([
    'museum.example',
    'https://museum.example/pendant',
    'ftp://a.example',
    'https://a@b.c',
  ])('refuse %s as the public address', (given) => {
    expect(parseConfig({ PENDANT_PUBLIC_URL: given })).toEqual({
      problems: [expect.stringContaining('it must be an address such as')],
    })
  })

  test.each(Object.entries(SETTINGS))(
    '%s is in docs/protocol.md with its default',
    (name, { fallback }) => {
      const usual = fallback === '' ? 'none' : `\`${fallback}\``
      expect(protocol).toContain(`| \`${name}\` | ${usual} |`)
    },
  )

  test.each(Object.entries(FAILURES))(
    'the failure %s is in docs/protocol.md',
    (code, { httpStatus, retry }) => {
      expect(protocol).toContain(`| \`${code}\` | ${httpStatus} | ${retry} |`)
    },
  )
})
