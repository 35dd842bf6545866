import { childEnvironment } from './child-environment.js';
import { DECLARATIONS } from './settings-schema.js';

describe('the environment of processes that an engine starts', () => {
  const needed = {
    TZ: 'Asia/Tokyo',
    Path: '/bin',
    NODE_EXTRA_CA_CERTS: 'ca.pem',
    LC_ALL: 'ja_JP',
    https_proxy: 'proxy',
  };
  const secrets = { AWS_SECRET_ACCESS_KEY: 'secret', LEDGERDESK_TOKEN: 'secret', NODE_AUTH_TOKEN: 'secret' };
  const own = { ...needed, ...secrets, PGPASSWORD: 'secret' };

  it('has what a process needs to run and to connect, and no secrets', () => {
    expect(childEnvironment({}, own)).toEqual(needed);
  });

  it('has what completes the URLs of databases only where they are opened', () => {
    expect(childEnvironment({ databases: true }, own)).toEqual({ ...needed, PGPASSWORD: 'secret' });
  });

  it('has no settings', () => {
    const settings = Object.fromEntries([...DECLARATIONS.keys()].map((name) => [name, 'secret']));
    expect(childEnvironment({ databases: true }, settings)).toEqual({});
  });
});
