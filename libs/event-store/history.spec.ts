import type { Checkpoint } from '@ledgerdesk/kernel';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { sample, samples } from './contract/samples.js';
import { readEpoch, recordLoss } from './epoch.js';
import { NoSuchPosition } from './errors.js';
import { HistoryLost, LogHistory } from './history.js';

const NOW = '2026-11-27T08:00:00.000Z';

describe('the history of a checkpoint', () => {
  let log: MemoryEventStore;
  const at = (position: string, eventId?: string, epoch?: number): Checkpoint => ({
    logId: 'memory',
    position,
    eventId,
    epoch,
  });
  const compare = (checkpoint: Checkpoint) => new LogHistory(log).compare(checkpoint);
  const accept = (epoch = 1) => recordLoss(log, { epoch, lost: [], reason: null, tenant: 'main', now: NOW });

  beforeEach(async () => {
    log = new MemoryEventStore();
    await log.append('a', 'no-stream', [sample({ id: 'one' }), sample({ id: 'two' }), sample({ id: 'three' })]);
  });

  it('is intact if the log has the event, and completes a checkpoint that does not name it', async () => {
    expect(await compare(at('2', 'two', 0))).toEqual({ kind: 'intact', checkpoint: at('2', 'two', 0) });
    expect(await compare(at('2'))).toEqual({ kind: 'intact', checkpoint: at('2', 'two', 0) });
    expect(await compare(at('0'))).toEqual({ kind: 'intact', checkpoint: at('0', undefined, 0) });
  });

  it('is that of another log if the ids of the logs differ', async () => {
    expect(await compare({ ...at('9', 'x'), logId: 'other' })).toEqual({ kind: 'other-log' });
  });

  it.each<[string, Checkpoint, string]>([
    ['the log ends before it', at('4', 'four', 0), 'it has read up to position 4, the log ends at 3'],
    ['the log ends before a checkpoint of 0.1.0', at('4'), 'it has read up to position 4, the log ends at 3'],
    [
      'the log has another event there',
      at('2', 'gone', 0),
      'at position 2 it has read event gone, the log has two there',
    ],
    ['the log has lost an epoch', at('2', 'two', 1), 'it has read epoch 1 of the log, which is in epoch 0'],
  ])('is lost if %s', async (_case, checkpoint, detail) => {
    expect(await compare(checkpoint)).toEqual({ kind: 'lost', accepted: false, detail });
  });

  it('is lost if the log has grown past it, and cannot be read from there', async () => {
    jest.spyOn(log, 'readAll').mockImplementation(async ({ after } = {}) => {
      if (after === '2') throw new NoSuchPosition();
      return MemoryEventStore.prototype.readAll.call(log, { ...(after !== undefined && { after }) });
    });
    expect(await compare(at('2', 'gone', 0))).toEqual({
      kind: 'lost',
      accepted: false,
      detail: 'at position 2 it has read event gone, the log has none there',
    });
  });

  it('is accepted once a new epoch was opened, also if the log has grown past the checkpoint', async () => {
    await accept();
    expect(await compare(at('9', 'nine', 0))).toMatchObject({ kind: 'lost', accepted: true });
    await log.append('b', 'no-stream', samples(10));
    expect(await compare(at('9', 'nine', 0))).toMatchObject({ kind: 'lost', accepted: true });
    expect(await compare(at('9', 'nine', 1))).toMatchObject({ kind: 'lost', accepted: false });
    expect(await compare(at('2', 'two', 0))).toEqual({ kind: 'intact', checkpoint: at('2', 'two', 1) });
  });

  it('is lost if the checkpoint names no event, and its epoch ended before it', async () => {
    await accept();
    await log.append('b', 'no-stream', samples(10));
    await accept(2);
    expect(await compare(at('4', undefined, 0))).toEqual({
      kind: 'lost',
      accepted: true,
      detail: 'it has read epoch 0 of the log beyond position 3, where that ends',
    });
    expect(await compare(at('3', undefined, 0))).toMatchObject({ kind: 'intact' });
    expect(await compare(at('4', undefined, 1))).toMatchObject({ kind: 'intact' });
  });

  it('counts the epochs that were recorded, and records what precedes each', async () => {
    expect(await readEpoch(log)).toBe(0);
    await accept(1);
    await accept(4);
    expect(await readEpoch(log)).toBe(4);
    const noTree = { checkpoint: null, sharedSize: null };
    expect(log.log.slice(3).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { epoch: 1, lastPosition: '3', lastEventId: 'three', lost: [], reason: null, ...noTree },
      { epoch: 4, lastPosition: '4', lastEventId: log.log[3]?.id, lost: [], reason: null, ...noTree },
    ]);
  });

  it('names in its error every reader and the ways to continue', () => {
    const { message } = new HistoryLost([{ reader: 'process webhooks', detail: 'it has read up to position 4' }]);
    expect(message).toContain('process webhooks: it has read up to position 4');
    expect(message).toContain('ledgerdesk accept-loss');
  });
});
