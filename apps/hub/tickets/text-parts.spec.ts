import { textPartsOf } from './text-parts.js';

const linksIn = (text: string): readonly string[] =>
  textPartsOf(text).flatMap((part) => (part.isLink ? [part.text] : []));

describe('links in messages', () => {
  it.each([
    ['see https://example.com/a?b=1#c.', ['https://example.com/a?b=1#c']],
    ['(http://example.com/x), https://b.example', ['http://example.com/x', 'https://b.example']],
    ['詳細は https://example.com/ページ。をご覧ください', ['https://example.com/ページ']],
    ['javascript:alert(1) data:text/html,x', []],
    ['https://', []],
    ['nothing', []],
    ['', []],
  ])('of %j are %j', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it('leave the text as it was written', () => {
    const text = 'a https://b.example/c, d\nhttps://e.example!';
    expect(
      textPartsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
