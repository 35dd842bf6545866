import { parseManifest } from '@ledgerdesk/manifest';
import type { ClockComparison, ClockExplanations } from '@ledgerdesk/what-if';
import { readFileSync, writeFileSync } from 'node:fs';
import { importScene, row } from '../../../test/support/import/import-scene.js';
import { policyFile } from '../../../test/support/what-if/desk.js';
import { settingsFrom } from '../../server/settings.js';
import { withLog } from '../log/with-log.js';
import { reproduce } from '../reproduce/reproduce.js';
import { askWhatIf, type WhatIfOptions } from './ask-what-if.js';

const scene = importScene();
const ROWS = [
  row('1', 'opened', '09:00'),
  row('1', 'answered', '09:40'),
  row('2', 'opened', '10:00', { plan: 'silver', client: 'Red Inc' }),
  row('2', 'answered', '12:00', { plan: 'silver', client: 'Red Inc' }),
];
const editionMinutes = { essentials: 240, enhanced: 30 };

/** What `ledgerdesk what-if` writes with these options. */
const written = async (options: Partial<WhatIfOptions>): Promise<string> => {
  const output: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output.push(String(text));
    return true;
  });
  try {
    await askWhatIf({ format: 'table', clocks: 'changed', timeZone: 'UTC', ...options });
  } finally {
    stdout.mockRestore();
  }
  return output.join('');
};

interface JsonAnswer {
  readonly clocks: readonly (ClockComparison & { readonly explanations: ClockExplanations })[];
  readonly total: object;
  readonly manifest: object;
}

describe('ledgerdesk what-if', () => {
  const policy = (): string => scene.path('policy.json');
  beforeEach(async () => {
    await scene.imported(ROWS);
    writeFileSync(policy(), JSON.stringify(policyFile({ editionMinutes })));
    process.env['DATA_DIR'] = scene.data();
  });
  afterEach(() => {
    delete process.env['DATA_DIR'];
  });

  it('prints figures by month and level, and the teams with changes', async () => {
    const table = await written({ policy: policy() });
    expect(table.match(/^[A-Z][a-z ]+$/gm)).toEqual(['Response clocks', 'By month', 'By level', 'Teams with changes']);
    expect(table).toMatch(/'2026-03' *│ 2 *│ 2 *│ 0 *│ 1 *│ 1 *│ 0 *│ 1 /);
  });

  it('groups figures by up to three names, also as a page with charts', async () => {
    const asked = { policy: policy(), groupBy: ['product', 'hourOfWeek'], timeZone: 'Asia/Tokyo' };
    const table = await written(asked);
    expect(table.match(/^[A-Z][A-Za-z ,]+$/gm)).toEqual(['Response clocks', 'By product, hourOfWeek']);
    expect(table).toMatch(/'dropbox' *│ 18 *│ 1 /);
    const { groups } = JSON.parse(await written({ ...asked, format: 'json' })) as { groups: readonly object[] };
    expect(groups[0]).toMatchObject({ product: 'dropbox', hourOfWeek: 18, clocks: 1, gained: 1 });
    expect(groups[1]).toMatchObject({ product: 'dropbox', hourOfWeek: 19, clocks: 1, gained: 0 });
    const page = await written({ ...asked, groupBy: ['hourOfWeek'], format: 'html' });
    expect(page).toMatch(/Breaches gained and lost[\s\S]*<svg[\s\S]*Manifest/);
    for (const groupBy of [['mood'], ['team', 'team'], ['team', 'level', 'month', 'product']])
      await expect(written({ ...asked, groupBy })).rejects.toMatchObject({ code: 'invalid-groupings' });
  });

  it('writes the changed clocks as CSV, or all of them', async () => {
    const changed = await written({ policy: policy(), format: 'csv' });
    expect(changed.trim().split('\n')).toHaveLength(2);
    expect(changed).toMatch(/^ticketId,teamId,product,startedAt,change,recordedClock,recordedLevel,/);
    expect(changed).toMatch(/gained,1,enhanced,60,2026-03-02T10:00:00.000Z,met,false,1,enhanced,30,2026-03-02T09:30/);
    expect((await written({ format: 'csv', clocks: 'all' })).trim().split('\n')).toHaveLength(3);
  });

  it('writes clocks with both explanations, totals and manifest as JSON', async () => {
    const manifestFile = scene.path('manifest.json');
    const before = await scene.events();
    const text = await written({ policy: policy(), format: 'json', manifest: manifestFile });
    const { clocks, total, manifest } = JSON.parse(text) as JsonAnswer;
    expect(clocks).toMatchObject([
      {
        change: 'gained',
        explanations: { recorded: { inTime: true }, whatIf: { inTime: false, decidedBy: 'edition' } },
      },
    ]);
    expect(total).toMatchObject({ clocks: 2, gained: 1, lost: 0 });
    expect(parseManifest(readFileSync(manifestFile, 'utf8'))).toEqual(manifest);
    expect(manifest).toMatchObject({
      question: { kind: 'what-if', parameters: { policy: { editionMinutes }, calendars: null, timeZone: 'UTC' } },
      rows: { count: 2 },
    });
    expect(await scene.events()).toEqual(before);

    const saved = { manifest: parseManifest(JSON.stringify(manifest)) };
    const settings = settingsFrom({ DATA_DIR: scene.data() });
    expect(await withLog((log) => reproduce(log, { settings, saved }))).toMatchObject({ differences: [] });
    const { question, questionParts: _, ...rest } = saved.manifest;
    const changed = { ...question, parameters: { ...question.parameters, teams: ['acme'] } };
    expect(
      await withLog((log) =>
        reproduce(log, { settings, saved: { manifest: { ...saved.manifest, question: changed } } }),
      ),
    ).toMatchObject({
      differences: [
        { kind: 'rows' },
        { kind: 'rows' },
        { kind: 'parameter', name: 'teams', message: 'teams of the manifest is not the one that was asked.' },
      ],
    });
    expect(
      await withLog((log) => reproduce(log, { settings, saved: { manifest: { ...rest, question: changed } } })),
    ).toMatchObject({
      differences: [
        { kind: 'rows' },
        { kind: 'rows' },
        { name: 'question', message: expect.stringContaining('has no digests of the parts') as string },
      ],
    });
    const rows = { count: 2, sha256: '0'.repeat(64) };
    const forged = { manifest: { ...saved.manifest, rows } };
    expect(await withLog((log) => reproduce(log, { settings, saved: forged }))).toMatchObject({
      differences: [{ kind: 'rows' }],
    });
  });

  it('refuses a file with the words with which the engine refuses it', async () => {
    writeFileSync(policy(), JSON.stringify(policyFile({ editionMinutes: { essentials: 0, enhanced: 60 } })));
    await expect(written({ policy: policy() })).rejects.toMatchObject({
      code: 'invalid-rules',
      message: 'The policy file is not valid: /editionMinutes/essentials must be > 0.',
    });
    await expect(written({ policy: scene.path('none.json') })).rejects.toMatchObject({ code: 'invalid-rules' });
  });
});
