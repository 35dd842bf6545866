import { StreamQueue } from './stream-queue.js';

describe('the queue of a stream', () => {
  it('lets one work after the other, each when the one before has ended', async () => {
    const queue = new StreamQueue();
    const log: string[] = [];
    const work = (name: string) =>
      queue.run('s', async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on after a failure, which only its caller hears of', async () => {
    const queue = new StreamQueue();
    const failed = queue.run('s', async () => {
      throw new Error('No.');
    });
    const next = queue.run('s', async () => 'yes');
    await expect(failed).rejects.toThrow('No.');
    expect(await next).toBe('yes');
  });
});
