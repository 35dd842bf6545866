import { join } from 'node:path';
import { embeddedStorage, isLogUrl, isRowsUrl, openLogForReading, openRowsView, storageConfigOf } from './storage.js';

describe('storage', () => {
  it('is in the data folder unless a setting specifies a different URL', () => {
    expect(storageConfigOf({ DATA_DIR: 'data' })).toEqual(embeddedStorage('data'));
    const [EVENTSTORE_URL, DATABASE_URL] = ['esdb://localhost:2113', 'postgresql://localhost/database'];
    expect(storageConfigOf({ DATA_DIR: 'data', EVENTSTORE_URL, DATABASE_URL })).toEqual({
      log: EVENTSTORE_URL,
      rows: DATABASE_URL,
      masterKey: { file: join('data', 'keys', 'master.key') },
    });
  });

  it('distinguishes the URL of a log from the path of a data folder', () => {
    const schemes = ['esdb', 'kurrentdb', 'kurrent', 'kdb'].flatMap((scheme) => [scheme, `${scheme}+discover`]);
    expect(['file:///a/events.db', ...schemes.map((scheme) => `${scheme}://a,b`)].every(isLogUrl)).toBe(true);
    expect(['data', './esdb', '/var/data', 'postgresql://a'].some(isLogUrl)).toBe(false);
  });

  it('distinguishes the URL of a database for rows from the path of a data folder', () => {
    expect(['file:///a', 'postgres://a/b', 'postgresql://a/b'].every(isRowsUrl)).toBe(true);
    expect(['data', './postgres', '/var/data', 'esdb://a'].some(isRowsUrl)).toBe(false);
  });

  it('refuses a URL whose scheme has no adapter, lists the known schemes and never repeats the URL', async () => {
    const log = openLogForReading({ ...embeddedStorage('data'), log: 'mysql://user:secret@localhost' });
    await expect(log).rejects.toThrow('No store has the URL scheme "mysql". Use file://, esdb://, esdb+discover://');
    await expect(log).rejects.not.toThrow(/secret/);
    await expect(openRowsView({ ...embeddedStorage('data'), rows: 'secret' })).rejects.toThrow(
      'No store has the URL scheme "". Use file://, postgres://, postgresql://.',
    );
  });
});
