import { Client } from './client.js';
import { clientConfig } from './client-config.js';

describe('a PostgreSQL client', () => {
  it('survives the loss of its connection before, while and after it connects, without a listener of its user', () => {
    const client = new Client(clientConfig('postgres://127.0.0.1:1/ledgerdesk'));
    expect(client.emit('error', new Error('terminating connection due to administrator command'))).toBe(true);
  });
});
