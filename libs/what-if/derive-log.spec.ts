import { loadPolicies } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { shippedFiles, zones } from '../../test/support/policies.js';
import { aDesk, type Desk } from '../../test/support/what-if/desk.js';
import { WhatIf } from './what-if.js';

const at = (time: string): string => `2026-11-27T${time}:00.000Z`;

describe('the progress of a derivation', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
    await desk.buy('dropbox', 'essentials', at('00:00'));
    for (const minute of ['01', '02', '03']) await desk.open(`t-${minute}`, at(`09:${minute}`));
  });
  afterEach(() => desk.close());

  /** The positions that are reported of a question about three tickets, with pages of one event. */
  const positionsOf = async (maxTickets: number): Promise<readonly number[]> => {
    const { store } = desk.app;
    const readAll: ReadableLog['readAll'] = (options) => store.readAll({ ...options, limit: 1 });
    const log = { readAll, readStream: store.readStream.bind(store), isRemote: false, head: () => store.head() };
    const configured = loadPolicies(shippedFiles(), zones);
    const whatIf = await WhatIf.ask({ log, configured }, { from: at('00:00') }, await store.head());
    const positions: number[] = [];
    await whatIf.run({ maxTickets, onPage: (position) => void positions.push(Number(position)) });
    return positions;
  };

  it('never goes back, also if the whole log is read for too many tickets', async () => {
    const positions = await positionsOf(2);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBeGreaterThan(3);
  });

  it('is reported while tickets are read one by one', async () => {
    const positions = await positionsOf(3);
    expect(positions.filter((position) => position === positions.at(-1)).length).toBeGreaterThanOrEqual(3 + 1);
  });
});
