import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frontier } from '@ledgerdesk/ledger';
import { newScrub, readScrubState, writeScrubState } from './scrub-state.js';

describe('the state of a scrub', () => {
  let folder: string;
  const file = () => join(folder, 'scrub.json');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const tree = new Frontier();
  tree.append(new Uint8Array(32).fill(7));
  const begun = {
    ...newScrub('log'),
    position: '42',
    eventId: 'e-42',
    frontier: Buffer.from(tree.toBytes()).toString('base64'),
  };

  it('is read as it was written', () => {
    writeScrubState(file(), begun);
    expect(readScrubState(file(), 'log')).toEqual(begun);
  });

  it.each([
    ['is missing', undefined],
    ['is not JSON', '{"logId":'],
    ['is of another log', JSON.stringify({ ...begun, logId: 'other' })],
    ['has no position', JSON.stringify({ ...begun, position: 'x' })],
    ['has no tree', JSON.stringify({ ...begun, frontier: '' })],
    ['has a tree that is cut off', JSON.stringify({ ...begun, frontier: begun.frontier.slice(0, 20) })],
    ['has a tree of another size', JSON.stringify({ ...begun, frontier: Buffer.alloc(72).toString('base64') })],
    ['has a tree that is no base64', JSON.stringify({ ...begun, frontier: '%%%' })],
  ])('is begun anew if it %s', (_, text) => {
    if (text !== undefined) writeFileSync(file(), text);
    expect(readScrubState(file(), 'log')).toEqual(newScrub('log'));
  });
});
