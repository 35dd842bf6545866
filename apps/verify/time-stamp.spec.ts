import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf, stampedText } from '@ledgerdesk/ledger';
import { SampleLedger, sampleEvents, signerOf } from '../../test/support/ledger/sample-ledger.js';
import { testAuthority } from '../../test/support/ledger/time-stamp-authority.js';
import { COMMANDS } from './commands.js';
import { trustOf, type Values } from './inputs.js';
import { UsageError } from './usage.js';

const AT = '2026-12-01T08:30:00.250Z';

describe('verify timestamp', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-verify-'));
  const file = (name: string): string => join(folder, name);
  const ledger = new SampleLedger(sampleEvents(20));
  const authority = testAuthority();
  const note = ledger.checkpoint(10);
  const imprint = createHash('sha256').update(stampedText(note)).digest();
  const response = authority.stamp(imprint, AT);
  const document = { size: 10, checkpoint: note, time: AT, response: response.toString('base64') };
  const files: Record<string, Uint8Array | string> = {
    checkpoint: note,
    other: ledger.checkpoint(11),
    forged: ledger.checkpoint(10, signerOf(ledger.origin, 2)),
    'token.tsr': response,
    'cut.tsr': response.subarray(0, -1),
    'document.json': JSON.stringify(document),
    'no-note.json': JSON.stringify({ ...document, checkpoint: 7 }),
    page: '<html></html>',
    'root.pem': authority.root.pem,
    'other.pem': testAuthority().root.pem,
    'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  };

  beforeAll(() => {
    for (const [name, contents] of Object.entries(files)) writeFileSync(file(name), contents);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const verify = async (name: string, options: Readonly<Record<string, string>> = {}) => {
    const paths = Object.fromEntries(Object.entries(options).map(([option, path]) => [option, file(path)]));
    const values: Values = { ...paths, key: [ledger.signer.vkey] };
    const input = { values, files: [file(name)], trust: trustOf(values), script: new URL('file:///none') };
    const report = await COMMANDS.get('timestamp')?.(input);
    if (!report) throw new Error('There is no such command.');
    const kinds = report.findings.map(({ kind }) => kind);
    return { status: outcomeOf(report.findings), kinds, proven: report.proven.join(' '), findings: report.findings };
  };
  const TRUST = { 'tsa-cert': 'root.pem' };

  it.each([
    ['token.tsr', { ...TRUST, checkpoint: 'checkpoint' }],
    ['document.json', TRUST],
    ['document.json', { ...TRUST, checkpoint: 'checkpoint' }],
  ])('proves when a checkpoint existed: %s', async (name, options) => {
    const { status, proven } = await verify(name, options);
    expect(status).toBe(0);
    expect(proven).toContain(`The checkpoint existed at ${AT}, to within 1000 ms: CN=Time stamps of tests has signed`);
    expect(proven).toContain('covers 10 events');
  });

  it('cannot know the time without a certificate that is trusted', async () => {
    const { status, kinds, findings, proven } = await verify('document.json');
    expect([status, kinds]).toEqual([2, ['no-tsa-certificate']]);
    expect(findings[0]?.meaning).toContain(AT);
    expect(proven).not.toContain('existed');
  });

  it('calls a time stamp bad that does not lead to the certificate that was named', async () => {
    const { status, kinds, findings, proven } = await verify('document.json', { 'tsa-cert': 'other.pem' });
    expect([status, kinds]).toEqual([1, ['time-stamp-untrusted']]);
    expect(findings[0]?.meaning).toContain('no certificate that you trust vouches for CN=Time stamps of tests');
    expect(proven).not.toContain('existed');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['token.tsr', { ...TRUST, checkpoint: 'other' }, 'bad-time-stamp'],
    ['document.json', { ...TRUST, checkpoint: 'other' }, 'bad-time-stamp'],
    ['token.tsr', { ...TRUST, checkpoint: 'forged' }, 'not-signed'],
    ['cut.tsr', { ...TRUST, checkpoint: 'checkpoint' }, 'malformed'],
    ['page', { ...TRUST, checkpoint: 'checkpoint' }, 'malformed'],
    ['no-note.json', TRUST, 'malformed'],
  ])('finds damage: %s with %j', async (name, options, kind) => {
    const { status, kinds } = await verify(name, options);
    expect([status, kinds]).toEqual([1, [kind]]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['token.tsr', TRUST],
    ['document.json', { 'tsa-cert': 'page' }],
    ['document.json', { 'tsa-cert': 'broken.pem' }],
  ])('needs a checkpoint and certificates: %s with %j', async (name, options) => {
    await expect(verify(name, options)).rejects.toThrow(UsageError);
  });
});
