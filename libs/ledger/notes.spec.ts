import {
  addSignatures,
  COSIGNATURE_V1,
  cosign,
  cosignaturesOf,
  EMPTY_ROOT,
  formatAddCheckpoint,
  formatCheckpoint,
  formatOrigin,
  formatSignerKey,
  formatVerifierKey,
  isSameLog,
  keyForOrigin,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  parseCosignatures,
  parseOrigin,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessSize,
  signatureLine,
  signerFromSeed,
  signNote,
  splitNote,
  vouchedSince,
  vouchedSinceLine,
} from './index.js';
import { ed25519FromSeed } from './ed25519.js';

// The keys and the note of the tests of golang.org/x/mod/sumdb/note.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT =
  'If you think cryptography is the answer to your problem,\n' + "then you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const [peter, enoch] = [parseVerifierKey(PETER), parseVerifierKey(ENOCH)];
const plusOne = (text: string, at: number): string =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 1) + text.slice(at + 1);

describe('keys', () => {
  it('are read and written in the format of C2SP signed-note', () => {
    expect(formatVerifierKey('PeterNeumann', peter.publicKey)).toBe(PETER);
    expect(parseSignerKey(PETER_SECRET).vkey).toBe(PETER);
    const seed = Buffer.alloc(32, 7);
    expect(parseSignerKey(formatSignerKey('a/b/1', seed)).vkey).toBe(signerFromSeed('a/b/1', seed).vkey);
  });

  it('are refused with any character changed, any part missing, another length and another algorithm', () => {
    for (const [text, parse] of [
      [PETER, parseVerifierKey],
      [PETER_SECRET, parseSignerKey],
    ] as const) {
      for (let at = 0; at < text.length; at += 1) {
        expect(() => parse(plusOne(text, at))).toThrow();
        expect(() => parse(text.slice(0, at))).toThrow();
        if (at > 0) expect(() => parse(text.slice(at))).toThrow();
      }
    }
    expect(() =>
      parseVerifierKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='),
    ).toThrow();
    expect(() => parseVerifierKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toThrow();
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\n'])
      expect(() => signerFromSeed(name, Buffer.alloc(32))).toThrow(RangeError);
  });
});

describe('signed notes', () => {
  it('are signed as golang.org/x/mod/sumdb/note signs them', () => {
    expect(signNote(TEXT, parseSignerKey(PETER_SECRET))).toBe(`${TEXT}\n${PETER_LINE}`);
  });

  it('are opened by each trusted key; other signatures are named and prove nothing', () => {
    const note = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;
    const both = openNote(note, [peter, enoch]);
    expect(both.text).toBe(TEXT);
    expect(both.verifiedBy).toEqual([peter, enoch]);
    const one = openNote(Buffer.from(note), [peter]);
    expect(one.verifiedBy).toEqual([peter]);
    expect(one.others.map(signatureLine)).toEqual([ENOCH_LINE]);
    expect(() => openNote(note, [])).toThrow('No trusted key signed this note');
    expect(openNote(note + PETER_LINE, [peter]).verified).toHaveLength(1);
  });

  it('are refused if a trusted signature is wrong, even beside a right one', () => {
    const bad = PETER_LINE.replace('x08go/Z', 'x08go/a');
    expect(() => openNote(`${TEXT}\n${bad}${ENOCH_LINE}`, [peter, enoch])).toThrow('does not match the text');
    expect(() => openNote(`${TEXT.replace('answer', 'Answer')}\n${PETER_LINE}`, [peter])).toThrow('does not match');
  });

  it('are refused if they are malformed', () => {
    for (const note of [
      TEXT,
      `${TEXT}\n`,
      `${TEXT}\n${PETER_LINE.slice(0, -1)}`,
      `\u0001${TEXT}\n${PETER_LINE}`,
      `${TEXT.replace('\n', '\r\n')}\n${PETER_LINE}`,
      `${TEXT}\n${PETER_LINE.replace('PeterNeumann', 'Bad Name')}`,
      `${TEXT}\n${PETER_LINE}Unexpected line.\n`,
      `${TEXT}\n${PETER_LINE.repeat(101)}`,
      `${TEXT}\n${PETER_LINE.replace('=', '')}`,
      `${'x'.repeat(1_000_000)}\n\n${PETER_LINE}`,
    ])
      expect(() => openNote(note, [peter])).toThrow('This is no signed note');
    expect(() => openNote(Buffer.concat([Buffer.of(0xff), Buffer.from(`${TEXT}\n${PETER_LINE}`)]), [peter])).toThrow(
      'it is not UTF-8',
    );
    expect(() => signNote('no newline')).toThrow('This is no signed note');
  });
});

describe('checkpoints', () => {
  // The example of C2SP tlog-checkpoint.
  const EXAMPLE = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  it('are read and written as in C2SP tlog-checkpoint, with lines of their own', () => {
    const checkpoint = parseCheckpoint(EXAMPLE);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
    expect(formatCheckpoint(checkpoint)).toBe(EXAMPLE);
    const since = { at: '2026-11-30T08:00:00.000Z', size: 1200 };
    const own = { ...checkpoint, extensions: ['other', vouchedSinceLine(since)] };
    expect(parseCheckpoint(formatCheckpoint(own))).toEqual(own);
    expect(vouchedSince(own)).toEqual(since);
    expect(vouchedSince(checkpoint)).toBeUndefined();
  });

  it('are refused if a line is missing, empty or no number or hash', () => {
    const [origin = '', size = '', root = ''] = EXAMPLE.split('\n');
    for (const text of [
      '',
      `${origin}\n${size}\n`,
      `${origin}\n${size}\n${root}`,
      `\n${size}\n${root}\n`,
      `${origin}\n0${size}\n${root}\n`,
      `${origin}\n-1\n${root}\n`,
      `${origin}\n1e3\n${root}\n`,
      `${origin}\n99999999999999999999\n${root}\n`,
      `${origin}\n${size}\nAAAA\n`,
      `${origin}\n${size}\n${root.slice(1)}\n`,
      `${origin}\n${size}\n${root}\n\nmore\n`,
    ])
      expect(() => parseCheckpoint(text)).toThrow('This note is no checkpoint');
    expect(() => formatCheckpoint({ origin: '', size: 0, root: EMPTY_ROOT, extensions: [] })).toThrow(RangeError);
    expect(() => formatCheckpoint({ origin: 'a', size: 0, root: EMPTY_ROOT, extensions: ['a\nb'] })).toThrow();
    expect(() => formatCheckpoint({ origin: 'a', size: -1, root: EMPTY_ROOT, extensions: [] })).toThrow();
  });

  it('name the log, its tenant and epoch; the key of one epoch is trusted in the others of that log', () => {
    const origin = formatOrigin({ name: 'support.example.com', tenant: 'default', epoch: 2 });
    expect(origin).toBe('support.example.com/default/2');
    expect(parseOrigin(origin)).toEqual({ name: 'support.example.com', tenant: 'default', epoch: 2 });
    expect(parseOrigin('a/b')).toBeUndefined();
    expect(parseOrigin('a/b/01')).toBeUndefined();
    expect(isSameLog(origin, 'support.example.com/default/1')).toBe(true);
    expect(isSameLog(origin, 'support.example.com/other/2')).toBe(false);
    const seed = Buffer.alloc(32, 1);
    const first = parseVerifierKey(signerFromSeed('support.example.com/default/1', seed).vkey);
    const text = formatCheckpoint({ origin, size: 0, root: EMPTY_ROOT, extensions: [] });
    const note = signNote(text, signerFromSeed(origin, seed));
    expect(() => openNote(note, [first])).toThrow('No trusted key');
    expect(openNote(note, [keyForOrigin(first, origin)]).text).toBe(text);
    expect(keyForOrigin(first, 'other/default/2')).toBe(first);
  });
});

describe('witnesses', () => {
  const seed = Buffer.alloc(32, 3);
  const witness = parseVerifierKey(
    formatVerifierKey('witness.example/w1', ed25519FromSeed(seed).publicKey, COSIGNATURE_V1),
  );
  const text = formatCheckpoint({ origin: 'a/b/1', size: 0, root: EMPTY_ROOT, extensions: ['since x 0'] });
  const note = signNote(text, signerFromSeed('a/b/1', Buffer.alloc(32, 1)));

  it('cosign with a time, over the whole text; another text, time or key does not verify', () => {
    const line = cosign(text, 'witness.example/w1', seed, 1_679_315_147);
    const cosigned = addSignatures(note, [line]);
    expect(addSignatures(cosigned, [line])).toBe(cosigned);
    expect(cosignaturesOf(cosigned, [witness])).toEqual([{ witness, time: 1_679_315_147 }]);
    expect(() => cosignaturesOf(note, [witness])).toThrow('No trusted key');
    expect(() => cosignaturesOf(cosigned.replace('since x', 'since y'), [witness])).toThrow('does not match');
    const later = Uint8Array.from(line.signature, (byte, at) => (at === 7 ? byte + 1 : byte));
    expect(() => cosignaturesOf(addSignatures(note, [{ ...line, signature: later }]), [witness])).toThrow();
    const short = { ...line, signature: line.signature.subarray(8) };
    expect(() => cosignaturesOf(addSignatures(note, [short]), [witness])).toThrow('does not match');
  });

  it('verify the cosignature of the example in C2SP tlog-cosignature only with its own key', () => {
    const example =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— witness.example.com/w1 ' +
      'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    expect(splitNote(example).signatures).toMatchObject([{ name: 'witness.example.com/w1', keyId: 0x8d66cf3f }]);
    expect(() => cosignaturesOf(example, [witness])).toThrow('No trusted key');
  });

  it('are asked with the body of C2SP tlog-witness', () => {
    const body = formatAddCheckpoint({ oldSize: 7, proof: [EMPTY_ROOT], checkpoint: note });
    expect(body).toBe(`old 7\n${Buffer.from(EMPTY_ROOT).toString('base64')}\n\n${note}`);
    expect(parseAddCheckpoint(body)).toEqual({ oldSize: 7, proof: [EMPTY_ROOT], checkpoint: note });
    expect(parseAddCheckpoint(`old 0\n\n${note}`)).toEqual({ oldSize: 0, proof: [], checkpoint: note });
    for (const bad of [
      '',
      'old 07\n\nx',
      'old 7\nAAAA\n\nx',
      `old 0\n${'A'.repeat(43)}=\n\nx`,
      'old 7\n=\n\nx',
      'size 7\n\n',
    ])
      expect(() => parseAddCheckpoint(bad)).toThrow('add-checkpoint request');
  });

  it('answer with signatures, or with the size that they know', () => {
    const line = cosign(text, 'witness.example/w1', seed, 1);
    expect(parseCosignatures(signatureLine(line)).map(signatureLine)).toEqual([signatureLine(line)]);
    expect(() => parseCosignatures('')).toThrow();
    expect(() => parseCosignatures('hello\n')).toThrow();
    expect(parseWitnessSize('12\n')).toBe(12);
    expect(parseWitnessSize('12')).toBeUndefined();
    expect(parseWitnessSize('<html>\n')).toBeUndefined();
  });
});
