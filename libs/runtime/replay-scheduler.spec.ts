import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { cancelled, reminders, sent, set } from '../../test/support/runtime/reminders.js';
import { decode } from '../../test/support/runtime/sample-projections.js';
import { ReplayScheduler } from './replay-scheduler.js';

const at = (hour: number) => `2026-11-02T${String(hour).padStart(2, '0')}:00:00.000Z`;

const scheduled = (
  onFire: (log: MemoryLog, note: string) => number = (log, note) => {
    log.add(sent(note));
    return 1;
  },
) => {
  const log = new MemoryLog();
  const fired: string[] = [];
  const scheduler = new ReplayScheduler({
    log,
    decode,
    projection: reminders,
    fire: async ({ note, at: due }) => {
      fired.push(`${due.slice(11, 13)} ${note}`);
      return onFire(log, note);
    },
  });
  const fireBefore = async (hour: number) => {
    await scheduler.catchUp();
    return scheduler.fireBefore(at(hour));
  };
  return { log, fired, fireBefore };
};

describe('replay scheduler', () => {
  it('fires rows due before an instant, in order of due time and key', async () => {
    const { log, fired, fireBefore } = scheduled();
    log.add(set('c', at(9)), set('b', at(8)), set('a', at(9)), set('d', at(10)));
    expect(await fireBefore(10)).toBe(3);
    expect(fired).toEqual(['08 b', '09 a', '09 c']);
    expect(await fireBefore(10)).toBe(0);
    expect(await fireBefore(11)).toBe(1);
  });

  it('fires a row once, at the last instant for which it was armed', async () => {
    const { log, fired, fireBefore } = scheduled();
    log.add(set('a', at(9)), set('a', at(11)), set('b', at(9)), cancelled('b'), set('a', at(10)), set('a', at(10)));
    await fireBefore(12);
    expect(fired).toEqual(['10 a']);
  });

  it('fires rows that are armed again or that firing arms', async () => {
    const { log, fired, fireBefore } = scheduled((own, note) => {
      own.add(sent(note), ...(note === 'a' ? [set('b', at(9))] : []));
      return 1;
    });
    log.add(set('a', at(8)));
    await fireBefore(10);
    log.add(set('a', at(8)));
    await fireBefore(10);
    expect(fired).toEqual(['08 a', '09 b', '08 a', '09 b']);
  });

  it('does not repeat a row whose firing records nothing', async () => {
    const { log, fired, fireBefore } = scheduled(() => 0);
    log.add(set('a', at(8)));
    expect([await fireBefore(10), await fireBefore(10)]).toEqual([0, 0]);
    expect(fired).toEqual(['08 a']);
  });
});
