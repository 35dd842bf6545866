import { decode, pagesOf } from '@ledgerdesk/event-store';
import { DAY, HOUR, type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import { acceptClock, describeClock } from '../../apps/cli/clock/accept-clock.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const after = (ms: number, from: Instant = NOW): Instant => instantOf(millisOf(from) + ms);
/** Seven renewals of the add-on fall due in between. */
const STEP = 190 * DAY;

describe('the clock of a machine steps while its engine runs', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let operator: Caller;

  beforeEach(async () => {
    engine = await TestEngine.openOnMachine(NOW);
    ({ aiko, operator } = await withAcme(engine));
    await engine.settled();
  });
  afterEach(() => engine.close());

  const events = async (type?: string) => {
    const found = [];
    for await (const page of pagesOf(engine.engine.store)) found.push(...page.events.map(decode));
    return type === undefined ? found : found.filter((event) => event.type === type);
  };
  const countOf = async (type: string) => (await events(type)).length;
  const lastRecorded = async () => String((await events()).at(-1)?.recordedAt);
  const clock = async () => (await operator.get('/v1/health')).body['clock'];
  const openTicket = async () => expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
  const held = { state: 'held', seconds: STEP / 1_000 };

  it('forward: holds charges, timers and its own time, also over a restart, until an operator accepts it', async () => {
    await openTicket();
    await engine.stepTo(after(STEP));
    expect(await clock()).toEqual(held);
    expect((await operator.get('/health/ready')).body).toMatchObject({ status: 'degraded', failing: ['clock'] });
    await openTicket();
    expect(millisOf(await lastRecorded())).toBeLessThan(millisOf(after(HOUR)));
    await engine.advanceTo(after(STEP + 10 * HOUR));
    expect([await countOf('AddOnRenewed'), await countOf('ResponseTargetBreached')]).toEqual([0, 0]);

    await engine.restart(after(STEP + 11 * HOUR));
    expect(await clock()).toMatchObject({ state: 'held' });
    expect(await describeClock(engine.engine.settings)).toContain('Held since 2026-11-27');
    await engine.advanceTo(after(STEP + 12 * HOUR));
    expect([await countOf('AddOnRenewed'), await countOf('ResponseTargetBreached')]).toEqual([0, 0]);
    await openTicket();
    expect(millisOf(await lastRecorded())).toBeLessThan(millisOf(after(DAY)));

    expect(await acceptClock(engine.engine.settings)).toContain('Accepted: the engine moves 190 days ahead');
    await engine.advance(2_000);
    await engine.advanceTo(after(STEP + 13 * HOUR));
    expect(await clock()).toEqual({ state: 'ok', seconds: 0 });
    expect([await countOf('AddOnRenewed'), await countOf('ResponseTargetBreached')]).toEqual([7, 3]);
    await openTicket();
    expect(millisOf(await lastRecorded())).toBeGreaterThan(millisOf(after(STEP)));
  });

  it('forward and back again: nothing is charged, and the hold ends by itself', async () => {
    await engine.stepTo(after(400 * DAY));
    expect(await clock()).toMatchObject({ state: 'held' });
    await engine.stepTo(after(10_000));
    expect(await clock()).toEqual({ state: 'ok', seconds: 0 });
    await engine.advanceTo(after(HOUR));
    expect(await countOf('AddOnRenewed')).toBe(0);
    expect(await acceptClock(engine.engine.settings)).toMatch(/^Nothing to accept|^Accepted: the engine may start/);
  });

  it('an hour back: time continues, and nothing happens twice', async () => {
    await engine.advanceTo('2026-12-01T00:00:00.000Z');
    const renewals = await countOf('AddOnRenewed');
    expect(renewals).toBe(1);
    await openTicket();
    const before = await lastRecorded();
    await engine.stepTo(after(-HOUR, before));
    expect(await clock()).toMatchObject({ state: 'ahead' });
    await openTicket();
    await engine.advance(60_000);
    await engine.settled();
    await openTicket();
    const recorded = (await events()).map(({ recordedAt }) => recordedAt);
    expect(recorded).toEqual([...recorded].sort());
    expect(millisOf(await lastRecorded())).toBeGreaterThan(millisOf(before));
    expect(await countOf('AddOnRenewed')).toBe(renewals);
  });
});
