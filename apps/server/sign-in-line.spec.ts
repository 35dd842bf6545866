import { settingsFrom } from './settings.js';
import { signInLine } from './sign-in-line.js';

const LINK = 'Print a link that signs you in:';

describe('the line that says how to sign in', () => {
  it.each([
    [{}, 'http://127.0.0.1:3000', `${LINK} npx ledgerdesk hub-link --kind operator`],
    [
      { DATA_DIR: 'mine', PORT: '0' },
      'http://127.0.0.1:4711',
      `${LINK} DATA_DIR=/srv/mine npx ledgerdesk hub-link --kind operator --port 4711`,
    ],
  ])('has the data folder and the port that the link needs: %j', (environment, url, expected) => {
    const line = signInLine(settingsFrom(environment), { url, dataFolder: '/srv/mine' });
    expect(line).toBe(`The hub: ${url}/hub. ${expected}`);
  });

  it('quotes a folder that a shell would take apart', () => {
    const settings = settingsFrom({ DATA_DIR: "it's" });
    expect(signInLine(settings, { url: 'http://127.0.0.1:3000', dataFolder: "/srv/it's mine" })).toContain(
      String.raw`DATA_DIR='/srv/it'\''s mine' npx`,
    );
  });

  it('is missing where nobody can sign in', () => {
    const server = { url: 'http://127.0.0.1:3000', dataFolder: '/srv/data' };
    expect(signInLine(settingsFrom({ ROLES: 'projections' }), server)).toBeUndefined();
    expect(signInLine(settingsFrom({ JWKS_URL: 'https://id.example/keys' }), server)).toBeUndefined();
  });
});
