import type { RecordedEvent } from '@ledgerdesk/kernel';
import { checkedProjection } from './checked-projection.js';
import { anEvent, recordedEvents } from './recorded-events.js';

const sound = {
  name: 'opened',
  version: 1,
  keysOf: ({ data }: RecordedEvent<{ type: string; data: { teamId: string } }>) => [data.teamId],
  on: { TicketOpened: (row: { opened: number } | undefined) => ({ opened: (row?.opened ?? 0) + 1 }) },
};
const [event] = recordedEvents(anEvent('TicketOpened', { teamId: 'acme' }));
if (!event) throw new Error('There is no event.');

describe('checkedProjection', () => {
  it('handles the event types that have a handler', () => {
    const projection = checkedProjection(sound);
    expect(projection).toMatchObject({ name: 'opened', version: 1, handles: ['TicketOpened'] });
    expect(projection.keysOf(event)).toEqual(['acme']);
    expect(projection.evolve('acme', { opened: 1 }, event)).toEqual({ opened: 2 });
  });

  it.each<[string, unknown, string]>([
    ['no default export', undefined, 'no projection as its default export'],
    ['a list', [sound], 'no projection as its default export'],
    ['a name with capitals', { ...sound, name: 'Opened' }, 'Its "name"'],
    ['version 0', { ...sound, version: 0 }, 'Its "version"'],
    ['no keysOf', { ...sound, keysOf: 'teamId' }, 'no function "keysOf"'],
    ['no handlers', { ...sound, on: {} }, 'Its "on" has no handlers'],
    ['a misspelt event type', { ...sound, on: { Ticketopened: () => undefined } }, 'Did you mean TicketOpened?'],
    ['an unknown event type', { ...sound, on: { Sale: () => undefined } }, 'docs/api/events.md'],
    ['a handler that is no function', { ...sound, on: { TicketOpened: 1 } }, '"on.TicketOpened" is not a function'],
  ])('refuses %s', (_, exported, message) => {
    expect(() => checkedProjection(exported)).toThrow(message);
  });

  it.each<[string, unknown, string]>([
    ['a date', { at: [new Date(0)] }, 'The row "acme".at[0] is an object of the class Date.'],
    ['a promise', Promise.resolve({}), 'The row "acme" is a promise.'],
    ['not a number', { share: NaN }, '.share is NaN'],
    ['a big integer', { count: 1n }, '.count is bigint'],
    ['undefined in a column', { team: undefined }, '.team is undefined'],
    ['a list', [], 'The row "acme" is no object.'],
    ['null', null, 'The row "acme" is no object.'],
  ])('refuses a row that is or holds %s', (_, row, message) => {
    const projection = checkedProjection({ ...sound, on: { TicketOpened: () => row } });
    expect(() => projection.evolve('acme', undefined, event)).toThrow(message);
  });

  it('refuses a row that contains itself', () => {
    const row: Record<string, unknown> = {};
    row['self'] = row;
    const projection = checkedProjection({ ...sound, on: { TicketOpened: () => row } });
    expect(() => projection.evolve('acme', undefined, event)).toThrow('nested more than 32 levels deep');
  });

  it.each([['acme'], [[1]], [undefined]])('refuses %p as the keys of an event', (keys) => {
    expect(() => checkedProjection({ ...sound, keysOf: () => keys }).keysOf(event)).toThrow('a list of strings');
  });
});
