import type { Edition } from '@ledgerdesk/events';
import { addOnStream, isLogged, teamStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { Command } from '@nestjs/cqrs';
import { accepted, anApplication, type Application, envelope, withAcme } from '../../test/support/application.js';
import type { CommandOutcome } from './command-executor.js';
import { AddOnCommandMessage, TeamCommandMessage } from './command-messages.js';

const RENEWAL = '2026-11-30T15:00:00.000Z';

describe('commands on a team and on its add-ons that arrive at the same time', () => {
  let app: Application;
  beforeEach(async () => {
    app = await withAcme(await anApplication());
  });
  afterEach(() => app.close());

  const purchaseOf = async (product: string, edition: Edition = 'essentials') => {
    const request = { id: `q-${product}-${edition}`, product, edition, at: app.clock.now() };
    const quote = accepted(await app.quotes.quote('acme', 'sales', request));
    const type = quote.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition';
    return new AddOnCommandMessage(envelope(), 'acme', product, 'sales', { type, quote });
  };
  const seatsOf = async (seats: number) => {
    const quote = accepted(await app.seatQuotes.quote('acme', 'sales', { id: 'q-s', seats, at: app.clock.now() }));
    return new TeamCommandMessage(envelope(), 'acme', { type: 'ChangeSeats', quote, memberId: null });
  };
  const patch = (change: { readonly interval?: 'year'; readonly timeZone?: string; readonly seats?: number }) =>
    new TeamCommandMessage(envelope(), 'acme', { type: 'ChangeTeam', teamId: 'acme', ...change });
  type Message = Command<CommandOutcome<unknown>>;
  const send = async (message: Message): Promise<string> => {
    const outcome = await app.send(message);
    return isRefusal(outcome) ? outcome.code : 'accepted';
  };
  const atOnce = (...messages: readonly Message[]) => Promise.all(messages.map(send));

  it.each([{ interval: 'year' }, { timeZone: 'America/New_York' }, { seats: 40 }] as const)(
    'P8 make a quote outdated if the team changes first: %j',
    async (change) => {
      expect(await atOnce(patch(change), await purchaseOf('dropbox'))).toEqual(['accepted', 'quote-outdated']);
      expect(await app.eventsOf(addOnStream('acme', 'dropbox'))).toEqual([]);
    },
  );

  it.each([{ interval: 'year' }, { timeZone: 'America/New_York' }] as const)(
    'P9 P10 change the team from the renewal if the purchase is first: %j',
    async (change) => {
      expect(await atOnce(await purchaseOf('dropbox'), patch(change))).toEqual(['accepted', 'accepted']);
      const last = (await app.eventsOf(teamStream('acme'))).at(-1);
      expect(last?.data).toMatchObject({ billedFrom: { at: RENEWAL, firstDay: '2026-12-01' } });
    },
  );

  it('P8 refuse seats without a quote if the purchase is first', async () => {
    expect(await atOnce(await purchaseOf('dropbox'), patch({ seats: 40 }))).toEqual(['accepted', 'team-has-add-on']);
  });

  it('P8 P14 price added seats and an upgrade one after the other', async () => {
    await send(await purchaseOf('dropbox'));
    const [seats, upgrade] = [await seatsOf(30), await purchaseOf('dropbox', 'enhanced')];
    expect(await atOnce(upgrade, seats)).toEqual(['accepted', 'quote-outdated']);
    expect(await atOnce(await seatsOf(30), await purchaseOf('dash'))).toEqual(['accepted', 'quote-outdated']);
    const events = await app.eventsOf(addOnStream('acme', 'dropbox'));
    const charges = events.filter((one) => isLogged(one, ['ChargeIssued']));
    expect(charges.map(({ data }) => [data.reason, data.edition, data.seats])).toEqual([
      ['purchase', 'essentials', 25],
      ['upgrade', 'enhanced', 25],
      ['seats', 'enhanced', 5],
    ]);
  });

  it('P13 buy two add-ons', async () => {
    expect(await atOnce(await purchaseOf('dropbox'), await purchaseOf('dash'))).toEqual(['accepted', 'accepted']);
  });
});
