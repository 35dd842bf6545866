import { ProjectionProgress } from '@ledgerdesk/runtime';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeError } from '../../../libs/kernel/index.js';
import { projectionsInThread, type RunningProjections } from './projections.js';

describe('the thread of the projections', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-thread-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (onFailure: (error: Error) => void, script?: URL): Promise<RunningProjections> => {
    const storage = { log: pathToFileURL(join(folder, 'events.db')).href, rows: pathToFileURL(folder).href };
    const projectionProgress = new ProjectionProgress();
    return projectionsInThread({ storage, projectionProgress, onFailure, onDamage: () => undefined, script });
  };
  /** Starts the projections, and returns the description of the failure that they report. */
  const failureOf = (script?: URL): Promise<string> =>
    new Promise((resolve, reject) => {
      start((error) => resolve(describeError(error)), script).catch(reject);
    });
  const throwing = (thrown: string): URL =>
    new URL(`data:text/javascript,${encodeURIComponent(`setImmediate(() => { throw ${thrown}; });`)}`);

  it.each([
    [`new Error('broken')`, /^(Error: )?broken/],
    [`new (class Broken extends Error {})('EIO', { cause: new Error('x') })`, /EIO/],
    [`'broken'`, /^Error: broken$/],
    [`{ reason: 'broken' }`, /broken/],
    [`{ code: 'SQLITE_IOERR' }`, /SQLITE_IOERR/],
    [`null`, /^Error: null$/],
    [`new AggregateError([new Error('a'), new Error('b')])`, /AggregateError|a; b/],
    [`Object.defineProperty(new Error('x'), 'message', { get() { throw 1; } })`, /./],
  ])('names what was thrown: %s', async (thrown, expected) => {
    const description = await failureOf(throwing(thrown));
    expect(description).toMatch(expected);
    expect(description).not.toContain('[object');
  });

  it('names a log that cannot be opened while the thread starts', async () => {
    writeFileSync(join(folder, 'events.db'), 'garbage '.repeat(1_000));
    const description = await failureOf();
    expect(description).toContain(join(folder, 'events.db'));
    expect(description).not.toContain('[object');
  });

  it.each([
    ['throws', throwing(`new Error('broken')`)],
    ['reports a crash', undefined],
  ])('can be stopped after it has ended by itself, if it %s', async (_, script) => {
    writeFileSync(join(folder, 'events.db'), 'garbage '.repeat(1_000));
    const onFailure = jest.fn();
    const projections = await start(onFailure, script);
    await projections.stop();
    // Now the thread has certainly ended.
    await projections.stop();
    expect(onFailure).toHaveBeenCalledTimes(1);
  });
});
