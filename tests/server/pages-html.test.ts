import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html, jsonInScript } from '../../server/pages/html.ts'

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
