import { removeAddOn, TEAM, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const SEATS = '/v1/teams/acme/seat-changes';
const yen = (minor: number) => ({ minor, currency: 'JPY' });
/** The starts of December and January in acme's time zone. */
const [DECEMBER, JANUARY] = ['2026-11-30T15:00:00.000Z', '2026-12-31T15:00:00.000Z'];

/** Reads charges of a team, earliest first: when each fell due, why, for how many seats and how much. */
const chargesOf = async (engine: TestEngine, teamId = 'acme'): Promise<readonly unknown[]> => {
  await engine.settled();
  const sales = await engine.as({ kind: 'sales' });
  const { items } = (await sales.get(`/v1/teams/${teamId}/charges`)).body as unknown as {
    readonly items: readonly { reason: string; product: string; seats: number; amount: { minor: number } }[];
  };
  return items.map(({ reason, product, seats, amount }) => [reason, product, seats, amount.minor]).reverse();
};
const quote = async (caller: Caller, seats: number, teamId = 'acme'): Promise<Body> =>
  (await caller.post(`/v1/teams/${teamId}/seat-changes/quotes`, { seats })).body;
const change = async (caller: Caller, seats: number, teamId = 'acme'): Promise<Reply> => {
  const { quoteId } = await quote(caller, seats, teamId);
  return caller.post(`/v1/teams/${teamId}/seat-changes`, { quoteId });
};

describe('seats over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let sales: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, ben } = await withAcme(engine));
    sales = await engine.as({ kind: 'sales' });
  });
  afterAll(() => engine.close());

  const billingPage = async (caller = aiko, query = ''): Promise<Body> => {
    await engine.settled();
    return (await caller.get(`/v1/teams/acme/add-ons${query}`)).body;
  };
  const seatsOn = async (query = ''): Promise<Body> => (await billingPage(aiko, query))['seats'] as Body;

  it('P8 P9 are quoted without a record, and charged for the rest of the period once confirmed', async () => {
    await engine.advanceTo('2026-11-27T07:40:00.000Z');
    const before = await engine.engine.store.head();
    const quoted = await quote(aiko, 30);
    expect(quoted).toMatchObject({
      change: 'increase',
      from: 25,
      to: 30,
      amount: yen(300),
      lines: [{ product: 'dropbox', unitPrice: yen(450), exact: { numerator: '9000', denominator: '30' } }],
      remainingDays: 4,
      renewalAmount: yen(13_500),
      periodEndsAt: DECEMBER,
    });
    expect(await engine.engine.store.head()).toBe(before);
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await aiko.post(SEATS, { quoteId: quoted['quoteId'] });
      expect([status, body]).toMatchObject([
        201,
        { teamId: 'acme', seats: 30, scheduledBilling: null, charge: yen(300) },
      ]);
    }
    expect(await chargesOf(engine)).toEqual([
      ['purchase', 'dropbox', 25, 1500],
      ['seats', 'dropbox', 5, 300],
    ]);
    const [item] = (await billingPage())['items'] as Body[];
    expect(item).toMatchObject({ addOn: { seats: 30 }, upcoming: { seats: 30, amount: yen(13_500) } });
  });

  it('P8 are read with the Ledger-Position of the confirmation', async () => {
    await engine.advanceTo('2026-11-27T07:50:00.000Z');
    const { headers } = await change(aiko, 31);
    const position = headers.get('ledger-position') ?? fail();
    const { body } = await aiko.with({ 'ledger-position': position }).get('/v1/teams/acme/charges');
    expect(body).toMatchObject({ items: [{ reason: 'seats', seats: 1, amount: yen(60) }, {}, {}] });
  });

  it('P8 P10 count from the renewal if there are fewer, which can be replaced and withdrawn', async () => {
    const scheduled = { effectiveAt: DECEMBER, interval: 'month', periodStart: '2026-11-01', timeZone: 'Asia/Tokyo' };
    expect((await change(aiko, 20)).body).toMatchObject({
      seats: 31,
      scheduledBilling: { ...scheduled, seats: 20 },
      charge: yen(0),
    });
    expect(await quote(sales, 22)).toMatchObject({ change: 'reduction', replaces: 20, from: 31 });
    expect((await change(sales, 22)).body).toMatchObject({ scheduledBilling: { seats: 22 } });
    expect(await seatsOn()).toMatchObject({ seats: 31, scheduledBilling: { seats: 22 }, allowed: true, refused: null });
    expect((await operator.get('/v1/teams/acme')).body).toMatchObject({
      billing: { seats: 31 },
      scheduledBilling: { ...scheduled, seats: 22 },
    });
    expect((await aiko.delete(`${SEATS}/scheduled`)).body).toMatchObject({ seats: 31, scheduledBilling: null });
    expect((await aiko.delete(`${SEATS}/scheduled`)).status).toBe(200);
    expect(await seatsOn()).toMatchObject({ seats: 31, scheduledBilling: null });
    await change(aiko, 20);
  });

  it('P8 refuses a quote whose team or add-on has changed since, or that is none', async () => {
    const { quoteId } = await quote(aiko, 40);
    await change(aiko, 32);
    expect((await aiko.post(SEATS, { quoteId })).body).toMatchObject({ status: 409, rule: 'P8' });
    expect((await aiko.post(SEATS, { quoteId })).body['type']).toContain('quote-outdated');
    const addOnQuote = (await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' }))
      .body;
    expect((await aiko.post(SEATS, { quoteId: addOnQuote['quoteId'] })).body).toMatchObject({ status: 400 });
    const ownQuote = await quote(aiko, 33);
    expect((await aiko.post('/v1/teams/acme/add-ons', { quoteId: ownQuote['quoteId'] })).body).toMatchObject({
      status: 400,
    });
    expect(await quote(aiko, 32)).toMatchObject({ status: 409 });
  });

  it('P4 P5 P6 are changed by sales and by members who may buy, and others are told why not', async () => {
    const mayOf = async (caller: Caller) => ((await caller.get('/v1/me')).body['may'] as Body)['seats'];
    expect(await mayOf(aiko)).toEqual({ allowed: true, refused: null });
    expect(await mayOf(sales)).toEqual({ allowed: true, refused: null });
    expect(await mayOf(ben)).toMatchObject({ allowed: false, refused: { code: 'billing-role-required', rule: 'P6' } });
    expect(await quote(ben, 40)).toMatchObject({ status: 403, rule: 'P6' });
    await operator.patch('/v1/teams/acme', { selfServe: false });
    expect(await mayOf(aiko)).toMatchObject({ allowed: false, refused: { code: 'sales-only-team', rule: 'P4' } });
    expect(await seatsOn()).toMatchObject({ allowed: false, refused: { rule: 'P4' } });
    expect(await quote(aiko, 40)).toMatchObject({ status: 403, rule: 'P4' });
    expect(await quote(sales, 40)).toMatchObject({ change: 'increase' });
    await operator.patch('/v1/teams/acme', { selfServe: true });
    expect((await operator.patch('/v1/teams/acme', { seats: 40 })).body).toMatchObject({ status: 409, rule: 'P8' });
    const { seats } = (await operator.get('/v1/teams/acme/add-ons')).body as { readonly seats?: Body };
    expect(seats).toMatchObject({ allowed: false, refused: { code: 'not-for-this-caller' } });
  });

  it('P13 are charged for each add-on, one that is being removed included', async () => {
    const dash = (await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' })).body;
    expect(dash).toMatchObject({ seats: 32 });
    await aiko.post('/v1/teams/acme/add-ons', { quoteId: dash['quoteId'] });
    await removeAddOn(aiko, 'acme', 'dropbox');
    await engine.advanceTo('2026-11-30T03:00:00.000Z');
    expect(await quote(aiko, 42)).toMatchObject({
      amount: yen(275),
      remainingDays: 1,
      lines: [
        { product: 'dropbox', amount: yen(150), renewalAmount: null },
        { product: 'dash', amount: yen(125) },
      ],
    });
    expect((await change(aiko, 42)).body).toMatchObject({ seats: 42, charge: yen(275) });
    expect((await chargesOf(engine)).slice(-2)).toEqual(
      expect.arrayContaining([
        ['seats', 'dash', 10, 125],
        ['seats', 'dropbox', 10, 150],
      ]),
    );
    await change(aiko, 18);
  });

  it('P10 P11 renew with the new seats what is left, and count when an add-on is bought again', async () => {
    const { etag } = Object.fromEntries((await operator.get('/v1/teams/acme')).headers);
    const cached = () => operator.with({ 'if-none-match': etag ?? fail() }).get('/v1/teams/acme');
    expect((await cached()).status).toBe(304);
    await engine.restart(DECEMBER);
    expect((await cached()).body).toMatchObject({ billing: { seats: 18 } });
    expect((await chargesOf(engine)).at(-1)).toEqual(['renewal', 'dash', 18, 6750]);
    expect(await seatsOn()).toMatchObject({ seats: 18, scheduledBilling: null });
    expect(await quote(aiko, 18)).toMatchObject({ status: 409 });
    const again = { product: 'dropbox', edition: 'essentials' };
    expect((await aiko.post('/v1/teams/acme/add-ons/quotes', again)).body).toMatchObject({
      seats: 18,
      remainingDays: 31,
    });
  });

  it('P8 show the seats and what was scheduled as of an earlier moment', async () => {
    expect(await seatsOn('?asOf=2026-11-30T14:59:59.999Z')).toMatchObject({
      seats: 42,
      scheduledBilling: { seats: 18, effectiveAt: DECEMBER },
      allowed: false,
      refused: { code: 'as-of-past' },
    });
    const asOf = async (instant: string) => (await operator.get(`/v1/teams/acme?asOf=${instant}`)).body;
    expect(await asOf('2026-11-30T14:59:59.999Z')).toMatchObject({
      billing: { seats: 42 },
      scheduledBilling: { seats: 18 },
    });
    expect(await asOf(DECEMBER)).toMatchObject({ billing: { seats: 18 }, scheduledBilling: null });
  });

  it('P9 P10 have the charges of seats in the report', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const { items } = (await auditor.get('/v1/reports/charges')).body as unknown as { readonly items: readonly Body[] };
    const added = items.filter(({ reason }) => reason === 'seats');
    expect(added).toMatchObject([
      { month: '2026-11', product: 'dash', charges: 1, amount: yen(125) },
      { month: '2026-11', product: 'dropbox', charges: 4, amount: yen(300 + 60 + 60 + 150) },
    ]);
  });

  it('P9 P10 are billed by another interval and zone from the renewal', async () => {
    const { body } = await operator.patch('/v1/teams/acme', { interval: 'year', timeZone: 'America/New_York' });
    expect(body).toMatchObject({
      timeZone: 'America/New_York',
      billing: { interval: 'month', periodStart: '2026-11-01' },
      scheduledBilling: {
        effectiveAt: JANUARY,
        interval: 'year',
        periodStart: '2027-01-01',
        timeZone: 'America/New_York',
      },
    });
    await engine.restart(JANUARY);
    expect((await chargesOf(engine)).at(-1)).toEqual(['renewal', 'dash', 18, 67_500]);
    const [, dash] = (await billingPage())['items'] as Body[];
    expect(dash).toMatchObject({
      addOn: { period: { from: '2027-01-01', to: '2028-01-01' }, renewsAt: '2028-01-01T05:00:00.000Z' },
    });
    expect((await operator.get('/v1/teams/acme')).body).toMatchObject({
      billing: { interval: 'year', periodStart: '2027-01-01', seats: 18 },
      scheduledBilling: null,
    });
  });
});

describe('seats of a team in a zone with daylight saving, in a leap year', () => {
  it('P9 are charged by the days of February and March', async () => {
    const engine = await TestEngine.open('2028-02-01T12:00:00.000Z');
    try {
      const [operator, sales] = [await engine.as({ kind: 'operator' }), await engine.as({ kind: 'sales' })];
      const billing = { currency: 'EUR', interval: 'month', periodStart: '2026-01-31', seats: 10 };
      await operator.post('/v1/teams', { ...TEAM, teamId: 'berlin', timeZone: 'Europe/Berlin', billing });
      const { quoteId } = (
        await sales.post('/v1/teams/berlin/add-ons/quotes', { product: 'dropbox', edition: 'enhanced' })
      ).body;
      await sales.post('/v1/teams/berlin/add-ons', { quoteId });
      expect(await quote(sales, 11, 'berlin')).toMatchObject({
        period: { from: '2028-01-31', to: '2028-02-29' },
        periodDays: 29,
        remainingDays: 28,
        periodEndsAt: '2028-02-28T23:00:00.000Z',
      });
      // Every hour of two months takes seconds: only those in which the renewal falls due.
      await engine.restart('2028-02-28T22:00:00.000Z');
      await engine.advanceTo('2028-02-28T23:30:00.000Z');
      await engine.settled();
      await engine.restart('2028-03-26T12:00:00.000Z');
      expect(await quote(sales, 11, 'berlin')).toMatchObject({
        period: { from: '2028-02-29', to: '2028-03-31' },
        periodDays: 31,
        remainingDays: 5,
        periodEndsAt: '2028-03-30T22:00:00.000Z',
      });
      await change(sales, 11, 'berlin');
      expect((await chargesOf(engine, 'berlin')).at(-1)).toEqual(['seats', 'dropbox', 1, 113]);
    } finally {
      await engine.close();
    }
  });
});
