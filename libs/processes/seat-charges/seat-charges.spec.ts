import { AddOnCommandMessage, TeamCommandMessage } from '@ledgerdesk/application';
import type { SeatQuote } from '@ledgerdesk/domain';
import { addOnStream, isLogged, type LoggedEvent, teamStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { accepted, anApplication, type Application, envelope, withAcme } from '../../../test/support/application.js';
import { seatCharges } from './seat-charges.js';

const RENEWAL = '2026-11-30T15:00:00.000Z';

describe('charges of seats', () => {
  let app: Application;
  beforeEach(async () => {
    app = await withAcme(await anApplication());
    await buy('dropbox');
    await buy('dash');
  });
  afterEach(() => app.close());

  const buy = async (product: string) => {
    const id = `q-${product}`;
    const request = { id, product, edition: 'essentials' as const, at: app.clock.now() };
    const quote = accepted(await app.quotes.quote('acme', 'sales', request));
    await app.done(new AddOnCommandMessage(envelope(), 'acme', product, 'sales', { type: 'PurchaseAddOn', quote }));
  };
  const quoted = async (seats: number) => {
    const request = { id: `q-${seats}`, seats, at: app.clock.now() };
    return accepted(await app.seatQuotes.quote('acme', 'sales', request));
  };
  const confirm = async (seats: number, by = envelope(), known?: SeatQuote) => {
    const quote = known ?? (await quoted(seats));
    return app.done(new TeamCommandMessage(by, 'acme', { type: 'ChangeSeats', quote, memberId: null }));
  };
  const chargesOf = async (product: string) =>
    (await app.eventsOf(addOnStream('acme', product)))
      .filter((event) => isLogged(event, ['ChargeIssued']))
      .map(({ occurredAt, data }) => [data.reason, data.seats, data.amount.minor, occurredAt]);
  const confirmed = async (): Promise<LoggedEvent<'SeatChangeConfirmed'>> =>
    (await app.eventsOf(teamStream('acme'))).find((event) => isLogged(event, ['SeatChangeConfirmed'])) ?? fail();

  /** Records a change as an engine does that ends before it can charge the add-ons. */
  const confirmHalf = async (seats: number): Promise<LoggedEvent<'SeatChangeConfirmed'>> => {
    const interrupted = jest.spyOn(app.seatCharges, 'complete').mockRejectedValueOnce(new Error('The engine ended.'));
    await expect(confirm(seats)).rejects.toThrow('The engine ended.');
    interrupted.mockRestore();
    return confirmed();
  };
  const react = (event: LoggedEvent<'SeatChangeConfirmed'>) => seatCharges(app.seatCharges, 'test').react(event);

  it('P9 P13 are recorded for every add-on at once, and once however often they are repeated', async () => {
    const [by, quote] = [envelope(), await quoted(30)];
    const first = await confirm(30, by, quote);
    const last = (await app.eventsOf(addOnStream('acme', 'dash'))).at(-1);
    expect(last).toMatchObject({ type: 'ChargeIssued', position: first.position });
    expect(last?.metadata.causationId).toBe((await confirmed()).id);
    expect(await confirm(30, by, quote)).toMatchObject({ repeated: true, position: first.position });
    await react(await confirmed());
    const at = (await confirmed()).occurredAt;
    expect((await chargesOf('dropbox')).slice(1)).toEqual([['seats', 5, 300, at]]);
    expect((await chargesOf('dash')).slice(1)).toEqual([['seats', 5, 250, at]]);
  });

  it('P9 that a crash interrupted are recorded by the process, as of the confirmation', async () => {
    const event = await confirmHalf(30);
    expect(await chargesOf('dropbox')).toHaveLength(1);
    app.clock.moveTo('2026-11-29T07:30:00.000Z');
    await react(event);
    expect((await chargesOf('dropbox')).at(-1)).toEqual(['seats', 5, 300, event.occurredAt]);
    expect((await chargesOf('dash')).at(-1)).toEqual(['seats', 5, 250, event.occurredAt]);
  });

  it('P9 P10 come before whatever is next on an add-on, also without the process', async () => {
    await confirmHalf(30);
    app.clock.moveTo(RENEWAL);
    const renew = { type: 'RenewAddOn', dueAt: RENEWAL } as const;
    await app.done(new AddOnCommandMessage(envelope(), 'acme', 'dropbox', 'engine', renew));
    expect((await chargesOf('dropbox')).slice(1).map(([reason, seats]) => [reason, seats])).toEqual([
      ['seats', 5],
      ['renewal', 30],
    ]);
    await react(await confirmed());
    expect(await chargesOf('dropbox')).toHaveLength(3);
  });

  it('P8 P9 cost what was confirmed if the edition changed in between, and cover a purchase in between', async () => {
    const event = await confirmHalf(30);
    const quote = accepted(
      await app.quotes.quote('acme', 'sales', {
        id: 'q-up',
        product: 'dropbox',
        edition: 'enhanced',
        at: app.clock.now(),
      }),
    );
    expect(quote).toMatchObject({ seats: 30, amount: { minor: 2400 } });
    await app.done(new AddOnCommandMessage(envelope(), 'acme', 'dropbox', 'sales', { type: 'ChangeEdition', quote }));
    await react(event);
    expect((await chargesOf('dropbox')).map(([reason, seats, amount]) => [reason, seats, amount])).toEqual([
      ['purchase', 25, 1500],
      ['seats', 5, 300],
      ['upgrade', 30, 2400],
    ]);
  });

  it('P8 of an earlier change make a quote of the same seats outdated, also on another engine', async () => {
    const quote = await quoted(40);
    await confirm(30);
    const outcome = await app.send(
      new TeamCommandMessage(envelope(), 'acme', { type: 'ChangeSeats', quote, memberId: null }),
    );
    expect(isRefusal(outcome) && outcome.code).toBe('quote-outdated');
  });
});
