import { withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { TestEngine } from '../support/http/test-engine.js';

const START = '2026-12-20T00:00:00.000Z';
const QUARTER_END = '2027-01-01T00:00:00.000Z';
const MEMBERS = '/v1/teams/acme/members';

describe('quarterly digests', () => {
  let receiver: MailReceiver;
  let engine: TestEngine;
  let operator: Caller;

  const open = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
    engine = await TestEngine.open(START, settings);
    ({ operator } = await withAcme(engine));
  };
  const openWithMail = () => open({ SMTP_URL: receiver.url, MAIL_FROM: 'Support <support@ledgerdesk.example>' });
  const addAdmin = (memberId: string) =>
    operator.post(MEMBERS, {
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'en',
      roles: ['team_admin'],
    });
  const report = async () => {
    const auditor = await engine.as({ kind: 'auditor', subject: 'eve' });
    return (await auditor.get('/v1/reports/digests')).body['items'];
  };
  const waitingMails = async () =>
    (await operator.get('/v1/mails?state=waiting')).body['items'] as readonly { readonly attempts: number }[];

  beforeEach(async () => {
    receiver = await MailReceiver.open();
  });
  afterEach(async () => {
    await engine.close();
    await receiver.close();
  });

  it('Q1 C5 are sent, after an outage of the mail server, to who may still receive them only', async () => {
    await openWithMail();
    for (const memberId of ['demoted', 'left', 'named']) await addAdmin(memberId);
    receiver.answers.push(451, 451, 451, 451);
    await engine.restart(QUARTER_END);
    await engine.settled();
    await engine.advance(1_000);
    await engine.waitForAttempts(async () => {
      const waiting = await waitingMails();
      return waiting.length === 4 && waiting.every(({ attempts }) => attempts === 1);
    });
    await operator.put(`${MEMBERS}/demoted/roles`, { roles: [] });
    await operator.delete(`${MEMBERS}/left`);
    await operator.put(`${MEMBERS}/named/champion`, { level: 'epic' });
    await engine.settled();
    expect(await report()).toMatchObject([{ recipients: 4, mailed: 0, notMailed: [], unconfirmed: 4 }]);
    await engine.advanceTo('2027-01-01T00:02:00.000Z');
    await engine.waitForAttempts(async () => (await waitingMails()).length === 0);
    await engine.settled();
    expect(receiver.received.map(({ to }) => to)).toEqual([['aiko@acme.example']]);
    expect(await report()).toMatchObject([
      {
        recipients: 4,
        mailed: 1,
        notMailed: [
          { reason: 'champion', mails: 1 },
          { reason: 'member-left', mails: 1 },
          { reason: 'not-admin', mails: 1 },
        ],
        unconfirmed: 0,
      },
    ]);
  });

  it('Q1 are reported as not mailed after a downtime of more than 31 days, and without a mail server', async () => {
    await openWithMail();
    await engine.restart('2027-02-02T00:00:00.000Z');
    await engine.settled();
    expect(await report()).toMatchObject([{ recipients: 1, mailed: 0, notMailed: [{ reason: 'late', mails: 1 }] }]);
    expect(receiver.received).toEqual([]);
    await engine.close();
    await open();
    await engine.restart(QUARTER_END);
    await engine.settled();
    expect(await report()).toMatchObject([{ recipients: 1, mailed: 0, notMailed: [{ reason: 'mail-off', mails: 1 }] }]);
  });
});
