import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  addSignatures,
  COSIGNATURE_V1,
  cosign,
  envelopeFrame,
  formatVerifierKey,
  isFinding,
  outcomeOf,
  readCheckpoint,
  splitNote,
  tilePath,
  type TicketBundle,
} from '@ledgerdesk/ledger';
import { ed25519FromSeed } from '../../libs/ledger/ed25519.js';
import { CheckedTiles } from './checked-tiles.js';
import { COMMANDS } from './commands.js';
import { EnvelopeFile } from './envelope-file.js';
import { hashLeaves } from './hash-leaves.js';
import { trustOf, type Values } from './inputs.js';
import { SampleLedger, sampleEvents, signerOf, writeFiles } from '../../test/support/ledger/sample-ledger.js';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-verify-'));
const file = (name: string): string => join(folder, name);

const build = (to: string): string =>
  spawnSync('node', [join(root, 'scripts/build/verifier.mjs'), to], { cwd: tmpdir(), encoding: 'utf8' }).stdout;

const EVENTS = sampleEvents(1_000);
const ledger = new SampleLedger(EVENTS);
const longer = new SampleLedger(sampleEvents(1_010));
const changedAt = (index: number): SampleLedger =>
  new SampleLedger(
    EVENTS.map((event, at) =>
      at === index ? { ...event, occurredAt: event.occurredAt.replace('2026', '2025') } : event,
    ),
  );
const changedOne = changedAt(700);
const changedLate = changedAt(800);

/** Runs a command in this process. Returns its exit code, the kinds and places of its findings, and what it proved. */
const verify = async (name: string, { files = [], ...values }: Values & { readonly files?: readonly string[] }) => {
  const command = COMMANDS.get(name);
  if (!command) throw new Error(`There is no command ${name}.`);
  const named = { ...values, key: [ledger.signer.vkey] };
  const script = pathToFileURL(file('ledgerdesk-verify.mjs'));
  const report = await command({ values: named, files: files.map(file), trust: trustOf(named), script });
  return {
    status: outcomeOf(report.findings),
    kinds: report.findings.map(({ kind }) => kind),
    places: report.findings.map(({ place }) => place),
    proven: report.proven,
  };
};

beforeAll(async () => {
  build(folder);
  const files: Record<string, Uint8Array | string> = {
    saved: ledger.checkpoint(600),
    new: ledger.checkpoint(),
    forked: changedOne.checkpoint(),
    older: ledger.checkpoint(900),
    smallest: ledger.checkpoint(3),
    'other-key': ledger.checkpoint(1_000, signerOf(ledger.origin, 2)),
    'proof.json': JSON.stringify(await ledger.consistency(600)),
    'log.bin': ledger.export(),
    'forked.bin': changedOne.export(),
    'short.bin': ledger.export(0, 900),
    'small.bin': ledger.export(0, 3),
    'cut.bin': ledger.export().subarray(0, -300),
    'longer.bin': longer.export(),
    'range.bin': ledger.export(300, 800),
    'beyond.bin': longer.export(1_000),
    'far-beyond.bin': longer.export(1_003),
    'across.bin': longer.export(990),
    'changed-range.bin': changedLate.export(768, 900),
    'empty-range.bin': ledger.export(300, 300),
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

  it('links a new checkpoint to the saved one by a proof or by tiles, and says when it cannot', async () => {
    const between = { saved: file('saved'), checkpoint: file('new') };
    const linked = { status: 0, kinds: [] };
    expect(await verify('consistency', { ...between, proof: file('proof.json') })).toMatchObject(linked);
    expect(await verify('consistency', { ...between, tiles: file('tiles') })).toMatchObject(linked);
    const outcomes: readonly (readonly [Values, number, string])[] = [
      [between, 2, 'no-proof'],
      [{ checkpoint: file('new') }, 2, 'no-saved-checkpoint'],
      [{ saved: file('new'), checkpoint: file('saved') }, 1, 'rollback'],
      [{ saved: file('saved'), checkpoint: file('other-key') }, 1, 'not-signed'],
      [{ saved: file('new'), checkpoint: file('forked') }, 1, 'fork'],
      [{ ...between, proof: file('saved') }, 1, 'malformed'],
      [{ ...between, tiles: file('absent') }, 2, 'bad-tile'],
    ];
    for (const [values, status, kind] of outcomes)
      expect(await verify('consistency', values)).toMatchObject({ status, kinds: [kind] });
  });

  it('verifies the whole log, and with tiles names the event that differs', async () => {
    const between = { saved: file('saved'), checkpoint: file('new') };
    const sound = await verify('log', { ...between, files: ['log.bin'], threads: '2' });
    expect(sound).toMatchObject({ status: 0, kinds: [] });
    expect(sound.proven.join(' ')).toContain('They begin with the 600 events that your saved checkpoint covers.');
    const outcomes: readonly (readonly [string, Values, number, readonly string[]])[] = [
      ['log.bin', { checkpoint: file('new') }, 2, ['no-saved-checkpoint']],
      ['longer.bin', between, 0, []],
      ['forked.bin', between, 1, ['event-changed']],
      ['short.bin', between, 1, ['events-missing']],
      ['cut.bin', between, 1, ['malformed']],
      ['saved', between, 1, ['malformed']],
      ['range.bin', between, 2, ['events-missing']],
    ];
    for (const [name, values, status, kinds] of outcomes)
      expect(await verify('log', { ...values, files: [name] })).toMatchObject({ status, kinds });
    const rolledBack = await verify('log', { saved: file('new'), checkpoint: file('older'), files: ['short.bin'] });
    expect(rolledBack).toMatchObject({ status: 1, kinds: ['rollback'] });
    expect(rolledBack.proven.join(' ')).not.toContain('your saved checkpoint');
    const located = { saved: file('new'), checkpoint: file('forked'), tiles: file('tiles'), threads: '1' };
    expect(await verify('log', { ...located, files: ['forked.bin'] })).toMatchObject({
      status: 1,
      kinds: ['fork', 'event-changed'],
      places: ['saved checkpoint', 'leaf 700 (ticket-4 revision 139)'],
    });
  });

  it('verifies a range by tiles', async () => {
    const by = { saved: file('saved'), checkpoint: file('new'), tiles: file('tiles') };
    expect(await verify('range', { ...by, files: ['range.bin'] })).toMatchObject({ status: 0, kinds: [] });
    expect(await verify('range', { ...by, files: ['forked-range.bin'] })).toMatchObject({
      status: 1,
      kinds: ['event-changed'],
      places: ['leaf 700 (ticket-4 revision 139)'],
    });
    const forked = { checkpoint: file('forked'), tiles: file('tiles'), files: ['range.bin'] };
    expect(await verify('range', forked)).toMatchObject({ status: 1, kinds: ['bad-tile'] });
    await expect(verify('range', { checkpoint: file('new'), files: ['range.bin'] })).rejects.toThrow('--tiles');
  });

  it('proves nothing about a range without events, or beyond the checkpoint', async () => {
    const by = { saved: file('saved'), checkpoint: file('new'), tiles: file('tiles') };
    const none = { kinds: ['events-missing'], proven: [expect.any(String) as string] };
    for (const name of ['beyond.bin', 'far-beyond.bin'])
      expect(await verify('range', { ...by, files: [name] })).toMatchObject({ ...none, status: 1 });
    expect(await verify('range', { ...by, files: ['empty-range.bin'] })).toMatchObject({ ...none, status: 2 });
    const across = await verify('range', { ...by, files: ['across.bin'] });
    expect(across).toMatchObject({ status: 0, kinds: [] });
    expect(across.proven.at(-1)).toContain('Leaves 990 to 999 are');
    const checkpoint = readCheckpoint(ledger.checkpoint(), trustOf({ key: [ledger.signer.vkey] }), 'new');
    if (isFinding(checkpoint)) throw new Error(checkpoint.meaning);
    const tiles = new CheckedTiles(file('tiles'), checkpoint);
    expect(await tiles.leaves(999, 1_000)).toHaveLength(32);
    expect(await tiles.leaves(999, 1_001)).toBeUndefined();
    const frames = Buffer.concat(ledger.envelopes.slice(0, 2).map(envelopeFrame));
    const hashed = hashLeaves({ start: 0, count: 2, frames, expected: ledger.leaves[0] });
    expect(hashed.bad.map(({ index }) => index)).toEqual([1]);
  });

  it('keeps the damage that it found in a range when a tile for the saved checkpoint is missing', async () => {
    const missing = tilePath({ level: 0, index: 2, width: 256 });
    writeFiles(file('few-tiles'), new Map([...ledger.tiles()].filter(([path]) => path !== missing)));
    const by = { saved: file('saved'), checkpoint: file('new'), tiles: file('few-tiles') };
    expect(await verify('range', { ...by, files: ['changed-range.bin'] })).toMatchObject({
      status: 1,
      kinds: ['event-changed', 'bad-tile'],
    });
  });

  it('reads each run into memory of its own, which a thread can take', async () => {
    const small = await EnvelopeFile.open(file('small.bin'));
    for await (const { frames } of small.runs(3)) expect(frames.buffer.byteLength).toBe(frames.byteLength);
    await small.close();
    expect(await verify('log', { checkpoint: file('smallest'), files: ['small.bin'], threads: '1' })).toMatchObject({
      status: 2,
      kinds: ['no-saved-checkpoint'],
    });
  });

  it('verifies a bundle', async () => {
    const sound = await verify('bundle', { saved: file('saved'), files: ['bundle.json'] });
    expect(sound).toMatchObject({ status: 0, kinds: [] });
    expect(sound.proven.join(' ')).toContain(
      'It covers 200 events of ticket 1 and 1 recorded policy as the bundle has them.',
    );
    expect(sound.proven.at(-1)).toContain('No event is missing');
    const alone = await verify('bundle', { files: ['bundle.json'] });
    expect(alone).toMatchObject({ status: 2, kinds: ['no-saved-checkpoint'] });
    expect(await verify('bundle', { files: ['saved'] })).toMatchObject({ status: 1, kinds: ['malformed'] });
  });

  it('does not call a bundle complete that has a changed event', async () => {
    const bundle = JSON.parse(readFileSync(file('bundle.json'), 'utf8')) as TicketBundle;
    const [first, ...others] = bundle.events;
    if (!first) throw new Error('The bundle has no events.');
    const changed = { ...first, envelope: first.envelope.replace('2026', '2025') };
    writeFileSync(file('changed-bundle.json'), JSON.stringify({ ...bundle, events: [changed, ...others] }));
    const damaged = await verify('bundle', { saved: file('saved'), files: ['changed-bundle.json'] });
    expect(damaged).toMatchObject({ status: 1, kinds: ['event-changed'] });
    expect(damaged.proven.join(' ')).toContain('It covers 199 events of ticket 1');
    expect(damaged.proven.join(' ')).not.toContain('No event is missing');
  });

  it('trusts the cosignature of a witness in place of a saved checkpoint', async () => {
    const seed = Buffer.alloc(32, 5);
    const name = 'witness.example/w1';
    const witness = formatVerifierKey(name, ed25519FromSeed(seed).publicKey, COSIGNATURE_V1);
    const note = ledger.checkpoint();
    const signature = cosign(splitNote(note).text, name, seed, Date.parse('2026-11-30T08:00:00Z') / 1000);
    writeFileSync(file('cosigned'), addSignatures(note, [signature]));
    writeFileSync(file('witness.vkey'), `${witness}\n`);
    const asked = { checkpoint: file('cosigned'), witness: [file('witness.vkey')] };
    const cosigned = await verify('cosignatures', asked);
    expect(cosigned).toMatchObject({ status: 0, kinds: [] });
    expect(cosigned.proven).toContain(
      'The witness witness.example/w1 cosigned the checkpoint at 2026-11-30T08:00:00.000Z.',
    );
    const silent = await verify('cosignatures', { checkpoint: file('new'), witness: [witness] });
    expect(silent).toMatchObject({ status: 2, kinds: ['no-cosignature'] });
    expect(await verify('log', { ...asked, files: ['log.bin'] })).toMatchObject({ status: 0 });
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
