import { childEnvironment } from './child-environment.js';

describe('the environment of processes that an engine starts', () => {
  it('has what is not a setting, and no secrets of the engine', () => {
    const own = { TZ: 'Asia/Tokyo', MASTER_KEY: 'secret', DATABASE_URL: 'postgres://me:secret@host/db', DATA_DIR: '.' };
    expect(childEnvironment(own)).toEqual({ TZ: 'Asia/Tokyo' });
  });
});
