import type { Row } from '@ledgerdesk/kernel';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { differences, type Difference } from './differences.js';
import { tally } from '../../test/support/runtime/sample-projections.js';

const version2 = { ...tally, version: 2 };

const found = async (before: Record<string, Row>, after: Record<string, Row>): Promise<readonly Difference[]> => {
  const store = await openReadStore(':memory:');
  for (const [projection, rows] of [
    [tally, before],
    [version2, after],
  ] as const) {
    await store.prepare(projection);
    await store.commit(projection, {
      rows: new Map(Object.entries(rows)),
      from: undefined,
      to: { logId: 'log', position: '1' },
    });
  }
  const all: Difference[] = [];
  for await (const difference of differences(store, tally, version2)) all.push(difference);
  await store.close();
  return all;
};

const many = (total: number): Record<string, Row> =>
  Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`row-${index}`, { total }]));

describe('differences between two versions', () => {
  it('lists changed, removed and added rows', async () => {
    expect(
      await found(
        { same: { total: 1 }, changed: { total: 1 }, gone: { total: 1 } },
        { same: { total: 1 }, changed: { total: 2 }, new: { total: 3 } },
      ),
    ).toEqual([
      { key: 'changed', before: { total: 1 }, after: { total: 2 } },
      { key: 'gone', before: { total: 1 }, after: undefined },
      { key: 'new', before: undefined, after: { total: 3 } },
    ]);
  });

  it('reads tables of more than one page', async () => {
    expect(await found(many(1), many(1))).toEqual([]);
    expect(await found(many(1), many(2))).toHaveLength(1_200);
    expect(await found({}, many(2))).toHaveLength(1_200);
  });
});
