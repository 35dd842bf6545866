import { MissingRecords, type RecordedDrop } from './dropped-records.js';

const drop = (firstLeaf: number, lastLeaf: number, count = lastLeaf - firstLeaf + 1): RecordedDrop => ({
  place: 'log',
  count,
  firstLeaf,
  lastLeaf,
  tree: { id: 't', size: 100, root: new Uint8Array(32) },
});

const missing = (...leaves: readonly number[]): MissingRecords => {
  const found = new MissingRecords();
  for (const leaf of leaves) found.add(leaf);
  return found;
};

describe('missing records of reads', () => {
  it('are explained by drops that the log has', () => {
    expect(missing(0, 1, 2, 3).beyond([drop(0, 1), drop(2, 3)])).toEqual([]);
    expect(missing().beyond([])).toEqual([]);
  });

  it('are explained by a drop that was interrupted and recorded again', () =>
    expect(missing(0, 1, 2, 3, 4).beyond([drop(0, 4), drop(2, 4)])).toEqual([]));

  it('are found before, between and after drops', () =>
    expect(missing(0, 1, 2, 3, 4, 5, 9).beyond([drop(1, 2), drop(4, 4)])).toEqual([
      { first: 0, last: 0, count: 1 },
      { first: 3, last: 3, count: 1 },
      { first: 5, last: 5, count: 1 },
      { first: 9, last: 9, count: 1 },
    ]));

  it('are found among records that a drop passed over', () =>
    expect(missing(0, 1, 2, 3).beyond([drop(0, 3, 2)])).toEqual([{ first: 0, last: 3, count: 2 }]));
});
