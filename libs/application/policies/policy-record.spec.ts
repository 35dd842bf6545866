import { WrongExpectedRevision } from '@ledgerdesk/event-store';
import { policyStream } from '@ledgerdesk/events';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { shippedFiles } from '../../../test/support/policies.js';
import { PolicyChanged, PolicyRecord } from './policy-record.js';
import { policyTexts } from './policy-texts.js';

const USE = {
  at: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T08:00:00.000Z',
  tenant: 'main',
  commandId: 'c-1',
};
const prices = (perSeat: object, version = '2026-11'): object => ({ version, perSeat });
const textsWith = (file: object) => policyTexts({ ...shippedFiles(), prices: file });

describe('the record of policy versions', () => {
  let store: MemoryEventStore;
  const open = (file: object) => PolicyRecord.open(store, textsWith(file));
  const recorded = (): readonly object[] =>
    store.log.map(({ stream, occurredAt, data }) => ({ stream, occurredAt, ...(JSON.parse(data) as object) }));

  beforeEach(() => {
    store = new MemoryEventStore();
  });

  it('records the contents of a version at its first use, and once', async () => {
    const record = await open(prices({ dash: {} }));
    expect(store.log).toEqual([]);
    const versions = { prices: '2026-11', texts: 'any', tzdb: '2026b' };
    await record.use(versions, USE);
    await record.use(versions, { ...USE, at: '2026-11-28T07:30:00.000Z' });
    await (await open(prices({ dash: {} }))).use(versions, USE);
    expect(recorded()).toMatchObject([
      {
        stream: policyStream('prices'),
        occurredAt: USE.at,
        name: 'prices',
        policyVersion: '2026-11',
        text: '{"perSeat":{"dash":{}},"version":"2026-11"}',
      },
    ]);
  });

  it.each<[string, object]>([
    ['another order of properties', { perSeat: { dash: {} }, version: '2026-11' }],
    [
      'a version that is valid from an instant',
      { versions: [prices({}, 'old'), { validFrom: '2026-12-01T00:00Z', ...prices({ dash: {} }) }] },
    ],
  ])('takes %s for the same contents', async (_what, file) => {
    await (await open(prices({ dash: {} }))).use({ prices: '2026-11' }, USE);
    await expect(open(file)).resolves.toBeInstanceOf(PolicyRecord);
  });

  it('refuses a used version with other contents, and says what to do', async () => {
    await (await open(prices({ dash: {} }))).use({ prices: '2026-11' }, USE);
    const changed = open(prices({ dash: { essentials: {} } }));
    await expect(changed).rejects.toThrow(PolicyChanged);
    await expect(changed).rejects.toThrow(
      /prices file has other contents than its version 2026-11 .*2026-11-27T07:30.*give the changed file a new version/,
    );
    await expect(open(prices({ dash: { essentials: {} } }, '2026-12'))).resolves.toBeInstanceOf(PolicyRecord);
  });

  it('accepts changes of a version that no decision has used', async () => {
    await (await open(prices({ dash: {} }))).use({ policy: 'any' }, USE);
    await expect(open(prices({}))).resolves.toBeInstanceOf(PolicyRecord);
  });

  it('refuses a use if another engine has recorded other contents meanwhile, and adopts equal ones', async () => {
    const [one, same, other] = [await open(prices({})), await open(prices({})), await open(prices({ dash: {} }))];
    await Promise.all([one.use({ prices: '2026-11' }, USE), same.use({ prices: '2026-11' }, USE)]);
    expect(store.log).toHaveLength(1);
    await expect(other.use({ prices: '2026-11' }, USE)).rejects.toThrow(PolicyChanged);
  });

  it('appends once for each use: who lost to another version tries again', async () => {
    const [record, other] = [await open(prices({})), await open(prices({}, '2026-12'))];
    const append = jest.spyOn(store, 'append');
    const uses = [record.use({ prices: '2026-11' }, USE), other.use({ prices: '2026-12' }, USE)];
    await expect(Promise.all(uses)).rejects.toThrow(WrongExpectedRevision);
    expect(append).toHaveBeenCalledTimes(2);
    await other.use({ prices: '2026-12' }, USE);
    expect(recorded()).toMatchObject([{ policyVersion: '2026-11' }, { policyVersion: '2026-12' }]);
  });

  it('returns the contents of a version that is no longer configured', async () => {
    await (await open(prices({ dash: {} }))).use({ prices: '2026-11' }, USE);
    const later = await open(prices({}, '2027-01'));
    expect(await later.textOf('prices', '2026-11')).toEqual(prices({ dash: {} }));
    expect(await later.textOf('prices', '2020-01')).toBeUndefined();
  });
});
