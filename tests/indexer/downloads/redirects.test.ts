import { describe, expect, it } from 'vitest'
import { NEVER, testDownloads } from './test-downloads.ts'
import { json, webServer } from './web-server.ts'

/** A server that sends on from /from to wherever it is told. */
async function sendingOn(to: string | ((number: number) => string), code = 302) {
  const server = await webServer((response, { path }, number) => {
    if (path === '/to') return json(response, 'there')
    const location = typeof to === 'string' ? to : to(number)
    response.writeHead(code, { location }).end('moved')
  })
  const { documents } = await testDownloads({ allowHosts: [server.host] })
  const read = () =>
    documents(NEVER).read(`${server.origin}/from`, { headers: { 'x-key': 'secret' } })
  return { server, read }
}

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('of %i is followed', async (code) => {
    const { server, read } = await sendingOn('/to', code)
    expect(await read()).toMatchObject({ text: '"there"', url: `${server.origin}/to` })
  })

  it('is followed five times and no more', async () => {
    const { server, read } = await sendingOn((number) => `/from?${number}`)
    expect(await read()).toMatchObject({
      status: 'failed',
      problem: `${server.origin}/from redirects more than 5 times`,
    })
    expect(server.asked).toHaveLength(6)
  })

  it.each([
    { to: 'file:///etc/passwd', problem: 'only http: and https:' },
    { to: 'http://10.0.0.1/', problem: '--allow-host 10.0.0.1' },
    { to: 'http://127.0.0.1:1/', problem: '--allow-host 127.0.0.1' },
    { to: 'http://a:b@8.8.8.8/', problem: 'user name or password' },
    { to: 'http://', problem: 'something that is no address' },
  ])('to $to is refused', async ({ to, problem }) => {
    const { read, server } = await sendingOn(to)
    expect(await read()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining(problem),
    })
    expect(server.asked).toHaveLength(1)
  })

  it('to another host keeps what was meant for the first one from it', async () => {
    const other = await webServer((response, { headers }) =>
      json(response, headers['x-key'] ?? null),
    )
    const first = await webServer((response) =>
      response.writeHead(302, { location: `${other.origin}/to` }).end(),
    )
    const { documents } = await testDownloads()
    const outcome = await documents(NEVER).read(`${first.origin}/from`, {
      headers: { 'x-key': 'secret' },
    })
    expect(first.asked[0]?.headers['x-key']).toBe('secret')
    expect(outcome).toMatchObject({ status: 'read', text: 'null', url: `${other.origin}/to` })
  })
})
