import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { TestEngine } from '../support/http/test-engine.js';

/** A Friday afternoon in Tokyo, while the Japanese desk is open (L2). */
const FRIDAY = '2026-11-27T07:30:00.000Z';
const FROM = 'Support <support@ledgerdesk.example>';

describe('mail channel over SMTP', () => {
  let receiver: MailReceiver;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let kenji: Caller;

  const advanceTo = (instant: string) => engine.advanceTo(instant);
  const ticket = async (differing: object = {}, who = aiko) => {
    const opened = await who.post('/v1/tickets', { ...TICKET, ...differing });
    expect(opened).toMatchObject({ status: 201 });
    return String(opened.body['ticketId']);
  };
  const answer = async (ticketId: string, body: string) => {
    expect(await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body })).toMatchObject({ status: 201 });
  };
  const mails = async (state: string) =>
    (await operator.get(`/v1/mails?state=${state}`)).body['items'] as readonly Readonly<Record<string, unknown>>[];
  /** The last errors of the mails that wait for another attempt. */
  const failures = async (): Promise<readonly string[]> =>
    (await mails('waiting')).map(({ lastError }) => String(lastError));

  beforeAll(async () => {
    receiver = await MailReceiver.open();
    engine = await TestEngine.open(FRIDAY, { SMTP_URL: receiver.url, MAIL_FROM: FROM });
    ({ operator, aiko, kenji } = await withAcme(engine));
  });
  afterAll(async () => {
    await engine.close();
    await receiver.close();
  });

  it('L1 mails each answer, and no other event, to the requester in the language of the ticket', async () => {
    const [english, japanese] = [
      await ticket({ subject: 'Sync <b>has</b> stopped\r\nBcc: eve@evil.example' }),
      await ticket({ subject: '同期が止まりました', language: 'ja' }),
    ];
    await kenji.post(`/v1/desk/tickets/${english}/notes`, { body: 'A secret between us.' });
    await answer(english, 'Try <this>:\nhttps://help.example/sync');
    await kenji.post(`/v1/desk/tickets/${japanese}/solution`, { body: '再起動してください。' });
    await advanceTo('2026-11-27T07:31:00.000Z');
    await receiver.waitFor(2);
    const [first, second] = receiver.received.toSorted(({ text: a }, { text: b }) => (a < b ? -1 : 1));
    expect(first).toMatchObject({
      from: 'support@ledgerdesk.example',
      to: ['aiko@acme.example'],
      text: expect.stringContaining('Try <this>:\r\nhttps://help.example/sync') as unknown,
    });
    expect(first?.html).toContain('Try &lt;this&gt;:<br><a href="https://help.example/sync">');
    expect(first?.headers.get('subject')).toBe('Re: Sync <b>has</b> stopped Bcc: eve@evil.example');
    expect(second?.headers.get('subject')).toBe('Re: 同期が止まりました');
    expect(second?.text).toContain('再起動してください。');
    await engine.restart('2026-11-27T07:40:00.000Z');
    expect(receiver.received).toHaveLength(2);
    expect(await mails('sent')).toHaveLength(2);
  });

  it('L1 mails in German to those who write in German, to whom support replies in English', async () => {
    receiver.received.length = 0;
    await answer(await ticket({ subject: 'Die Synchronisierung steht', language: 'de-CH' }), 'Please restart.');
    await engine.settled();
    await engine.advance(1_000);
    await receiver.waitFor(1);
    expect(receiver.received[0]?.text).toContain(
      'der Support hat auf Ihre Anfrage „Die Synchronisierung steht“ geantwortet:\r\n\r\nPlease restart.',
    );
    expect(receiver.received[0]?.html).toContain('<html lang="de">');
  });

  it('makes the mails of one ticket one thread: each refers to those before it, and has the same subject', async () => {
    receiver.received.length = 0;
    const [ticketId, other] = [await ticket({ subject: 'Threads' }), await ticket({ subject: 'Threads' })];
    for (const [index, answered] of ['First.', 'Second.', 'Third.'].entries()) {
      await answer(ticketId, answered);
      await engine.settled();
      await engine.advance(1_000);
      await receiver.waitFor(index + 1);
    }
    await answer(other, 'Another.');
    await engine.settled();
    await engine.advance(1_000);
    await receiver.waitFor(4);
    const header = (index: number, name: string) => receiver.received[index]?.headers.get(name);
    const ids = [0, 1, 2].map((index) => header(index, 'message-id'));
    const root = `<ticket-${ticketId}@ledgerdesk.example>`;
    expect(new Set(ids).size).toBe(3);
    expect([0, 1, 2].map((index) => header(index, 'references'))).toEqual([
      root,
      `${root} ${ids[0]}`,
      `${root} ${ids[0]} ${ids[1]}`,
    ]);
    expect([0, 1, 2].map((index) => header(index, 'in-reply-to'))).toEqual([undefined, ids[0], ids[1]]);
    expect(new Set([0, 1, 2].map((index) => header(index, 'subject')))).toEqual(new Set(['Re: Threads']));
    expect([header(3, 'references'), header(3, 'in-reply-to')]).toEqual([
      `<ticket-${other}@ledgerdesk.example>`,
      undefined,
    ]);
  });

  it('names the files of an answer without attaching them', async () => {
    receiver.received.length = 0;
    const upload = await kenji.upload('Step one.', '手順 1.txt', 'text/plain');
    await kenji.post(`/v1/desk/tickets/${await ticket()}/answers`, {
      body: 'Do this.',
      uploads: [upload.body['uploadId']],
    });
    await advanceTo('2026-11-27T07:40:30.000Z');
    await receiver.waitFor(1);
    expect(receiver.received[0]?.text).toContain(
      'Do this.\r\n\r\nAttachments (open the request to view them): 手順 1.txt',
    );
    expect(receiver.received[0]?.text).not.toContain('Step one.');
  });

  it('retries a temporarily refused mail with the same Message-ID, and no permanently refused one', async () => {
    receiver.received.length = 0;
    receiver.answers.push(450);
    await answer(await ticket(), 'Take two.');
    await advanceTo('2026-11-27T07:41:00.000Z');
    await engine.waitForAttempts(async () => (await failures()).some((error) => error.includes(' 450 ')));
    await advanceTo('2026-11-27T07:43:00.000Z');
    await receiver.waitFor(1);
    await engine.waitForAttempts(async () => (await mails('sent')).length === 9);
    receiver.answers.push(550);
    await answer(await ticket(), 'Nobody there.');
    await advanceTo('2026-11-27T07:44:00.000Z');
    await engine.waitForAttempts(async () => (await mails('dead')).length === 1);
    const [dead] = await mails('dead');
    expect(dead).toMatchObject({
      occasion: 'answer',
      teamId: 'acme',
      memberId: 'aiko',
      address: '•••@acme.example',
      attempts: 1,
      lastError: expect.stringContaining('•••@acme.example') as unknown,
    });
    expect(JSON.stringify(dead)).not.toContain('aiko@');
    const retry = `/v1/mails/${String(dead?.['mailId'])}/retry`;
    expect((await operator.post(retry)).body).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await operator.post(retry)).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:mail-not-dead',
    });
    expect((await operator.post('/v1/mails/none/retry')).status).toBe(404);
    await engine.restart('2026-11-27T07:50:00.000Z');
    await receiver.waitFor(2);
    expect(receiver.received[1]?.headers.get('message-id')).toBe(`<${String(dead?.['mailId'])}@ledgerdesk.example>`);
  });

  it('mails to the address and with the name that a member has by then', async () => {
    receiver.received.length = 0;
    const joining = { memberId: 'carla', name: 'Carla', email: 'carla@acme.example', language: 'en', roles: [] };
    expect(await operator.post('/v1/teams/acme/members', joining)).toMatchObject({ status: 201 });
    const carla = await engine.member('acme', 'carla');
    const ticketId = await ticket({ subject: 'Moved' }, carla);
    const change = { name: 'Carla Neri', email: 'carla.neri@acme.example' };
    expect(await operator.patch('/v1/teams/acme/members/carla', change)).toMatchObject({ status: 200 });
    await answer(ticketId, 'For Carla.');
    await advanceTo('2026-11-27T07:50:30.000Z');
    await receiver.waitFor(1);
    expect(receiver.received[0]).toMatchObject({
      to: ['carla.neri@acme.example'],
      text: expect.stringContaining('Carla Neri') as unknown,
    });
  });

  it('mails nothing to a member who has left after the mail was queued', async () => {
    receiver.received.length = 0;
    const ben = await engine.member('acme', 'ben');
    receiver.answers.push(451);
    await answer(await ticket({}, ben), 'For Ben.');
    await advanceTo('2026-11-27T07:51:00.000Z');
    await engine.waitForAttempts(async () => (await failures()).some((error) => error.includes(' 451 ')));
    expect(await operator.delete('/v1/teams/acme/members/ben')).toMatchObject({ status: 200 });
    await advanceTo('2026-11-27T07:53:00.000Z');
    await engine.waitForAttempts(async () => (await mails('dead')).length === 1);
    expect(await mails('dead')).toMatchObject([{ memberId: 'ben', lastError: 'The member is not active.' }]);
    expect(receiver.received).toEqual([]);
  });
});
