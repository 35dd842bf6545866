import { settingsFrom } from '../../server/settings.js';
import { sandboxEnvironment } from './sandbox-environment.js';

describe('the environment of a sandbox', () => {
  it('has nothing of another engine: neither its log and database nor its mail server, keys and sign-in', () => {
    const other = {
      EVENTSTORE_URL: 'esdb://esdb.example:2113',
      DATABASE_URL: 'postgres://db.example/ledgerdesk',
      SMTP_URL: 'smtp://mail.example',
      MAIL_FROM: 'Support <support@example.com>',
      JWKS_URL: 'https://id.example/keys',
      JWT_ISSUER: 'https://id.example',
      TOKEN_MAX_DAYS: '1',
      ROLES: 'http',
      TENANT: 'production',
      DATA_DIR: '/var/lib/ledgerdesk',
      NODE_ENV: 'production',
      PORT: '80',
    };
    const settings = settingsFrom(sandboxEnvironment(other, 'sandbox'));
    expect(settings).toEqual(settingsFrom(sandboxEnvironment({}, 'sandbox')));
    expect(settings).toMatchObject({ DATA_DIR: 'sandbox', NODE_ENV: 'development' });
  });

  it('keeps what is no setting, and how the sandbox is reached', () => {
    const own = { PATH: '/bin', HOST: '::1', CLOCK_SPEED: '60', WEBHOOK_PRIVATE_ADDRESSES: 'true' };
    expect(sandboxEnvironment(own, 'sandbox')).toMatchObject(own);
  });
});
