import { StoreFailed } from '@ledgerdesk/event-store';
import { ViewedLog } from './viewed-log.js';

describe('ViewedLog', () => {
  const head = jest.fn<Promise<string>, []>();
  const viewOf = (isRemote: boolean): ViewedLog =>
    new ViewedLog({ isRemote, head, readStream: jest.fn(), readAll: jest.fn() });
  const unreachable = { code: 'log-unreachable' };

  beforeEach(() => {
    head.mockReset().mockResolvedValue('7');
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows the log', async () => {
    expect(await viewOf(true).head()).toBe('7');
  });

  it('waits five seconds for a log that does not answer, and asks it again a second later', async () => {
    head.mockReturnValue(new Promise(() => undefined));
    const view = viewOf(true);
    const first = expect(view.head()).rejects.toMatchObject(unreachable);
    await jest.advanceTimersByTimeAsync(5_000);
    await first;
    await expect(view.head()).rejects.toMatchObject(unreachable);
    expect(head).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_000);
    head.mockResolvedValue('8');
    expect(await view.head()).toBe('8');
  });

  it('does not wait for a log that has failed', async () => {
    head.mockRejectedValue(new StoreFailed('unreachable'));
    await expect(viewOf(true).head()).rejects.toMatchObject(unreachable);
  });

  it('passes on other errors, and shows the embedded log as it is', async () => {
    head.mockRejectedValue(new RangeError('defect'));
    await expect(viewOf(true).head()).rejects.toThrow('defect');
    head.mockRejectedValue(new StoreFailed('the disk is full'));
    await expect(viewOf(false).head()).rejects.toMatchObject({ code: 'store-failed' });
  });
});
