import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSignatures, COSIGNATURE_V1, cosign, formatVerifierKey, splitNote } from '@ledgerdesk/ledger';
import { ed25519FromSeed } from '../../libs/ledger/ed25519.js';
import { SampleLedger, sampleEvents, signerOf, writeFiles } from '../../test/support/ledger/sample-ledger.js';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-verify-'));
const file = (name: string): string => join(folder, name);

const build = (to: string): string =>
  spawnSync('node', [join(root, 'scripts/build/verifier.mjs'), to], { cwd: tmpdir(), encoding: 'utf8' }).stdout;

const EVENTS = sampleEvents(1_000);
const ledger = new SampleLedger(EVENTS);
const changedOne = new SampleLedger(
  EVENTS.map((event, at) => (at === 700 ? { ...event, occurredAt: event.occurredAt.replace('2026', '2025') } : event)),
);

/** Runs the verifier. Returns its exit code, the kinds of its findings, and its report. */
const verify = (...args: readonly string[]) => {
  const all = [file('ledgerdesk-verify.mjs'), ...args, '--key', ledger.signer.vkey, '--json'];
  const { status, stdout, stderr } = spawnSync('node', all, { cwd: folder, encoding: 'utf8' });
  if (stdout === '') return { status, kinds: [], places: [], proven: [], stderr };
  const report = JSON.parse(stdout) as {
    readonly findings: readonly { readonly kind: string; readonly place: string }[];
    readonly proven: readonly string[];
  };
  return {
    status,
    kinds: report.findings.map(({ kind }) => kind),
    places: report.findings.map(({ place }) => place),
    proven: report.proven,
    stderr,
  };
};

beforeAll(async () => {
  build(folder);
  const files: Record<string, Uint8Array | string> = {
    saved: ledger.checkpoint(600),
    new: ledger.checkpoint(),
    forked: changedOne.checkpoint(),
    'other-key': ledger.checkpoint(1_000, signerOf(ledger.origin, 2)),
    'proof.json': JSON.stringify(await ledger.consistency(600)),
    'log.bin': ledger.export(),
    'forked.bin': changedOne.export(),
    'short.bin': ledger.export(0, 900),
    'cut.bin': ledger.export().subarray(0, -300),
    'longer.bin': Buffer.concat([ledger.export(), Buffer.alloc(3)]),
    'range.bin': ledger.export(300, 800),
    'forked-range.bin': changedOne.export(300, 800),
    'bundle.json': JSON.stringify({ ...(await ledger.bundle('1')), consistency: await ledger.consistency(600) }),
  };
  writeFiles(folder, new Map(Object.entries(files)));
  writeFiles(file('tiles'), ledger.tiles());
  writeFiles(file('tiles'), ledger.tiles(600));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the verifier', () => {
  it('is one file whose bytes depend on its sources alone, with its hash beside it', () => {
    const again = file('again');
    const [, hash = ''] = /^([0-9a-f]{64})  ledgerdesk-verify\.mjs\n$/.exec(build(again)) ?? [];
    const code = readFileSync(join(again, 'ledgerdesk-verify.mjs'));
    expect(createHash('sha256').update(code).digest('hex')).toBe(hash);
    expect(code.equals(readFileSync(file('ledgerdesk-verify.mjs')))).toBe(true);
    expect(readFileSync(file('ledgerdesk-verify.mjs.sha256'), 'utf8')).toBe(`${hash}  ledgerdesk-verify.mjs\n`);
    const imports = [...code.toString('utf8').matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    expect(imports.every((name) => name?.startsWith('node:'))).toBe(true);
  });

  it('links a new checkpoint to the saved one by a proof or by tiles, and says when it cannot', () => {
    const args = ['consistency', '--saved', 'saved', '--checkpoint', 'new'];
    expect(verify(...args, '--proof', 'proof.json')).toMatchObject({ status: 0, kinds: [] });
    expect(verify(...args, '--tiles', 'tiles')).toMatchObject({ status: 0, kinds: [] });
    expect(verify(...args)).toMatchObject({ status: 2, kinds: ['no-proof'] });
    expect(verify('consistency', '--checkpoint', 'new')).toMatchObject({ status: 2, kinds: ['no-saved-checkpoint'] });
    expect(verify('consistency', '--saved', 'new', '--checkpoint', 'saved')).toMatchObject({
      status: 1,
      kinds: ['rollback'],
    });
    expect(verify('consistency', '--saved', 'saved', '--checkpoint', 'other-key')).toMatchObject({
      status: 1,
      kinds: ['not-signed'],
    });
    expect(verify('consistency', '--saved', 'new', '--checkpoint', 'forked')).toMatchObject({
      status: 1,
      kinds: ['fork'],
    });
  });

  it('verifies the whole log, and with tiles names the event that differs', () => {
    const args = ['--saved', 'saved', '--checkpoint', 'new', '--threads', '2'];
    const sound = verify('log', 'log.bin', ...args);
    expect(sound).toMatchObject({ status: 0, kinds: [] });
    expect(sound.proven.join(' ')).toContain('They begin with the 600 events that your saved checkpoint covers.');
    expect(verify('log', 'log.bin', '--checkpoint', 'new')).toMatchObject({
      status: 2,
      kinds: ['no-saved-checkpoint'],
    });
    expect(verify('log', 'forked.bin', ...args)).toMatchObject({ status: 1, kinds: ['event-changed'] });
    expect(verify('log', 'short.bin', ...args)).toMatchObject({ status: 1, kinds: ['events-missing'] });
    expect(verify('log', 'cut.bin', ...args)).toMatchObject({ status: 1, kinds: ['malformed'] });
    expect(verify('log', 'longer.bin', ...args)).toMatchObject({ status: 0, kinds: [] });
    expect(verify('log', 'saved', ...args)).toMatchObject({ status: 1, kinds: ['malformed'] });
    const located = ['--saved', 'new', '--checkpoint', 'forked', '--tiles', 'tiles'];
    expect(verify('log', 'forked.bin', ...located)).toMatchObject({
      status: 1,
      kinds: ['fork', 'event-changed'],
      places: ['saved checkpoint', 'leaf 700 (ticket-4 revision 139)'],
    });
  });

  it('verifies a range by tiles', () => {
    const args = ['--saved', 'saved', '--checkpoint', 'new', '--tiles', 'tiles'];
    expect(verify('range', 'range.bin', ...args)).toMatchObject({ status: 0, kinds: [] });
    expect(verify('range', 'forked-range.bin', ...args)).toMatchObject({
      status: 1,
      kinds: ['event-changed'],
      places: ['leaf 700 (ticket-4 revision 139)'],
    });
    expect(verify('range', 'range.bin', '--checkpoint', 'forked', '--tiles', 'tiles')).toMatchObject({
      status: 1,
      kinds: ['bad-tile'],
    });
    expect(verify('range', 'range.bin', '--checkpoint', 'new')).toMatchObject({ status: 64 });
  });

  it('verifies a bundle', () => {
    const sound = verify('bundle', 'bundle.json', '--saved', 'saved');
    expect(sound).toMatchObject({ status: 0, kinds: [] });
    expect(sound.proven.join(' ')).toContain('It has these 200 events of ticket 1, and 1 recorded policies.');
    expect(verify('bundle', 'bundle.json')).toMatchObject({ status: 2, kinds: ['no-saved-checkpoint'] });
    expect(verify('bundle', 'saved')).toMatchObject({ status: 1, kinds: ['malformed'] });
  });

  it('trusts the cosignature of a witness in place of a saved checkpoint', () => {
    const seed = Buffer.alloc(32, 5);
    const name = 'witness.example/w1';
    const witness = formatVerifierKey(name, ed25519FromSeed(seed).publicKey, COSIGNATURE_V1);
    const note = ledger.checkpoint();
    const signature = cosign(splitNote(note).text, name, seed, Date.parse('2026-11-30T08:00:00Z') / 1000);
    writeFileSync(file('cosigned'), addSignatures(note, [signature]));
    writeFileSync(file('witness.vkey'), `${witness}\n`);
    const cosigned = verify('cosignatures', '--checkpoint', 'cosigned', '--witness', 'witness.vkey');
    expect(cosigned).toMatchObject({ status: 0, kinds: [] });
    expect(cosigned.proven).toContain(
      'The witness witness.example/w1 cosigned the checkpoint at 2026-11-30T08:00:00.000Z.',
    );
    expect(verify('cosignatures', '--checkpoint', 'new', '--witness', witness)).toMatchObject({
      status: 2,
      kinds: ['no-cosignature'],
    });
    expect(verify('log', 'log.bin', '--checkpoint', 'cosigned', '--witness', witness)).toMatchObject({ status: 0 });
  });

  it('prints a report for people, its usage, and what is wrong with arguments', () => {
    const run = (...args: readonly string[]) =>
      spawnSync('node', [file('ledgerdesk-verify.mjs'), ...args], { cwd: folder, encoding: 'utf8' });
    const report = run('consistency', '--saved', 'new', '--checkpoint', 'forked', '--key', ledger.signer.vkey);
    expect(report.stdout).toMatch(/^proven {3}The checkpoint of .*\ndamage {3}fork: .*\nDamage was found\.\n$/s);
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run()).toMatchObject({ status: 64, stderr: expect.stringContaining('Name a command.') as string });
    expect(run('log', 'log.bin')).toMatchObject({ status: 64, stderr: expect.stringContaining('--key') as string });
    expect(run('log', 'log.bin', '--key', 'x', '--checkpoint', 'new')).toMatchObject({ status: 64 });
    expect(run('consistency', '--checkpoint', 'absent', '--key', ledger.signer.vkey)).toMatchObject({ status: 2 });
  });
});
