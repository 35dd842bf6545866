import type { DeadlineClock } from './deadline-clock.js';
import { type Channel, type DueDelivery, dispatcher } from './dispatcher.js';
import { ManualTime } from './manual-time.js';
import { MemoryOutbox } from '@ledgerdesk/outbox/in-memory';

const START = '2026-11-02T08:00:00.000Z';

describe('a dispatcher', () => {
  let outbox: MemoryOutbox;
  let time: ManualTime;
  let sent: string[];
  let faults: Error[];
  /** What the next attempt waits for, before anything is sent. */
  let stuck: Promise<void> | undefined;
  let clock: DeadlineClock<DueDelivery>;

  const channel: Channel = {
    name: 'mail',
    send: async ({ id }) => {
      const wait = stuck;
      stuck = undefined;
      await wait;
      const fault = faults.shift();
      if (fault) throw fault;
      sent.push(id);
    },
    pauseAfter: (attempts) => (attempts < 3 ? attempts * 60_000 : null),
  };
  const put = (...ids: readonly string[]) =>
    outbox.move('p', { logId: 'log', position: '1' }, ids.map((id) => ({ id, channel: 'mail', topic: 'all', payload: '{}', createdAt: START })));
  const pass = async (ms: number): Promise<void> => {
    clock.poke();
    await time.advance(ms);
    clock.poke();
    await time.advance(100);
  };

  beforeEach(() => {
    outbox = new MemoryOutbox();
    time = new ManualTime(START);
    sent = [];
    faults = [];
    stuck = undefined;
    clock = dispatcher({ channel, outbox, clock: time, timers: time });
    clock.start();
  });
  afterEach(() => clock.stop());

  it('sends what waits, once', async () => {
    await put('a', 'b');
    await pass(5_000);
    expect(sent).toEqual(['a', 'b']);
    expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
  });

  it('tries again what fails, as long as the channel says', async () => {
    faults = [new Error('busy'), new Error('busy again')];
    await put('a');
    await pass(5_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'busy' });
    await pass(65_000);
    expect(await outbox.message('a')).toMatchObject({ attempts: 2, lastError: 'busy again' });
    await pass(130_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  it('gives up when the channel says so, and sends it when it is revived', async () => {
    faults = [new Error('1'), new Error('2'), new Error('3')];
    await put('a');
    await pass(600_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'dead', attempts: 3, lastError: '3' });
    await outbox.revive('a', time.now());
    await pass(5_000);
    expect(sent).toEqual(['a']);
  });

  it('does not send again what could not be noted', async () => {
    const note = outbox.note.bind(outbox);
    outbox.note = async () => {
      outbox.note = note;
      throw new Error('disk full');
    };
    await put('a');
    await pass(5_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  describe('beside another, as when its turn ends while it still sends', () => {
    let other: DeadlineClock<DueDelivery>;
    beforeEach(() => {
      other = dispatcher({ channel, outbox, clock: time, timers: time });
      other.start();
    });
    afterEach(() => other.stop());

    const bothPass = async (ms: number): Promise<void> => {
      other.poke();
      await pass(ms);
      other.poke();
      await pass(100);
    };

    it('sends each message once', async () => {
      await put('a', 'b', 'c');
      await bothPass(5_000);
      expect(sent.sort()).toEqual(['a', 'b', 'c']);
    });

    it('lets the other send what it has begun, yet not finished in time', async () => {
      let finish = (): void => undefined;
      stuck = new Promise((resolve) => { finish = resolve; });
      await put('a');
      await bothPass(60_000);
      expect(sent).toEqual([]);
      await bothPass(70_000);
      expect(sent).toEqual(['a']);
      faults = [new Error('too late')];
      finish();
      await bothPass(1_000);
      expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
    });
  });
});
