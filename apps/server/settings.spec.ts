import { mailStatus } from './mail.js';
import { settingsFrom } from './settings.js';

const MAIL = { SMTP_URL: 'smtps://user:secret@mail.example:465', MAIL_FROM: 'Support <support@example.com>' };

describe('settings of mails', () => {
  it('are both there or neither, and health says which', () => {
    expect(mailStatus(settingsFrom(MAIL))).toBe('on');
    expect(mailStatus(settingsFrom({}))).toBe('off');
    expect(mailStatus(settingsFrom({ ...MAIL, ROLES: 'http' }))).toBeNull();
    expect(() => settingsFrom({ SMTP_URL: MAIL.SMTP_URL })).toThrow(/MAIL_FROM is missing/);
  });

  it.each(['mail.example', 'http://mail.example', 'smtp://', 'smtp://user:secret@mail.example:99999'])(
    'take no server like %p, and never say a password again',
    (url) => {
      const set = () => settingsFrom({ ...MAIL, SMTP_URL: url });
      expect(set).toThrow(/SMTP_URL is wrong/);
      expect(set).not.toThrow(/secret/);
    },
  );

  it.each([
    'support',
    'Support <support>',
    'a@b.example, c@d.example',
    'Support <a@b.example>\r\nBcc: eve@evil.example',
  ])('take no sender like %p', (from) => {
    expect(() => settingsFrom({ ...MAIL, MAIL_FROM: from })).toThrow(/MAIL_FROM/);
  });
});
