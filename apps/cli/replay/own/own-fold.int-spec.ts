import type { RecordedEvent, Timers } from '@ledgerdesk/kernel';
import { anEvent, recordedEvents } from '@ledgerdesk/projection-kit';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnFold } from './own-fold.js';

const LIMITS = { memoryMb: 64, pageMs: 60_000 };
const events = recordedEvents(
  anEvent('TicketOpened', { teamId: 'acme' }),
  anEvent('TicketOpened', { teamId: 'blue' }),
  anEvent('TicketOpened', { teamId: 'acme' }),
);

describe('a projection of an own module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-projections-'));
  const open: OwnFold[] = [];
  afterEach(async () => {
    for (const fold of open.splice(0)) await fold.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  let written = 0;

  /** Starts a projection that counts tickets by team with a handler's text. */
  const start = async (handler: string, before = '', timers?: Pick<Timers, 'after'>): Promise<OwnFold> => {
    const file = join(folder, `mine-${++written}.mjs`);
    const keysOf = '({ data }) => [data.teamId]';
    const head = `export default { name: 'mine', version: 1, keysOf: ${keysOf}, on: {`;
    writeFileSync(file, [before, head, `TicketOpened: ${handler} } };`].join('\n'));
    const fold = await OwnFold.start(file, LIMITS, timers);
    open.push(fold);
    return fold;
  };
  const failure = async (fold: Promise<OwnFold>, page: readonly RecordedEvent[] = events): Promise<unknown> =>
    fold.then((started) => started.apply(page)).catch((error: unknown) => error);

  it('folds pages of events into rows', async () => {
    const fold = await start('(row) => ({ tickets: (row?.tickets ?? 0) + 1 })');
    expect([fold.name, fold.handles]).toEqual(['mine', ['TicketOpened']]);
    await fold.apply(events);
    await fold.apply(events.slice(0, 1));
    expect(await fold.rows()).toEqual(
      new Map([
        ['acme', { tickets: 3 }],
        ['blue', { tickets: 1 }],
      ]),
    );
  });

  it('names the event, its position and the line of the module when a handler throws', async () => {
    const error = await failure(
      start(`(row, { position }) => { if (position === '2') throw new Error('No blue'); return {}; }`),
    );
    expect(error).toMatchObject({
      code: 'invalid-projection',
      message: expect.stringMatching(
        /^Projection mine cannot apply TicketOpened event-2 at position 2: No blue \(.*mine-\d+\.mjs:3:\d+\)$/,
      ) as string,
    });
  });

  it('names the file and the line of a module that cannot be loaded', async () => {
    expect(await failure(start('() => ({})', `throw new TypeError('Not today');`))).toMatchObject({
      message: expect.stringMatching(/^Not today \(.*mine-\d+\.mjs:1:7\)$/) as string,
    });
    expect(await failure(start('(row) => ({', ''))).toMatchObject({ code: 'invalid-projection' });
  });

  it('ends a handler that never returns, and names its event', async () => {
    let expire = (): void => undefined;
    const timers = { after: (_: number, callback: () => void) => ((expire = callback), () => undefined) };
    const fold = await start('() => { for (;;); }', '', timers);
    const failed = fold.apply(events).catch((error: unknown) => error);
    expire();
    expect(await failed).toMatchObject({
      message: 'Projection mine, at TicketOpened event-1 at position 1, took longer than 60 s. Raise --page-seconds.',
    });
  });

  it('ends a handler that needs too much memory', async () => {
    const hoard = `() => { for (;;) kept.push(new Array(1_000).fill(kept.length)); }`;
    expect(await failure(start(hoard, 'const kept = [];'))).toMatchObject({
      message: expect.stringMatching(/needed more than 64 MB\. Raise --memory-mb\.$/) as string,
    });
  });

  it('names a projection that ends its process', async () => {
    expect(await failure(start('() => process.exit(0)'))).toMatchObject({
      message: expect.stringContaining('ended its process') as string,
    });
  });

  it('sees no environment variables of the command', async () => {
    const fold = await start('() => ({ variables: Object.keys(process.env).length })');
    await fold.apply(events);
    expect((await fold.rows()).get('acme')).toEqual({ variables: 0 });
  });
});
