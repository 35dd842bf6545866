import fc from 'fast-check';
import { renderMail } from './render-mail.js';

const template = { subject: 'Re: {subject}', paragraphs: ['Hello {name},', '{body}'] };
const words = {
  name: 'Aiko',
  subject: 'Sync stands still',
  body: 'Look at https://help.example/sync?a=1&b=2.\nThen write again.',
};

describe('a letter', () => {
  it('says the same as text and as HTML', () => {
    expect(renderMail(template, 'en', words)).toEqual({
      subject: 'Re: Sync stands still',
      text: 'Hello Aiko,\n\nLook at https://help.example/sync?a=1&b=2.\nThen write again.\n',
      html:
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"></head><body>\n<p>Hello Aiko,</p>\n' +
        '<p>Look at <a href="https://help.example/sync?a=1&amp;b=2">https://help.example/sync?a=1&amp;b=2</a>.<br>Then write again.</p>\n</body></html>\n',
    });
  });

  it('takes nothing that somebody wrote for markup', () => {
    const { html } = renderMail(template, 'en', {
      ...words,
      body: '<img src=x onerror="alert(1)"> & \'more\' https://x.example/"><script>',
    });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;more&#39;');
    expect(html).not.toMatch(/<(img|script)/);
  });

  it('takes nothing that somebody wrote for a word of the template', () => {
    expect(renderMail(template, 'en', { ...words, name: '{body}', body: 'secret' }).text).toBe(
      'Hello {body},\n\nsecret\n',
    );
  });

  it('keeps its subject on one line, whatever stands in it', () => {
    expect(renderMail(template, 'en', { ...words, subject: 'Hi\r\nBcc: eve@example.com' }).subject).toBe(
      'Re: Hi Bcc: eve@example.com',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (subject) => {
        expect(renderMail(template, 'en', { ...words, subject }).subject).toMatch(/^[^\p{Cc}\u2028\u2029]{0,150}$/u);
      }),
    );
  });
});
