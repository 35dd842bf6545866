import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { sample } from '../event-store/contract/samples.js';
import { createHash } from 'node:crypto';
import {
  type Answered,
  changedParts,
  digestOf,
  type Manifest,
  ManifestMaker,
  manifestHeader,
  parseManifest,
  questionDigest,
} from './index.js';

const SHA = 'a'.repeat(64);
const answered: Answered = {
  question: { kind: 'read-model', name: 'teams', parameters: { prefix: '' } },
  position: '7',
  projections: [
    { name: 'teams', version: 3, isCurrent: true },
    { name: 'agents', version: 1, isCurrent: false },
  ],
  rows: digestOf([{ b: 1, a: 'x' }]),
};

const tree = (position: string) => ({
  origin: 'ledgerdesk/default/0',
  lastCheckpoint: async () => ({
    size: 7,
    root: new Uint8Array([1, 2]),
    note: 'note',
    position,
    signedAt: '2026-11-27T07:30:00.000Z',
  }),
});

const makerOf = (checkpointAt?: string, log = new MemoryEventStore()): ManifestMaker =>
  new ManifestMaker({
    log,
    code: { version: '0.2.0', build: SHA },
    projectionHashes: { teams: SHA, agents: SHA },
    timeZoneData: '2025b',
    tree: checkpointAt === undefined ? undefined : tree(checkpointAt),
  });

describe('a manifest', () => {
  it('digests the canonical JSON of the rows in order', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(digestOf([])).toEqual({ count: 0, sha256: sha256('[]') });
    expect(digestOf([{ b: 1, a: 'x' }, [2]])).toEqual({ count: 2, sha256: sha256('[{"a":"x","b":1},[2]]') });
    expect(digestOf([{ a: 1 }, { a: 2 }])).not.toEqual(digestOf([{ a: 2 }, { a: 1 }]));
  });

  it('names log, code, and the code of read models of this release only', async () => {
    const manifest = await makerOf().manifestOf(answered);
    expect(manifest).toMatchObject({
      format: 'ledgerdesk-manifest/1',
      log: { epoch: 0, position: '7' },
      by: 'recorded',
      code: { version: '0.2.0', build: SHA },
      projections: [
        { name: 'teams', version: 3, sha256: SHA },
        { name: 'agents', version: 1, sha256: null },
      ],
      policies: [],
    });
    expect(manifest).not.toHaveProperty('at');
    expect(manifest).not.toHaveProperty('masked');
    expect(manifest).not.toHaveProperty('checkpoint');
  });

  it('has a digest of what was asked', async () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    const { questionSha256 } = await makerOf().manifestOf(answered);
    expect(questionSha256).toBe(
      sha256(
        '{"at":null,"by":"recorded","kind":"read-model","masked":false,"name":"teams","parameters":{"prefix":""}}',
      ),
    );
    const masked = await makerOf().manifestOf({ ...answered, at: '2026-11-27T07:30:00.000Z', masked: true });
    expect(masked.questionSha256).not.toBe(questionSha256);
    expect(questionDigest(masked)).toBe(masked.questionSha256);
  });

  it('names the parts of the question that were changed, if it has their digests', async () => {
    const manifest = await makerOf().manifestOf(answered);
    expect(changedParts(manifest)).toEqual([]);
    const { kind, name } = manifest.question;
    const other = { ...manifest, question: { kind, name, parameters: { prefix: 'acme', limit: 1 } } };
    expect(changedParts(other)).toEqual(['prefix', 'limit']);
    expect(changedParts({ ...manifest, question: { kind, name, parameters: {} } })).toEqual(['prefix']);
    expect(changedParts({ ...manifest, masked: true, by: 'occurred' })).toEqual(['by', 'masked']);
    const ofMoment = { ...manifest, question: { kind, name, parameters: { prefix: '', at: '2026' } } };
    expect(changedParts(ofMoment)).toEqual(['parameters.at']);
    const { questionParts: _, ...without } = other;
    expect(changedParts(without)).toBeUndefined();
    expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
  });

  it('names every version of a policy file that was used up to the position', async () => {
    const log = new MemoryEventStore();
    for (const [name, version] of [
      ['prices', '2026-09'],
      ['prices', '2026-10'],
      ['calendars', '2026'],
      ['prices', '2026-11'],
    ])
      await log.append(`policy-${name}`, 'any', [
        sample({
          type: 'PolicyVersionUsed',
          data: JSON.stringify({ name, policyVersion: version, sha256: SHA, text: null }),
        }),
      ]);
    const { policies } = await makerOf(undefined, log).manifestOf({ ...answered, position: '3' });
    expect(policies.map(({ file, version }) => `${file} ${version}`)).toEqual([
      'calendars 2026',
      'prices 2026-09',
      'prices 2026-10',
    ]);
  });

  it('has the newest checkpoint if it covers the position', async () => {
    expect((await makerOf('6').manifestOf(answered)).checkpoint).toBeUndefined();
    expect((await makerOf('7').manifestOf(answered)).checkpoint).toEqual({
      origin: 'ledgerdesk/default/0',
      size: 7,
      root: 'AQI=',
      note: 'note',
    });
  });

  it('is read back from its JSON and from its header', async () => {
    const manifest = await makerOf('9').manifestOf({ ...answered, at: '2026-11-27T07:30:00.000Z', masked: true });
    expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
    const header = manifestHeader(manifest) ?? '';
    expect(parseManifest(Buffer.from(header, 'base64url').toString())).toEqual(manifest);
  });

  it('leaves the checkpoint out of a header that would be too long', async () => {
    const { checkpoint, ...rest } = await makerOf('9').manifestOf(answered);
    const long = { ...rest, checkpoint: checkpoint && { ...checkpoint, note: 'n'.repeat(9_000) } } as Manifest;
    expect(parseManifest(Buffer.from(manifestHeader(long) ?? '', 'base64url').toString())).toEqual(rest);
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['another format', '{"format":"ledgerdesk-manifest/2"}', /ledgerdesk-manifest\/1/],
    ['a list', '[]', /must be object/],
    ['too much', ' '.repeat(1_048_577), /1048576 bytes/],
  ])('is refused if it is %s', (_name, text, message) => {
    expect(() => parseManifest(text)).toThrow(message);
  });
});
