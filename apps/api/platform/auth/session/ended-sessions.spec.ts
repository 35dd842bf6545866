import { InMemoryEndedCredentials } from '../../../../../test/support/in-memory-ended-credentials.js';
import { ManualTime } from '../../../../../test/support/manual-time.js';
import { EndedSessions } from './ended-sessions.js';
import { type HubSession, SESSION_MS } from './hub-session.js';

const START = '2026-11-30T08:00:00.000Z';
const MINUTE = 60_000;

describe('ended sessions of two engines', () => {
  let time: ManualTime;
  let store: InMemoryEndedCredentials;
  let troubles: unknown[];
  let here: EndedSessions;
  let there: EndedSessions;
  /** By how much the wall clock was set. */
  let wallSet: number;
  const now = (): number => Date.parse(START) + time.elapsed();
  const open = async (ahead = 0): Promise<EndedSessions> => {
    const sessions = new EndedSessions({
      store,
      timers: time,
      now: () => now() + ahead + wallSet,
      elapsed: () => time.elapsed(),
      onTrouble: (error) => troubles.push(error),
    });
    await sessions.start();
    return sessions;
  };
  const session = (id: string, subject = 'ben'): HubSession => ({
    id,
    kind: 'member',
    subject,
    team: 'acme',
    roles: [],
    expiresAt: now() + SESSION_MS,
  });

  beforeEach(async () => {
    time = new ManualTime(START);
    store = new InMemoryEndedCredentials();
    troubles = [];
    wallSet = 0;
    here = await open();
    there = await open();
  });
  afterEach(() => {
    here.close();
    there.close();
  });

  it('are known at once where they end, and within half a second on the other', async () => {
    const [a, b] = [session('a'), session('b')];
    let changes = 0;
    there.changes.subscribe(() => (changes += 1));
    await here.end(a, 'signed-out');
    expect([here.endOf(a), here.endOf(b), there.endOf(a)]).toEqual(['signed-out', undefined, undefined]);
    await time.advance(500);
    expect([there.endOf(a), there.endOf(b), changes]).toEqual(['signed-out', undefined, 1]);
    await time.advance(2_000);
    expect(changes).toBe(1);
  });

  it('are known to an engine that starts later, whatever its clock says', async () => {
    const [a, b] = [session('a'), session('b')];
    await here.end(a, 'role-lost');
    const late = await open(10 * MINUTE);
    expect(late.endOf(a)).toBe('role-lost');
    await here.end(b, 'signed-out');
    await time.advance(MINUTE + 500);
    expect(late.endOf(b)).toBe('signed-out');
    late.close();
  });

  it('are ended here even if that cannot be stored, and refused as not stored', async () => {
    const a = session('a');
    jest.spyOn(store, 'end').mockRejectedValueOnce(new Error('full'));
    await expect(here.end(a, 'signed-out')).rejects.toThrow('full');
    expect(here.endOf(a)).toBe('signed-out');
    await here.end(a, 'signed-out');
    await time.advance(500);
    expect(there.endOf(a)).toBe('signed-out');
  });

  it('are refused as not stored each time, and stored once the store answers', async () => {
    const [a, b] = [session('a'), session('b')];
    const full = jest.spyOn(store, 'end').mockRejectedValue(new Error('full'));
    await expect(here.end(a, 'signed-out')).rejects.toThrow('full');
    await expect(here.end(a, 'signed-out')).rejects.toThrow('full');
    await time.advance(5 * MINUTE);
    await expect(here.assertKnown()).resolves.toBeUndefined();
    expect([here.endOf(a), there.endOf(a), troubles.length]).toEqual(['signed-out', undefined, 1]);
    full.mockRestore();
    await time.advance(1_000);
    expect([there.endOf(a), there.endOf(b)]).toEqual(['signed-out', undefined]);
    const stored = jest.spyOn(store, 'end');
    await here.end(a, 'signed-out');
    expect(stored).not.toHaveBeenCalled();
  });

  it('end all that a person has had, after a hundred: the list of one person is bounded', async () => {
    const before = [session('first'), session('other', 'aiko')];
    for (let n = 0; n <= 100; n += 1) await here.end(session(`s-${n}`), 'signed-out');
    await time.advance(500);
    for (const engine of [here, there])
      expect(before.map((one) => engine.endOf(one))).toEqual(['signed-out', undefined]);
    expect(await store.endedSince('', 1_000)).toHaveLength(1);
    await time.advance(500);
    expect([here, there].map((engine) => engine.endOf(session('new')))).toEqual([undefined, undefined]);
  });

  it('are forgotten once they have expired', async () => {
    await here.end(session('a'), 'signed-out');
    await time.advance(SESSION_MS + 2 * MINUTE);
    expect(await store.endedSince('', 10)).toEqual([]);
  });

  it('are not known after a minute without an answer of the store, and said once', async () => {
    const read = jest.spyOn(store, 'endedSince').mockRejectedValue(new Error('down'));
    let isUnknown = false;
    here.unknown.subscribe(() => (isUnknown = true));
    await time.advance(MINUTE);
    await expect(here.assertKnown()).resolves.toBeUndefined();
    expect(isUnknown).toBe(false);
    await time.advance(1_000);
    expect(isUnknown).toBe(true);
    await expect(here.assertKnown()).rejects.toMatchObject({ code: 'sessions-unknown' });
    expect(troubles).toHaveLength(2);
    read.mockRestore();
    await expect(here.assertKnown()).resolves.toBeUndefined();
  });

  it('are not known then either if the wall clock was set back', async () => {
    jest.spyOn(store, 'endedSince').mockRejectedValue(new Error('down'));
    wallSet = -60 * MINUTE;
    await time.advance(MINUTE + 1_000);
    await expect(here.assertKnown()).rejects.toMatchObject({ code: 'sessions-unknown' });
  });

  it('include what works once: of two that use it, one may', async () => {
    const expiresAt = now() + 10 * MINUTE;
    const used = await Promise.all([here.useOnce('link:1', expiresAt), there.useOnce('link:1', expiresAt)]);
    expect(used.toSorted()).toEqual([false, true]);
  });
});
