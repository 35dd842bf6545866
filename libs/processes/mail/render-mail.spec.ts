import fc from 'fast-check';
import { renderMail } from './render-mail.js';

const template = { en: { subject: 'Re: {subject}', paragraphs: ['Hello {name},', '{body}'] } };
const values = {
  name: 'Aiko',
  subject: 'Sync has stopped',
  body: 'Look at https://help.example/sync?a=1&b=2.\nThen write again.',
};

describe('a rendered email', () => {
  it('has the same content as text and as HTML', () => {
    expect(renderMail(template, 'en', values)).toEqual({
      subject: 'Re: Sync has stopped',
      text: 'Hello Aiko,\n\nLook at https://help.example/sync?a=1&b=2.\nThen write again.\n',
      html:
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"></head><body>\n<p>Hello Aiko,</p>\n' +
        '<p>Look at <a href="https://help.example/sync?a=1&amp;b=2">https://help.example/sync?a=1&amp;b=2</a>.' +
        '<br>Then write again.</p>\n</body></html>\n',
    });
  });

  it('L1 is in the language given, and in English if the template is not translated', () => {
    const german = { ...template, de: { subject: 'Re: {subject}', paragraphs: ['Guten Tag {name},', '{body}'] } };
    const { text, html } = renderMail(german, 'de', values);
    expect([text.split(',')[0], html]).toEqual(['Guten Tag Aiko', expect.stringContaining('<html lang="de">')]);
    expect(renderMail(german, 'ja', values)).toEqual(renderMail(template, 'en', values));
  });

  it('escapes markup in values', () => {
    const { html } = renderMail(template, 'en', {
      ...values,
      body: '<img src=x onerror="alert(1)"> & \'more\' https://x.example/"><script>',
    });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;more&#39;');
    expect(html).not.toMatch(/<(img|script)/);
  });

  it('does not fill placeholders in values', () => {
    expect(renderMail(template, 'en', { ...values, name: '{body}', body: 'secret' }).text).toBe(
      'Hello {body},\n\nsecret\n',
    );
  });

  it('has a subject of one line, at most 150 characters and no control characters', () => {
    expect(renderMail(template, 'en', { ...values, subject: 'Hi\r\nBcc: eve@example.com' }).subject).toBe(
      'Re: Hi Bcc: eve@example.com',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (subject) => {
        expect(renderMail(template, 'en', { ...values, subject }).subject).toMatch(/^[^\p{Cc}\u2028\u2029]{0,150}$/u);
      }),
    );
  });
});
