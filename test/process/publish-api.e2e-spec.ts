import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The parts of the document that this test changes. */
interface ApiDocument {
  readonly paths: Readonly<Record<string, unknown>>;
}

const PUBLISHED = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as ApiDocument;

describe('npm run api:publish', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-publish-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const publishAfter = (before: ApiDocument) => {
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(before));
    writeFileSync(join(folder, 'changelog.md'), '# Changes\n\n## 2026-01-01\n\n- Before\n');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/openapi/publish.mjs', folder], {
      encoding: 'utf8',
    });
    const [document, changelog] = ['openapi.json', 'changelog.md'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    return { status, stdout, stderr, document: JSON.parse(document ?? '') as ApiDocument, changelog };
  };

  it('publishes a new operation, and notes it before earlier ones', () => {
    const { '/v1/support-route': added, ...paths } = PUBLISHED.paths;
    const { status, stdout, document, changelog } = publishAfter({ ...PUBLISHED, paths });
    expect([status, stdout]).toEqual([0, expect.stringContaining('GET /v1/support-route')]);
    expect(document.paths['/v1/support-route']).toEqual(added);
    expect(changelog).toMatch(
      /^# Changes\n\n## [\d-]{10}\n\n(?:- .*\n)*- GET \/v1\/support-route\n[^]*## 2026-01-01\n\n- Before\n$/,
    );
  });

  it('refuses to publish a document without an operation that is published, and leaves both files', () => {
    const before = { ...PUBLISHED, paths: { ...PUBLISHED.paths, '/v1/former': PUBLISHED.paths['/v1/support-route'] } };
    const { status, stderr, document, changelog } = publishAfter(before);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^GET \/v1\/former was removed/m)]);
    expect(document).toEqual(before);
    expect(changelog).toMatch(/^# Changes\n\n## 2026-01-01/);
  });
});
