import fs from 'node:fs';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Drafts of new files end in `.new`; they are no databases yet. */
const DATABASE = /\.db(?:-wal|-shm|-journal|\.lock)?$/;

describe('the files of databases', () => {
  it('are opened by SQLite only: closing any other descriptor of a file would drop its locks', async () => {
    const opened: string[] = [];
    const watch = (path: unknown): void => {
      if (typeof path === 'string' && DATABASE.test(path)) opened.push(path);
    };
    const [openSync, open, promised] = [fs.openSync, fs.open, fs.promises.open];
    jest.spyOn(fs, 'openSync').mockImplementation((...args) => (watch(args[0]), openSync(...args)));
    jest.spyOn(fs, 'open').mockImplementation((...args: Parameters<typeof open>) => (watch(args[0]), open(...args)));
    jest.spyOn(fs.promises, 'open').mockImplementation((...args) => (watch(args[0]), promised(...args)));
    const engine = await TestEngine.open('2026-11-27T07:30:00.000Z', { ESDB_PORT: '0' });
    try {
      const { aiko } = await withAcme(engine);
      await aiko.post('/v1/tickets', TICKET);
      await engine.settled();
      await engine.restart('2026-11-28T07:30:00.000Z');
    } finally {
      await engine.close();
      jest.restoreAllMocks();
    }
    expect(opened).toEqual([]);
  });
});
