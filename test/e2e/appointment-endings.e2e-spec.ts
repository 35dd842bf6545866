import { removeAddOn, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { TestEngine } from '../support/http/test-engine.js';

const START = '2026-11-27T07:30:00.000Z';
/** Acme's next renewal: 1 December in Tokyo. */
const RENEWAL = '2026-11-30T15:00:00.000Z';
const SESSION = { consultantId: 'kenji', startsAt: '2026-12-15T01:00:00.000Z' };
const CONSULTATION = { product: 'dropbox', consultantId: 'kenji', startsAt: '2026-12-16T01:00:00.000Z' };

describe('appointments of an add-on that ends', () => {
  let mails: MailReceiver;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let kenji: Caller;
  let sales: Caller;

  const change = async (edition: string) => {
    const { body } = await sales.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition });
    return sales.post('/v1/teams/acme/add-ons', { quoteId: body['quoteId'] });
  };
  const cancellationsIn = async (stream: string) =>
    (await engine.engine.store.readStream(stream))
      .filter(({ type }) => type.endsWith('Cancelled'))
      .map(({ data }) => JSON.parse(data) as { readonly reason: string });
  const reservations = async () =>
    (await engine.engine.store.readStream('consultant-kenji')).filter(({ type }) => type === 'ConsultantReleased');

  beforeEach(async () => {
    mails = await MailReceiver.open();
    engine = await TestEngine.open(START, { SMTP_URL: mails.url, MAIL_FROM: 'Support <support@ledgerdesk.example>' });
    ({ operator, aiko, kenji } = await withAcme(engine));
    sales = await engine.as({ kind: 'sales' });
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji',
      languages: ['en'],
      products: ['dropbox'],
    });
    await change('enhanced');
    expect((await aiko.post('/v1/hub/root-cause-sessions', SESSION)).body).toMatchObject({ status: 'booked' });
    expect((await aiko.post('/v1/hub/consultations', CONSULTATION)).body).toMatchObject({
      status: 'booked',
      bookedAt: expect.stringMatching(/^2026-11-27T07:3/) as unknown,
    });
  });
  afterEach(async () => {
    await engine.close();
    await mails.close();
  });

  it('E4 Q3 P11 end with its removal: the consultant is free and the member is notified', async () => {
    expect((await removeAddOn(sales, 'acme', 'dropbox')).status).toBe(201);
    await engine.advanceTo('2026-11-30T14:59:00.000Z');
    expect(await cancellationsIn('quarter-acme.2026-Q4')).toEqual([]);
    await engine.restart('2026-11-30T15:20:00.000Z');
    expect(await cancellationsIn('quarter-acme.2026-Q4')).toMatchObject([{ reason: 'add-on-ended' }]);
    expect(await cancellationsIn('programme-acme')).toMatchObject([{ reason: 'add-on-ended' }]);
    expect(await reservations()).toHaveLength(2);
    await engine.advance(5_000);
    await mails.waitFor(2);
    const texts = mails.received.map(({ text }) => text).sort();
    expect(texts[0]).toContain('2026-12-15 10:00 (Asia/Tokyo)');
    expect(texts[1]).toContain('2026-12-16 10:00 (Asia/Tokyo)');
    await engine.restart('2026-12-17T00:00:00.000Z');
    expect((await kenji.post('/v1/teams/acme/root-cause-sessions/2026-Q4/completion', {})).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:appointment-cancelled',
    });
  });

  it('Q3 P14 end with the Enhanced edition; a consultation continues with Essentials', async () => {
    expect((await change('essentials')).status).toBe(201);
    await engine.restart(RENEWAL);
    expect(await cancellationsIn('quarter-acme.2026-Q4')).toMatchObject([{ reason: 'edition-ended' }]);
    expect(await cancellationsIn('programme-acme')).toEqual([]);
    expect((await aiko.get('/v1/hub/programme')).body).toMatchObject({
      consultations: [{ state: 'booked' }],
      rootCauseSessions: [{ state: 'not-included' }, { state: 'not-included' }],
    });
  });

  it('C1 E4 end with the own add-on of a Champion who is named again without Premium Support', async () => {
    const name = (body: object) => operator.put('/v1/teams/acme/members/ben/champion', body);
    await name({ level: 'epic' });
    const hour = { ...CONSULTATION, memberId: 'ben', startsAt: '2026-12-17T01:00:00.000Z' };
    expect((await kenji.post('/v1/teams/acme/consultations', hour)).body).toMatchObject({ source: 'champion' });
    await name({ level: 'grand' });
    await name({ level: 'grand', premiumSupport: false });
    await engine.restart(RENEWAL);
    expect(await cancellationsIn('programme-acme')).toMatchObject([{ memberId: 'ben', reason: 'add-on-ended' }]);
  });

  it('E2 C1 E4 of a suspended Champion stay, and go on once the member is active again', async () => {
    const carla = '/v1/teams/acme/members/carla';
    await operator.post('/v1/teams/acme/members', {
      memberId: 'carla',
      name: 'Carla',
      email: 'carla@acme.example',
      language: 'en',
      roles: [],
    });
    await operator.put(`${carla}/champion`, { level: 'grand' });
    const booked = await operator.post('/v1/teams/acme/consultations', {
      ...CONSULTATION,
      memberId: 'carla',
      startsAt: '2026-12-17T01:00:00.000Z',
    });
    const path = `/v1/teams/acme/consultations/${String(booked.body['consultationId'])}/completion`;
    await operator.put(`${carla}/status`, { status: 'suspended' });
    await engine.restart('2026-12-17T02:00:00.000Z');
    expect(await cancellationsIn('programme-acme')).toEqual([]);
    expect((await operator.post(path)).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:appointment-member-suspended',
    });
    await operator.put(`${carla}/status`, { status: 'active' });
    expect((await operator.post(path)).body).toMatchObject({ rule: 'E2' });
  });

  it('P12 go on if the removal is withdrawn', async () => {
    await removeAddOn(sales, 'acme', 'dropbox');
    await sales.delete('/v1/teams/acme/add-ons/dropbox/removal');
    await engine.restart(RENEWAL);
    expect([...(await cancellationsIn('quarter-acme.2026-Q4')), ...(await cancellationsIn('programme-acme'))]).toEqual(
      [],
    );
  });
});
