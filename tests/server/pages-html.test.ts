import type { IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html, jsonInScript } from '../../server/pages/html.ts'
import { publicOrigin } from '../../server/pages/public-address.ts'

describe('[PG5] a template of HTML', () => {
  test('keeps its own markup, and escapes whatever is put into it', () => {
    const title = `"><b onclick='x'>&amp;`
    expect(html`<p title="${title}">${title}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;&amp;amp;">&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;&amp;amp;</p>',
    )
  })

  test('takes other templates and lists of them as they are, and nothing for nothing', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`)
    expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.html).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
    )
  })

  test('lets no text out of its element or its attribute, and loses none of it', () => {
    const text = fc.string({ unit: fc.constantFrom(...`<>&"'=/!-;#3amp \n`, 'é', '\u2028') })
    fc.assert(
      fc.property(text, (any) => {
        const written = html`${any}`.html
        expect(written).not.toMatch(/[<>"']/)
        expect(unescaped(written)).toBe(any)
      }),
    )
  })

  test('holds JSON that says the same and ends no script', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant('</script><!--\u2028'))),
        (value) => {
          const written = jsonInScript(value).html
          expect(written).not.toMatch(/[<>&\u2028\u2029]/)
          expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)))
        },
      ),
    )
  })
})

function unescaped(text: string): string {
  const characters = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' } as const
  return text.replaceAll(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: keyof typeof characters) => characters[name],
  )
}

describe('[PG4] the origin of a page', () => {
  const originOf = (
    headers: IncomingMessage['headers'],
    { trustedProxies = 0, encrypted = false, publicUrl = null as string | null } = {},
  ) => publicOrigin({ headers, socket: { encrypted } as never }, { trustedProxies, publicUrl })

  test('is the host that was asked, over what it was asked', () => {
    expect(originOf({ host: 'museum.example:8080' })).toBe('http://museum.example:8080')
    expect(originOf({ host: 'Museum.example:443' }, { encrypted: true })).toBe(
      'https://museum.example',
    )
    expect(originOf({ host: '[::1]:8080' })).toBe('http://[::1]:8080')
    expect(originOf({ host: '192.168.1.20' })).toBe('http://192.168.1.20')
    expect(originOf({ host: 'xn--mnchen-3ya.example' })).toBe('http://xn--mnchen-3ya.example')
  })

  test('is what the outermost of one’s own proxies was called', () => {
    const headers = {
      host: 'inner',
      'x-forwarded-host': 'claimed.example, museum.example, middle',
      'x-forwarded-proto': 'http, https, http',
    }
    expect(originOf(headers)).toBe('http://inner')
    expect(originOf(headers, { trustedProxies: 2 })).toBe('https://museum.example')
    expect(originOf({ host: 'museum.example' }, { trustedProxies: 1 })).toBe(
      'http://museum.example',
    )
  })

  test('is the public address where one is set, whatever was asked', () => {
    const publicUrl = 'https://museum.example'
    expect(originOf({ host: 'localhost:8080' }, { publicUrl })).toBe(publicUrl)
    const claimed = { host: 'a b', 'x-forwarded-host': 'claimed.example' }
    expect(originOf(claimed, { publicUrl, trustedProxies: 1 })).toBe(publicUrl)
  })

  test('is none where the host is no host or the scheme is not the web’s', () => {
    for (const host of [
      undefined,
      '',
      'a b',
      'a/b',
      'a@b',
      'a?b',
      'a#b',
      '<a>',
      'a:b',
      '[a',
      '..',
    ]) {
      expect([host, originOf({ host })]).toEqual([host, undefined])
    }
    const headers = { host: 'a', 'x-forwarded-proto': 'javascript' }
    expect(originOf(headers, { trustedProxies: 1 })).toBeUndefined()
  })

  test('is never anything but a scheme, a host and a port', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webAuthority()), (host) => {
        const origin = originOf({ host })
        if (origin !== undefined) expect(origin).toMatch(/^http:\/\/[a-z0-9._:[\]-]+$/)
      }),
    )
  })
})
