import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressGuard, isPublic } from '../../../indexer/downloads/address-guard.ts'
import { NEVER, testDownloads } from './test-downloads.ts'
import { json, webServer } from './web-server.ts'

const guard = addressGuard([])

describe('the address guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1:8080/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::8.8.8.8]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
  ])('refuses %s and says how to permit it', (address) => {
    expect(guard.refusal(new URL(address))).toContain('--allow-host ')
  })

  it.each([
    'http://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'http://[64:ff9b::8.8.8.8]/',
    'http://museum.org/',
  ])('lets %s pass', (address) => {
    expect(guard.refusal(new URL(address))).toBeUndefined()
  })

  it.each(['file:///etc/passwd', 'ftp://museum.org/', 'data:text/plain,x', 'javascript:1'])(
    'refuses %s, which is not of the web',
    (address) => {
      expect(guard.refusal(new URL(address))).toContain('only http: and https:')
    },
  )

  it('refuses addresses with a user name or password, without repeating them', () => {
    for (const address of ['http://me:secret@museum.org/', 'http://secret@museum.org/']) {
      const problem = addressGuard(['museum.org']).refusal(new URL(address))
      expect(problem).toContain('museum.org')
      expect(problem).not.toContain('secret')
    }
  })

  it.each([
    { allow: '127.0.0.1', passes: 'http://127.0.0.1:81/' },
    { allow: '127.0.0.1:81', passes: 'http://127.0.0.1:81/' },
    { allow: '127.0.0.1:80', passes: 'http://127.0.0.1/' },
    { allow: '127.0.0.1:443', passes: 'https://127.0.0.1/' },
    { allow: '127.1', passes: 'http://127.0.0.1/' },
    { allow: '[::1]', passes: 'http://[::1]:81/' },
    { allow: '::1', passes: 'http://[::1]:81/' },
    { allow: '[::1]:81', passes: 'http://[::1]:81/' },
  ])('permits $passes when $allow is allowed', ({ allow, passes }) => {
    expect(addressGuard([allow]).refusal(new URL(passes))).toBeUndefined()
  })

  it.each(['127.0.0.1:80', '127.0.0.2', 'localhost', '::1', ''])(
    'does not permit port 81 of 127.0.0.1 when "%s" is allowed',
    (allow) => {
      expect(addressGuard([allow]).refusal(new URL('http://127.0.0.1:81/'))).toBeDefined()
    },
  )

  it('knows names whatever their case', () => {
    expect(addressGuard(['Museum.Local']).isAllowed(new URL('http://museum.local/'))).toBe(true)
  })

  it('judges an IPv4 address alike in every notation', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
        const passes = isPublic(address)
        for (const host of [`${number}`, `0x${number.toString(16)}`, `[::ffff:${address}]`]) {
          expect(guard.refusal(new URL(`http://${host}/`)) === undefined).toBe(passes)
        }
      }),
    )
  })

  it('lets nothing pass that is not given out to networks', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (isPublic(address)) {
          const first = Number.parseInt(address.split(':')[0] || '0', 16)
          expect((first >= 0x2000 && first <= 0x3fff) || first === 0x64 || first === 0).toBe(true)
        }
      }),
    )
  })
})

describe('names', () => {
  it.each([
    ['a private address', ['10.0.0.1']],
    ['a private address among public ones', ['93.184.216.34', '::1']],
    ['no address', []],
  ])('that lead to %s are not asked', async (_, addresses) => {
    const { documents, clock } = await testDownloads({
      allowHosts: [],
      resolve: async () => addresses.map((address) => ({ address, family: 4 })),
    })
    const outcome = await documents(NEVER).read('http://museum.example/a')
    expect(outcome).toMatchObject({ status: 'failed' })
    expect('problem' in outcome && outcome.problem).toContain('museum.example')
    expect(clock.waits).toEqual([])
  })

  it('that the curator permits are asked, wherever they lead', async () => {
    const server = await webServer((response, { headers }) => json(response, headers.host))
    const port = new URL(server.origin).port
    const { documents } = await testDownloads({
      allowHosts: ['museum.example'],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
    expect(await documents(NEVER).read(`http://museum.example:${port}/`)).toMatchObject({
      text: `"museum.example:${port}"`,
    })
  })

  it('of this machine are refused by what they mean', async () => {
    const server = await webServer((response) => json(response, 1))
    const { documents } = await testDownloads({ allowHosts: [] })
    const address = server.origin.replace('127.0.0.1', 'localhost')
    expect(await documents(NEVER).read(address)).toMatchObject({
      problem: expect.stringContaining('--allow-host localhost'),
    })
    expect(server.asked).toHaveLength(0)
  })
})
