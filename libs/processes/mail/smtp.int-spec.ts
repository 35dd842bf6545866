import { MailReceiver } from '../../../test/support/http/mail-receiver.js';
import { MailRefused, smtpSender } from './smtp.js';

const mail = {
  id: 'mail-1',
  to: 'aiko@acme.example',
  at: '2026-11-27T07:30:00.000Z',
  subject: '同期が止まりました',
  text: 'こんにちは',
  html: '<p>こんにちは</p>',
};
const FROM = 'Support <support@ledgerdesk.example>';

describe('emails over SMTP', () => {
  let receiver: MailReceiver;
  beforeEach(async () => {
    receiver = await MailReceiver.open();
  });
  afterEach(() => receiver.close());

  const send = (differing: Partial<typeof mail> = {}) =>
    smtpSender({ url: receiver.url, from: FROM })({ ...mail, ...differing });
  const refusal = async (differing: Partial<typeof mail> = {}): Promise<unknown> =>
    send(differing).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('have text and HTML, a date, and a message ID from the outbox message', async () => {
    await send();
    const [received] = receiver.received;
    expect(received).toMatchObject({
      from: 'support@ledgerdesk.example',
      to: [mail.to],
      text: mail.text,
      html: mail.html,
    });
    const header = (name: string) => received?.headers.get(name);
    expect([
      header('message-id'),
      header('subject'),
      header('date'),
      header('from'),
      header('to'),
      header('auto-submitted'),
    ]).toEqual([
      '<mail-1@ledgerdesk.example>',
      mail.subject,
      'Fri, 27 Nov 2026 07:30:00 +0000',
      FROM,
      mail.to,
      'auto-generated',
    ]);
  });

  it.each([
    ['a subject', { subject: 'Hi\r\nBcc: eve@evil.example' }],
    ['a subject in another script', { subject: '同期\r\nBcc: eve@evil.example' }],
    ['an id', { id: 'x>\r\nBcc: eve@evil.example' }],
    ['an address', { to: 'aiko@acme.example\r\nBcc: eve@evil.example' }],
    ['an address that is a list', { to: 'aiko@acme.example, eve@evil.example' }],
  ])('cannot inject headers or recipients: %s', async (_, differing) => {
    await refusal(differing);
    for (const { to, headers } of receiver.received) {
      expect([...headers.keys()]).not.toContain('bcc');
      expect(to).not.toContain('eve@evil.example');
    }
  });

  it.each([
    [550, true],
    [554, true],
    [450, false],
    [421, false],
  ])('are refused with %d: final is %p, and the message masks the address', async (code, final) => {
    receiver.answers.push(code);
    const error = await refusal();
    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ final });
    expect(String(error)).toContain('•••@acme.example');
    expect(String(error)).not.toContain('aiko@');
  });

  it.each([530, 550, 451])('are retried while the server refuses the sender (%d)', async (code) => {
    receiver.senderError = code;
    expect(await refusal()).toMatchObject({
      final: false,
      message: expect.stringContaining(String(code)) as unknown,
    });
  });

  it('are retried while the server is unreachable', async () => {
    const { url } = receiver;
    await receiver.close();
    expect(await smtpSender({ url, from: FROM })(mail).catch((error: unknown) => error)).toMatchObject({
      final: false,
    });
    receiver = await MailReceiver.open();
  });

  it('are not sent with a password over a connection without TLS', async () => {
    const url = receiver.url.replace('127.0.0.1', 'user:secret@127.1');
    const error: unknown = await smtpSender({ url, from: FROM })(mail).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ final: false, message: expect.stringContaining('STARTTLS') as unknown });
    expect(receiver.received).toEqual([]);
  });
});
