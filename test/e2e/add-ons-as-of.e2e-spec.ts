import { removeAddOn, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('add-ons as of an earlier moment', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    ({ operator, aiko, ben } = await withAcme(engine));
    await engine.advanceTo('2026-11-28T00:00:00.000Z');
    await removeAddOn(aiko, 'acme', 'dropbox');
    await engine.advanceTo('2026-12-02T00:00:00.000Z');
    await engine.settled();
  });
  afterAll(() => engine.close());

  const addOns = async (caller: Caller, query = ''): Promise<readonly Body[]> => {
    const { status, body } = await caller.get(`/v1/teams/acme/add-ons${query}`);
    expect(status).toBe(200);
    return (body as { readonly items: readonly Body[] }).items;
  };
  const past = { allowed: false, refused: { code: 'as-of-past', rule: null } };

  it('P7 P11 have the action, the next charge and the state of that moment, and allow nothing', async () => {
    expect(await addOns(aiko)).toMatchObject([
      { product: 'dropbox', action: 'add', allowed: true, addOn: null, upcoming: null },
      { product: 'dash', action: 'add', allowed: true },
    ]);
    expect(await addOns(aiko, '?asOf=2026-11-27T23:00:00Z')).toMatchObject([
      {
        product: 'dropbox',
        action: 'remove',
        ...past,
        addOn: { edition: 'essentials', state: 'active', removalEffectiveAt: null },
        upcoming: { edition: 'essentials', seats: 25 },
      },
      { product: 'dash', action: 'add', ...past, addOn: null },
    ]);
    expect((await addOns(aiko, '?asOf=2026-11-29T00:00:00Z'))[0]).toMatchObject({
      action: 'keep',
      ...past,
      addOn: { state: 'removal-scheduled' },
      upcoming: null,
    });
  });

  it('P6 need the right to billing that the caller has now, and an existing team then', async () => {
    expect((await ben.get(`/v1/teams/acme/add-ons?asOf=${NOW}`)).body).toMatchObject({ status: 403, rule: 'P6' });
    expect((await aiko.get('/v1/teams/acme/add-ons?asOf=0')).body).toMatchObject({ status: 404 });
    expect((await aiko.get('/v1/teams/acme/add-ons?asOf=999999999')).body).toMatchObject({ status: 400 });
  });

  it('P4 are shown to operators, who take no action', async () => {
    expect(await addOns(operator)).toMatchObject(
      Array(2).fill({ action: 'add', allowed: false, refused: { code: 'not-for-this-caller' } }),
    );
    expect((await operator.get('/v1/teams/nowhere/add-ons')).status).toBe(404);
    expect(
      (await operator.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' })).status,
    ).toBe(403);
  });
});
