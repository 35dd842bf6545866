import { TEAM, TICKET, withAcme } from './api/acme.js';
import type { Caller } from './api/caller.js';
import { MailReceiver } from './api/mail-receiver.js';
import { TestEngine } from './api/test-engine.js';

const AT = '2026-12-01T01:00:00.000Z';
const QUARTER_END = '2027-01-01T00:00:00.000Z';

describe('the programme over HTTP', () => {
  let mails: MailReceiver;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    mails = await MailReceiver.open();
    engine = await TestEngine.open('2026-11-27T07:30:00.000Z', { SMTP_URL: mails.url, MAIL_FROM: 'Support <support@ledgerdesk.example>' });
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    await operator.post('/v1/desk/agents', { agentId: 'kenji', name: 'Kenji', languages: ['en', 'ja'], products: ['dropbox'] });
    const sales = await engine.as({ kind: 'sales' });
    const { body: { quoteId } } = await sales.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'enhanced' });
    await sales.post('/v1/teams/acme/add-ons', { quoteId });
  });
  afterAll(async () => {
    await engine.close();
    await mails.close();
  });

  let now = Date.parse('2026-11-27T07:30:00.000Z');
  const aWhile = async (): Promise<void> => {
    now += 10_000;
    await engine.timeGoesTo(new Date(now).toISOString());
  };
  const goTo = async (instant: string): Promise<void> => {
    await engine.restart(instant);
    now = Date.parse(instant) + 1_000;
    await aWhile();
  };
  const mailsCome = (count: number): Promise<void> => engine.until(() => mails.received.length >= count, `There were ${mails.received.length} mails, not ${count}.`);
  const consult = (by: Caller, path = '/v1/hub/consultations', more: object = {}) => by.post(path, { product: 'dropbox', consultantId: 'kenji', startsAt: AT, ...more });

  it('E4 an admin books the hour that comes with an add-on, once', async () => {
    expect((await aiko.get('/v1/hub/programme')).body).toMatchObject({ consultations: [{ product: 'dropbox', source: 'team', state: 'open' }] });
    expect((await ben.get('/v1/hub/programme')).body).toMatchObject({ status: 403, rule: 'H5' });
    expect((await consult(aiko)).body).toMatchObject({ status: 'booked', consultantId: 'kenji', startsAt: AT, endsAt: '2026-12-01T02:00:00.000Z' });
    expect((await consult(aiko, undefined, { startsAt: '2026-12-02T01:00:00.000Z' })).body).toMatchObject({ status: 409, rule: 'E4' });
    expect((await aiko.get('/v1/hub/programme')).body).toMatchObject({ consultations: [{ state: 'booked' }] });
  });

  it('E4 no consultant is booked twice for a time, and is free again after a cancellation', async () => {
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    await operator.post('/v1/teams/globex/members', { memberId: 'hank', name: 'Hank', email: 'hank@globex.example', language: 'en', roles: [] });
    await operator.put('/v1/teams/globex/members/hank/champion', { level: 'grand' });
    const forHank = () => consult(operator, '/v1/teams/globex/consultations', { memberId: 'hank' });
    expect((await forHank()).body).toMatchObject({ status: 409 });
    const { body: { consultations } } = await aiko.get('/v1/hub/programme');
    const { consultationId } = (consultations as { consultation: { consultationId: string } }[])[0]?.consultation ?? {};
    expect((await kenji.delete(`/v1/teams/acme/consultations/${consultationId}`)).body).toMatchObject({ status: 'cancelled' });
    await engine.settled();
    expect((await forHank()).body).toMatchObject({ status: 'booked', source: 'champion', memberId: 'hank' });
  });

  it('Q3 Q4 Enhanced schedules one root-cause session a quarter, whose agenda counts and quotes nobody', async () => {
    const schedule = () => aiko.post('/v1/hub/root-cause-sessions', { consultantId: 'kenji', startsAt: '2026-12-03T01:00:00.000Z' });
    expect((await schedule()).body).toMatchObject({ quarter: '2026-Q4', status: 'booked' });
    expect((await schedule()).body).toMatchObject({ status: 409, rule: 'Q3' });
    await ben.post('/v1/tickets', { ...TICKET, subject: 'A word of Ben' });
    await engine.settled();
    const { body } = await aiko.get('/v1/hub/root-cause-sessions/2026-Q4/agenda');
    expect(body).toMatchObject({ quarter: '2026-Q4', trends: [{ quarter: '2026-Q3', requests: 0 }, { quarter: '2026-Q4', requests: 1, issueTypes: [{ issueType: 'sync_upload', count: 1 }] }] });
    expect(JSON.stringify(body)).not.toMatch(/Ben|ben/);
  });

  it('Q1 Q2 mails each admin three features that the team uses least, once the quarter is over, and once only', async () => {
    const used = { 'file-requests': 9, transfer: 7, rewind: 1, 'version-history': 40, 'online-only': 3, 'link-permissions': 2, 'remote-wipe': 5, 'universal-search': 8 };
    for (const [feature, count] of Object.entries(used)) {
      expect((await operator.put(`/v1/teams/acme/features/${feature}`, { count })).body).toMatchObject({ feature, count, quarter: '2026-Q4' });
    }
    await goTo(QUARTER_END);
    await mailsCome(1);
    await goTo('2027-01-02T00:00:00.000Z');
    expect(mails.received).toHaveLength(1);
    expect(mails.received[0]).toMatchObject({ to: ['aiko@acme.example'] });
    const [digest] = (await engine.engine.store.readStream('quarter-acme.2026-Q4')).filter(({ type }) => type === 'FeatureDigestSent');
    expect(JSON.parse(digest?.data ?? '{}')).toMatchObject({ recipients: ['aiko'], features: [{ feature: 'backup', count: 0 }, { feature: 'team-folders', count: 0 }, { feature: 'rewind', count: 1 }] });
  });
});
