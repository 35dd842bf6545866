import { removeAddOn, TEAM, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const ADD_ONS = '/v1/teams/acme/add-ons';
/** The starts of December, January and February in acme's time zone. */
const [DECEMBER, JANUARY, FEBRUARY] = [
  '2026-11-30T15:00:00.000Z',
  '2026-12-31T15:00:00.000Z',
  '2027-01-31T15:00:00.000Z',
];

describe('billing over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let ben: Caller;
  let sales: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko, ben } = await withAcme(engine));
    sales = await engine.as({ kind: 'sales' });
  });
  afterAll(() => engine.close());

  const dropbox = async (caller = aiko): Promise<Body> => {
    await engine.settled();
    const items = (await caller.get(ADD_ONS)).body['items'] as Body[];
    return items.find(({ product }) => product === 'dropbox') ?? {};
  };
  const charges = async (): Promise<readonly unknown[]> => {
    await engine.settled();
    const items = (await aiko.get('/v1/teams/acme/charges')).body['items'] as {
      reason: string;
      amount: { minor: number };
    }[];
    return items.map(({ reason, amount }) => [reason, amount.minor]);
  };
  const quoteFor = async (caller: Caller, edition: string): Promise<Body> =>
    (await caller.post(`${ADD_ONS}/quotes`, { product: 'dropbox', edition })).body;

  it('P7 P9 P10 shows the purchased add-on, its charge, and the next renewal, to billing admins only', async () => {
    expect(await dropbox()).toMatchObject({
      action: 'remove',
      allowed: true,
      refused: null,
      addOn: { edition: 'essentials', state: 'active', scheduledEdition: null },
      upcoming: { at: DECEMBER, edition: 'essentials', seats: 25, amount: { minor: 11_250, currency: 'JPY' } },
    });
    expect(await charges()).toEqual([['purchase', 1500]]);
    expect((await aiko.get('/v1/teams/acme/charges')).body).toMatchObject({
      items: [{ exact: { numerator: '45000', denominator: '30' }, replaces: null }],
    });
    expect((await ben.get(ADD_ONS)).body).toMatchObject({ status: 403, rule: 'P6' });
  });

  it('P14 P5 quotes an upgrade to sales only, and bills the difference once', async () => {
    expect(await quoteFor(aiko, 'enhanced')).toMatchObject({ status: 403, rule: 'P5' });
    await engine.advanceTo('2026-11-27T07:30:10.000Z');
    const quote = await quoteFor(sales, 'enhanced');
    expect(quote).toMatchObject({
      change: 'upgrade',
      amount: { minor: 2000 },
      replaces: { minor: 450 },
      renewalAmount: { minor: 26_250 },
    });
    for (let times = 0; times < 2; times += 1) {
      expect((await sales.post(ADD_ONS, { quoteId: quote['quoteId'] })).body).toMatchObject({
        edition: 'enhanced',
        charge: { minor: 2000 },
      });
    }
    expect(await dropbox()).toMatchObject({
      action: 'remove',
      allowed: false,
      refused: { rule: 'P5' },
      addOn: { edition: 'enhanced' },
    });
    expect(await charges()).toEqual([
      ['upgrade', 2000],
      ['purchase', 1500],
    ]);
  });

  it('P10 charges the full price at the start of the next period, without a command', async () => {
    await engine.restart(DECEMBER);
    expect(await charges()).toEqual([
      ['renewal', 26_250],
      ['upgrade', 2000],
      ['purchase', 1500],
    ]);
    expect(await dropbox()).toMatchObject({
      addOn: { period: { from: '2026-12-01', to: '2027-01-01' }, renewsAt: JANUARY },
    });
  });

  it('P14 downgrades at the next renewal, and cancels a scheduled downgrade without a charge', async () => {
    const downgrade = async (): Promise<unknown> =>
      (await sales.post(ADD_ONS, { quoteId: (await quoteFor(sales, 'essentials'))['quoteId'] })).body;
    expect(await downgrade()).toMatchObject({
      edition: 'enhanced',
      scheduledEdition: 'essentials',
      charge: { minor: 0 },
    });
    expect((await sales.delete(`${ADD_ONS}/dropbox/edition-change`)).body).toMatchObject({ scheduledEdition: null });
    await downgrade();
    expect(await dropbox(sales)).toMatchObject({
      upcoming: { at: JANUARY, edition: 'essentials', amount: { minor: 11_250 } },
    });
    await engine.restart(JANUARY);
    expect(await dropbox()).toMatchObject({ allowed: true, addOn: { edition: 'essentials', scheduledEdition: null } });
  });

  it('P8 removes an add-on only after a preview, which says what ends and what is still charged', async () => {
    const path = `${ADD_ONS}/dropbox/removal`;
    const head = await engine.engine.store.head();
    expect((await aiko.post(path)).body).toMatchObject({
      status: 400,
      errors: [{ field: 'previewId', message: expect.stringContaining('removal/preview') as string }],
    });
    expect((await ben.post(`${path}/preview`)).body).toMatchObject({ status: 403, rule: 'P6' });
    const { status, body: preview } = await aiko.post(`${path}/preview`);
    expect([status, preview]).toMatchObject([
      201,
      {
        product: 'dropbox',
        effectiveAt: FEBRUARY,
        ends: ['response-target', 'live-support', 'hub', 'consultation', 'feature-digest'],
        amount: { minor: 0, currency: 'JPY' },
        cancelledCharge: { at: FEBRUARY, amount: { minor: 11_250 } },
      },
    ]);
    expect((await aiko.post(`${ADD_ONS}/dash/removal`, { previewId: preview['previewId'] })).body).toMatchObject({
      status: 400,
      rule: 'P8',
      type: 'urn:ledgerdesk:problem:removal-preview-invalid',
    });
    const { quoteId } = await quoteFor(sales, 'enhanced');
    for (const previewId of [quoteId, 'x'])
      expect((await aiko.post(path, { previewId })).body).toMatchObject({ status: 400, rule: 'P8' });
    expect((await ben.post(path, { previewId: preview['previewId'] })).body).toMatchObject({ status: 403, rule: 'P6' });
    expect(await engine.engine.store.head()).toBe(head);
    expect((await aiko.post(path, { previewId: preview['previewId'] })).body).toMatchObject({
      removalEffectiveAt: FEBRUARY,
    });
    expect((await aiko.post(path, { previewId: preview['previewId'] })).status).toBe(201);
    expect((await aiko.delete(path)).body).toMatchObject({ removalEffectiveAt: null });
  });

  it('P11 P12 ends a removed add-on at its renewal, without another charge', async () => {
    const before = await charges();
    await removeAddOn(aiko, 'acme', 'dropbox');
    await aiko.delete(`${ADD_ONS}/dropbox/removal`);
    expect((await removeAddOn(aiko, 'acme', 'dropbox')).body).toMatchObject({ removalEffectiveAt: FEBRUARY });
    expect(await dropbox()).toMatchObject({ action: 'keep', upcoming: null });
    await engine.restart(FEBRUARY);
    expect(await dropbox()).toEqual({
      product: 'dropbox',
      action: 'add',
      allowed: true,
      refused: null,
      addOn: null,
      upcoming: null,
    });
    expect(await charges()).toEqual(before);
    expect((await engine.engine.store.readStream('addOn-acme.dropbox')).at(-1)).toMatchObject({ type: 'AddOnEnded' });
  });

  it.each(['essentials', 'enhanced'])(
    'P3 lists an inquiry for sales until a confirmed quote for %s completes it',
    async (edition) => {
      const {
        body: { inquiryId },
      } = await aiko.post('/v1/teams/acme/add-on-inquiries', { product: 'dropbox', message: 'Please.' });
      await engine.settled();
      expect((await sales.get('/v1/add-on-inquiries')).body).toMatchObject({
        items: [{ inquiryId, teamId: 'acme', product: 'dropbox', memberId: 'aiko', message: 'Please.' }],
      });
      const { quoteId } = await quoteFor(sales, edition);
      expect((await sales.post(ADD_ONS, { quoteId, inquiryId: 'other' })).body).toMatchObject({
        status: 400,
        rule: 'P3',
      });
      expect((await sales.post(ADD_ONS, { quoteId, inquiryId })).status).toBe(201);
      await engine.settled();
      expect((await sales.get('/v1/add-on-inquiries')).body).toEqual({ items: [] });
    },
  );

  it('P3 V4 takes inquiries of members without a role, shows them their own, and lets sales close them', async () => {
    const inquiries = '/v1/teams/acme/add-on-inquiries';
    const { inquiryId } = (await ben.post(inquiries, { product: 'dash', message: 'What is it?' })).body;
    await engine.settled();
    expect((await ben.get(inquiries)).body).toMatchObject({
      items: [{ inquiryId, state: 'open', team: { id: 'acme', name: 'Acme KK' }, member: { id: 'ben', name: 'ben' } }],
    });
    expect(JSON.stringify((await aiko.get(inquiries)).body)).not.toContain('ben');
    const closure = `${inquiries}/${String(inquiryId)}/closure`;
    expect((await ben.post(closure, { reason: 'No.' })).status).toBe(403);
    expect((await sales.post(closure, {})).status).toBe(400);
    expect((await sales.post(closure, { reason: 'The team will wait.' })).body).toMatchObject({ state: 'closed' });
    await engine.settled();
    expect((await ben.get(inquiries)).body).toMatchObject({
      items: [{ state: 'closed', reason: 'The team will wait.' }],
    });
    expect((await sales.get('/v1/add-on-inquiries')).body).toEqual({ items: [] });
    expect((await sales.get('/v1/add-on-inquiries?state=closed&team=acme')).body).toMatchObject({
      items: [
        { inquiryId, reason: 'The team will wait.', team: { id: 'acme', name: 'Acme KK' }, member: { id: 'ben' } },
      ],
    });
    expect((await sales.get('/v1/add-on-inquiries?state=closed&team=globex')).body).toEqual({ items: [] });
    expect((await sales.get('/v1/add-on-inquiries?state=lost')).status).toBe(400);
  });

  it('P1 sells at the price that sales agreed where none is listed, and renews at it', async () => {
    const operator = await engine.as({ kind: 'operator' });
    const team = { ...TEAM, teamId: 'helvetia', billing: { ...TEAM.billing, currency: 'CHF', seats: 10 } };
    await operator.post('/v1/teams', team);
    const heidi = { memberId: 'heidi', name: 'Heidi', email: 'heidi@helvetia.example', language: 'en' };
    await operator.post('/v1/teams/helvetia/members', { ...heidi, roles: ['team_admin'] });
    const [path, member] = ['/v1/teams/helvetia/add-ons', await engine.member('helvetia', 'heidi')];
    const asked = { product: 'dropbox', edition: 'essentials' };
    expect((await member.post(`${path}/quotes`, asked)).body).toMatchObject({
      type: 'urn:ledgerdesk:problem:no-price',
      rule: 'P1',
      detail: expect.stringContaining('Sales can agree') as unknown,
    });
    expect((await member.post(`${path}/quotes`, { ...asked, agreedUnitPrice: 300 })).body).toMatchObject({
      status: 403,
      type: 'urn:ledgerdesk:problem:agreed-price-sales-only',
    });
    expect((await sales.post(`${path}/quotes`, asked)).body).toMatchObject({
      type: 'urn:ledgerdesk:problem:agreed-price-required',
    });
    expect(
      (await sales.post(`${ADD_ONS}/quotes`, { ...asked, product: 'dash', agreedUnitPrice: 1 })).body,
    ).toMatchObject({ type: 'urn:ledgerdesk:problem:price-listed' });
    const samara = await engine.as({ kind: 'sales', subject: 'samara' });
    const quote = (await samara.post(`${path}/quotes`, { ...asked, agreedUnitPrice: 300 })).body;
    expect(quote).toMatchObject({ unitPrice: { minor: 300, currency: 'CHF' }, agreedBy: 'samara' });
    expect((await samara.post(path, { quoteId: quote['quoteId'] })).status).toBe(201);
    await engine.settled();
    const { periodEndsAt } = quote;
    await engine.restart(String(periodEndsAt));
    expect((await member.get('/v1/teams/helvetia/charges')).body).toMatchObject({
      items: [
        { reason: 'renewal', amount: { minor: 3000, currency: 'CHF' }, agreedBy: 'samara' },
        { reason: 'purchase', agreedBy: 'samara', unitPrice: { minor: 300, currency: 'CHF' } },
      ],
    });
  });
});
