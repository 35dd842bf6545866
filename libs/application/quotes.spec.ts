import { accepted, type Application, anApplication, envelope, withAcme } from '../../test/support/application.js';
import { policies } from '../../test/support/policies.js';
import { BILLING } from '../../test/support/state-builders.js';
import type { Edition } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CompactSign, decodeJwt, UnsecuredJWT } from 'jose';
import { AddOnCommandMessage, TeamCommandMessage } from './command-messages.js';
import type { SignedQuote } from './quotes.js';

const aiko = { memberId: 'aiko' };
let app: Application;
beforeEach(async () => {
  app = await withAcme(await anApplication(), { aiko: ['team_admin'], ben: [] });
});
afterEach(() => app.close());

const request = (buyer: AddOnCommandMessage['buyer'] = aiko, edition: Edition = 'essentials', id = 'q-1') =>
  app.quotes.quote('acme', buyer, { id, product: 'dropbox', edition, at: app.clock.now() });
const quoted = async (...args: Parameters<typeof request>): Promise<SignedQuote> => accepted(await request(...args));
const confirm = async (quoteId: string, buyer: AddOnCommandMessage['buyer'] = aiko) => {
  const quote = await app.quotes.verify('acme', quoteId);
  return isRefusal(quote)
    ? quote
    : app.send(new AddOnCommandMessage(envelope(), 'acme', quote.product, buyer, { type: 'PurchaseAddOn', quote }));
};

describe('a quote', () => {
  it('P8 records nothing', async () => {
    const before = app.store.log.length;
    expect(await quoted()).toMatchObject({ id: 'q-1', amount: { minor: 1500, currency: 'JPY' }, remainingDays: 4 });
    expect(app.store.log).toHaveLength(before);
  });

  it('P8 is contained in its quoteId, and verifies to the same quote', async () => {
    const { quoteId, ...quote } = await quoted();
    expect(await app.quotes.verify('acme', quoteId)).toEqual(quote);
  });

  it('P6 E2 is refused to members without a billing role and to non-members, and allowed for sales', async () => {
    expect(await request({ memberId: 'ben' })).toMatchObject({ reason: 'forbidden', rule: 'P6' });
    expect(await request({ memberId: 'nobody' })).toMatchObject({ reason: 'forbidden' });
    expect(await quoted('sales', 'enhanced')).toMatchObject({ edition: 'enhanced' });
  });

  it('P1 is refused for an unknown team', async () => {
    const request = { id: 'q-1', product: 'dropbox', edition: 'essentials' as const, at: app.clock.now() };
    expect(await app.quotes.quote('globex', 'sales', request)).toMatchObject({
      reason: 'not-found',
      code: 'team-not-found',
    });
  });
});

describe('an invalid quote', () => {
  const refused = async (quoteId: string, teamId = 'acme') =>
    expect(await app.quotes.verify(teamId, quoteId)).toMatchObject({
      reason: 'invalid',
      code: 'quote-invalid',
      rule: 'P8',
    });

  it.each(['', 'q-1', 'a.b.c', '..'])('P8 is refused: %p', (quoteId) => refused(quoteId));

  it('P8 V4 is refused for another team', async () => {
    const { quoteId } = await quoted();
    await app.send(
      new TeamCommandMessage(envelope(), 'globex', {
        type: 'RegisterTeam',
        teamId: 'globex',
        name: 'Globex',
        country: 'US',
        timeZone: 'America/New_York',
        products: [],
        selfServe: true,
        accountManager: null,
        billing: BILLING,
      }),
    );
    await refused(quoteId, 'globex');
  });

  it('P8 is refused with a cheaper price under the old signature', async () => {
    const { quoteId } = await quoted();
    const [header, , signature] = quoteId.split('.');
    const cheaper = Buffer.from(
      JSON.stringify({ ...decodeJwt(quoteId), amount: { minor: 1, currency: 'JPY' } }),
    ).toString('base64url');
    await refused([header, cheaper, signature].join('.'));
  });

  it('P8 is refused with the signature of another key, or none', async () => {
    const { quoteId, ...quote } = await quoted();
    const payload = new TextEncoder().encode(JSON.stringify(quote));
    await refused(await new CompactSign(payload).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32).fill(8)));
    await refused(await new CompactSign(payload).setProtectedHeader({ alg: 'HS512' }).sign(new Uint8Array(64).fill(7)));
    await refused(new UnsecuredJWT(decodeJwt(quoteId)).encode());
  });
});

describe('confirming a quote', () => {
  it('P8 P9 buys the quoted add-on and charges the quoted amount', async () => {
    const { quoteId } = await quoted();
    expect(await confirm(quoteId)).toMatchObject({
      state: { edition: 'essentials', quote: 'q-1' },
      recorded: 2,
      revision: 1,
    });
    expect((await app.eventsOf('addOn-acme.dropbox')).map(({ type }) => type)).toEqual([
      'AddOnPurchased',
      'ChargeIssued',
    ]);
  });

  it('P8 buys once under repeated confirmations, even by another buyer', async () => {
    const { quoteId } = await quoted();
    await Promise.all(Array.from({ length: 10 }, () => confirm(quoteId)));
    expect(await confirm(quoteId, 'sales')).toMatchObject({ recorded: 0, revision: 1 });
    expect(await app.eventsOf('addOn-acme.dropbox')).toHaveLength(2);
  });

  it('P8 P14 buys only one of two quotes that are confirmed concurrently', async () => {
    const quotes = await Promise.all([quoted(aiko, 'essentials', 'q-1'), quoted(aiko, 'essentials', 'q-2')]);
    const outcomes = await Promise.all(quotes.map(({ quoteId }) => confirm(quoteId)));
    expect(outcomes.filter(isRefusal)).toMatchObject([{ code: 'add-on-active', rule: 'P14' }]);
    expect(await app.eventsOf('addOn-acme.dropbox')).toHaveLength(2);
  });

  it('P8 is refused after the day has ended in Tokyo', async () => {
    const { quoteId } = await quoted();
    app.clock.moveTo('2026-11-27T15:00:00.000Z');
    expect(await confirm(quoteId)).toMatchObject({ reason: 'conflict', code: 'quote-expired', rule: 'P8' });
  });

  it('P9 records the policy versions and the stream revisions that the decision read', async () => {
    await confirm((await quoted()).quoteId);
    const [purchased] = await app.eventsOf('addOn-acme.dropbox');
    expect(purchased?.metadata.versions).toEqual({
      policy: policies.policy.version,
      prices: policies.prices.version,
      tzdb: policies.zones.version,
    });
    expect(purchased?.metadata.read).toEqual({ 'team-acme': 0, 'member-acme.aiko': 0 });
  });
});
