import { StoreProbes } from './store-probes.js';

const WRITES = { log: true, rows: true };

describe('StoreProbes', () => {
  let now: number;
  beforeEach(() => {
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  const rows = { versions: async () => [] };
  const fails = async (): Promise<never> => Promise.reject(new Error('unreachable'));

  it('finds out which stores can be read, and which of those that it has to write can be written', async () => {
    const store = { head: async () => '7', checkWritable: fails };
    const readOnly = { ...rows, checkWritable: fails };
    const every = new StoreProbes({ store, rows: readOnly, writes: WRITES });
    expect(await every.check()).toMatchObject({ unreadable: [], unwritable: ['log', 'rows'], isLogWritable: false });
    const none = new StoreProbes({ store, rows: readOnly, writes: { log: false, rows: false } });
    expect(await none.check()).toMatchObject({ unreadable: [], unwritable: [], isLogWritable: undefined });
    const lost = new StoreProbes({ store: { head: fails }, rows: { versions: fails }, writes: WRITES });
    expect(await lost.check()).toMatchObject({ unreadable: ['log', 'rows'], unwritable: [] });
  });

  it('goes on without a remote log while what is known of it is recent', async () => {
    const wasAtHeadWithin = jest.fn(() => true);
    const store = { head: fails, isRemote: true, tail: { wasAtHeadWithin } };
    const probes = new StoreProbes({ store, rows, writes: WRITES });
    expect(await probes.check()).toMatchObject({ unreadable: ['log'], isLogRecent: true });
    expect(wasAtHeadWithin).toHaveBeenCalledWith(60_000);
    wasAtHeadWithin.mockReturnValue(false);
    expect(probes.report().isLogRecent).toBe(false);
    const embedded = new StoreProbes({ store: { ...store, isRemote: false }, rows, writes: WRITES });
    wasAtHeadWithin.mockReturnValue(true);
    expect(await embedded.check()).toMatchObject({ isLogRecent: false });
  });

  it('looks at the rows again when it is asked to, however recent the last look is', async () => {
    const versions = jest.fn<Promise<readonly never[]>, []>().mockResolvedValue([]);
    const probes = new StoreProbes({ store: { head: async () => '7' }, rows: { versions }, writes: WRITES });
    expect(await probes.check()).toMatchObject({ unreadable: [] });
    versions.mockRejectedValue(new Error('unreachable'));
    expect(await probes.check()).toMatchObject({ unreadable: [] });
    expect(await probes.recheckRows()).toMatchObject({ unreadable: ['rows'] });
  });

  it('tells the head of the log, and the one that followers have reached by now', async () => {
    let head = 10;
    const store = { head: async () => String(head) };
    const probes = new StoreProbes({ store, rows, writes: WRITES });
    const heads: (readonly [string | undefined, string | undefined])[] = [];
    for (let second = 0; second < 8; second += 1) {
      const report = await probes.check();
      heads.push([report.head, report.earlierHead]);
      [head, now] = [head + 1, now + 1_000];
    }
    expect(heads[0]).toEqual(['10', '10']);
    expect(heads.at(-1)).toEqual(['17', '12']);
  });
});
