import { embeddedStorage, isLogUrl, openLogForReading, openRowsView, storageConfigOf } from './storage.js';

describe('storage', () => {
  it('is in the data folder unless a URL says otherwise', () => {
    expect(storageConfigOf({ DATA_DIR: 'data' })).toEqual(embeddedStorage('data'));
    const [EVENTSTORE_URL, DATABASE_URL] = ['esdb://localhost:2113', 'postgresql://localhost/database'];
    expect(storageConfigOf({ DATA_DIR: 'data', EVENTSTORE_URL, DATABASE_URL })).toEqual({
      log: EVENTSTORE_URL,
      rows: DATABASE_URL,
    });
  });

  it('tells the URL of a log from the path of a data folder', () => {
    expect(['esdb://a', 'esdb+discover://a', 'kurrentdb://a'].every(isLogUrl)).toBe(true);
    expect(['data', './esdb', '/var/data', 'postgresql://a'].some(isLogUrl)).toBe(false);
  });

  it('refuses a scheme that no adapter has, names those that there are, and never repeats the URL', async () => {
    const log = openLogForReading({ ...embeddedStorage('data'), log: 'mysql://user:secret@localhost' });
    await expect(log).rejects.toThrow('No store has the URL scheme "mysql". Use esdb://, esdb+discover://');
    await expect(log).rejects.not.toThrow(/secret/);
    await expect(openRowsView({ ...embeddedStorage('data'), rows: 'secret' })).rejects.toThrow(
      'No store has the URL scheme "". Use postgres://, postgresql://.',
    );
  });
});
