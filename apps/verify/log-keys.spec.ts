import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, formatCheckpoint, nextKeyLine, outcomeOf, signNote } from '@ledgerdesk/ledger';
import { type SampleEvent, SampleLedger, sampleEvents, signerOf } from '../../test/support/ledger/sample-ledger.js';
import { COMMANDS } from './commands.js';
import { trustOf, type Values } from './inputs.js';

const ORIGIN = 'support.example.com/default/1';
const [FIRST, SECOND, THIRD] = [1, 2, 3].map((seed) => signerOf(ORIGIN, seed)) as [
  ReturnType<typeof signerOf>,
  ReturnType<typeof signerOf>,
  ReturnType<typeof signerOf>,
];

const changeTo = (vkey: string, fields: Partial<SampleEvent> = {}): SampleEvent => ({
  stream: 'log-keys',
  revision: 0,
  id: `change to ${vkey}`,
  type: 'LedgerKeyChanged',
  version: 1,
  occurredAt: '2026-11-30T08:00:00.000Z',
  recordedAt: '2026-11-30T08:00:00.000Z',
  data: canonicalJson({ origin: ORIGIN, previousVkey: FIRST.vkey, size: 10, vkey }),
  metadata: '{"actor":{"id":"ledger","kind":"engine"},"tenant":"default"}',
  ...fields,
});

describe('verify log, of a log whose key has changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-verify-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, contents: string | Uint8Array): string => {
    writeFileSync(join(folder, name), contents);
    return join(folder, name);
  };

  /** Verifies a log that handed over from the first key to the second at its end, with what is known of its keys. */
  const verify = async (events: readonly SampleEvent[], values: Values = {}) => {
    const ledger = new SampleLedger(events, ORIGIN, SECOND);
    const head = { origin: ORIGIN, size: ledger.size, root: ledger.root() };
    const text = formatCheckpoint({ ...head, extensions: [nextKeyLine(SECOND.vkey)] });
    const handover = signNote(text, SECOND, FIRST);
    const all: Values = {
      key: [FIRST.vkey],
      handovers: write('keys.json', JSON.stringify({ handovers: [handover] })),
      checkpoint: write('new', ledger.checkpoint()),
      saved: write('saved', ledger.checkpoint(5, FIRST)),
      ...values,
    };
    const files = [write('log.bin', ledger.export())];
    const report = await COMMANDS.get('log')?.({
      values: all,
      files,
      trust: trustOf(all),
      script: new URL('file:///x'),
    });
    if (!report) throw new Error('There is no such command.');
    return {
      status: outcomeOf(report.findings),
      findings: report.findings.map(({ kind, place }) => `${kind} ${place}`),
      proven: report.proven.join('\n'),
    };
  };
  const EVENTS = sampleEvents(20);
  const UNANNOUNCED = `key-unannounced ${SECOND.vkey.split('+').slice(0, 2).join('+')}`;

  it('is sound if the log announces the key', async () => {
    const { status, findings, proven } = await verify([...EVENTS, changeTo(SECOND.vkey)]);
    expect([status, findings]).toEqual([0, []]);
    expect(proven).toContain(`Leaf 20 announces that ${SECOND.vkey} signs the log from then on.`);
  });

  it.each<[string, readonly SampleEvent[]]>([
    ['nothing', EVENTS],
    ['another key', [...EVENTS, changeTo(THIRD.vkey)]],
    ['no key', [...EVENTS, changeTo('a key')]],
    ['it in a stream of its own', [...EVENTS, changeTo(SECOND.vkey, { stream: 'log-other' })]],
    [
      'it in a text',
      [
        ...EVENTS,
        changeTo(SECOND.vkey, {
          type: 'ReplyAdded',
          data: canonicalJson({
            text: '"stream":"log-keys","type":"LedgerKeyChanged"',
            vkey: SECOND.vkey,
          }),
        }),
      ],
    ],
  ])('finds a key that the log does not announce: it announces %s', async (_, events) => {
    const { status, findings } = await verify(events);
    expect([status, findings]).toEqual([1, [UNANNOUNCED]]);
  });

  it('finds it also if both keys are trusted, and a saved checkpoint shows which was first', async () => {
    const both: Values = { key: [FIRST.vkey, SECOND.vkey], handovers: undefined };
    expect((await verify(EVENTS, both)).findings).toEqual([UNANNOUNCED]);
    expect((await verify([...EVENTS, changeTo(SECOND.vkey)], both)).findings).toEqual([]);
    expect((await verify(EVENTS, { key: [SECOND.vkey], handovers: undefined, saved: undefined })).findings).toEqual([
      'no-saved-checkpoint the history before this checkpoint',
    ]);
  });
});
