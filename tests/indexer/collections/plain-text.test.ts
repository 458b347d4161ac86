import { describe, expect, it } from 'vitest'
import { plainText } from '../../../indexer/collections/plain-text.ts'

describe('the plain text of a label', () => {
  it.each([
    ['nothing at all', undefined, ''],
    ['null', null, ''],
    ['tags within a word', 'Sun<i>flowers</i>', 'Sunflowers'],
    [
      'tags that part lines',
      'Georges Seurat<br />French<p class="x">1859</p>',
      'Georges Seurat French 1859',
    ],
    ['a comment', 'Self-<!-- sic -->Portrait', 'Self-Portrait'],
    [
      'line breaks and spaces',
      '  Georges Seurat\r\n\tFrench,\u00A01859–1891 ',
      'Georges Seurat French, 1859–1891',
    ],
    [
      'entities by name',
      'Madame C&eacute;zanne &amp; &Scaron;&oslash;n&nbsp;&ldquo;Hi&rdquo;',
      'Madame Cézanne & Šøn “Hi”',
    ],
    ['entities by number', '&#233;&#xE9;&#x1F5BC;', 'éé🖼'],
    ['numbers that mean Windows-1252', 'D&#146;Orsay', 'D’Orsay'],
    ['an entity that hides a tag, which is text', '&lt;b&gt;', '<b>'],
    ['an entity encoded twice, decoded once', '&amp;eacute;', '&eacute;'],
    ['an entity nobody knows', 'Bed &breakfast; & more', 'Bed &breakfast; & more'],
    ['signs that are no tags', 'height < 20 cm > 10 cm, AT&T', 'height < 20 cm > 10 cm, AT&T'],
    ['numbers that are no characters', '&#0;&#xD800;&#9999999;', '\uFFFD\uFFFD\uFFFD'],
    ['soft hyphens and control characters', 'Selbst\u00ADbild\u0000nis&shy;', 'Selbstbild nis'],
    [
      'a title of a library, without what led on from it',
      'Portrait of a man /',
      'Portrait of a man',
    ],
    ['a name that led on to its dates', 'Hals, Frans,', 'Hals, Frans'],
    ['an address, which may end in a slash', 'https://a.example/', 'https://a.example/'],
    ['accents written apart', 'Ce\u0301zanne', 'Cézanne'],
  ])('reads %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  it('cuts off what no label holds', () => {
    expect(plainText('<'.repeat(1_000_000))).toHaveLength(20_000)
    expect(plainText('<!--'.repeat(1_000_000))).toHaveLength(20_000)
  })
})
