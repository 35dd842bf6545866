import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { der, integer, octets, sequence } from '../../../test/support/ledger/der-writer.js';
import {
  certify,
  rsaKey,
  type StampOptions,
  testAuthority,
  type TestCertificate,
} from '../../../test/support/ledger/time-stamp-authority.js';
import { InvalidTimeStamp, parsePem, readTimeStamp, type TimeStamp } from './index.js';

const TEXT = Buffer.from('ledgerdesk/main/0\n3\nroot\n');
const IMPRINT = createHash('sha256').update(TEXT).digest();
const AT = '2026-12-01T08:30:00.250Z';
const authority = testAuthority();
const trusted = parsePem(authority.root.pem);

const read = (bytes: Uint8Array, overrides: Partial<Parameters<typeof readTimeStamp>[1]> = {}): TimeStamp =>
  readTimeStamp(bytes, { text: TEXT, trusted, ...overrides });

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidTimeStamp) return error.code;
    throw error;
  }
  return 'accepted';
};

const stampOf = (changes: Partial<StampOptions> = {}): Buffer => authority.stamp(IMPRINT, AT, changes);

const CHANGES = [1, 0x80, 0xff, 0x20];

interface Vector {
  readonly text: string;
  readonly response: string;
  readonly trusted: string;
  readonly time: string;
  readonly authority: string;
}

const FOLDER = 'libs/ledger/vectors/time-stamps/';
const vectors = readdirSync(FOLDER).map((file) => {
  const vector = JSON.parse(readFileSync(FOLDER + file, 'utf8')) as Vector;
  return { file, ...vector, bytes: Buffer.from(vector.response, 'base64') };
});

describe('a time stamp', () => {
  it.each(vectors)(
    'made by $file proves when the text existed',
    ({ text, bytes, trusted: pem, time, authority: by }) => {
      const stamp = readTimeStamp(bytes, { text: Buffer.from(text), trusted: parsePem(pem) });
      expect([new Date(stamp.time).toISOString(), stamp.authority, stamp.isTrusted]).toEqual([time, by, true]);
    },
  );

  it('names its authority, and how exact its time is', () => {
    expect(read(stampOf())).toMatchObject({
      time: Date.parse(AT),
      accuracyMs: 1_000,
      authority: 'CN=Time stamps of tests',
      isTrusted: true,
      policy: '1.2.3.4.1',
    });
  });

  it('is taken with the response of the authority, or without', () => {
    const response = stampOf();
    // What follows the status is the token.
    const token = response.subarray(4 + 5);
    expect(read(token).time).toBe(read(response).time);
  });

  it('does not say who signed it without a trusted certificate', () => {
    expect(read(stampOf(), { trusted: [] })).toMatchObject({ time: Date.parse(AT), isTrusted: false });
    expect(read(stampOf({ certificates: [] }), { trusted: [] })).toMatchObject({ authority: undefined });
  });

  it('can be trusted by the certificate of the authority itself, which need not come with it', () => {
    const own = parsePem(authority.signer.pem);
    expect(read(stampOf({ certificates: [] }), { trusted: own }).isTrusted).toBe(true);
  });

  it.each<[string, Partial<StampOptions>]>([
    ['time-stamp-not-granted', { status: 2 }],
    ['time-stamp-other-text', { imprint: createHash('sha256').update('another').digest() }],
    ['time-stamp-bad-signature', { covered: authority.intermediate }],
    ['time-stamp-untrusted', { certificates: [authority.signer] }],
    ['time-stamp-untrusted', { at: '2095-01-01T00:00:00.000Z' }],
  ])('is refused: %s (%#)', (code, changes) => {
    expect(codeOf(() => read(stampOf(changes)))).toBe(code);
  });

  it('is refused if the message does not name the digest of its signature (RFC 5652 §5.1)', () => {
    const response = stampOf();
    const digest = response.indexOf(Buffer.from('608648016503040201', 'hex'));
    const other = Buffer.from(response);
    other[digest + 8] = 2;
    expect(codeOf(() => read(other))).toBe('time-stamp-malformed');
  });

  it('is refused if it does not answer the request', () => {
    const nonce = Buffer.from('0102030405060708', 'hex');
    const answer = stampOf({ nonce: integer(0x0102030405060708n) });
    expect(codeOf(() => read(answer, { nonce }))).toBe('accepted');
    expect(codeOf(() => read(answer, { nonce: Buffer.from('01', 'hex') }))).toBe('time-stamp-other-nonce');
    expect(codeOf(() => read(stampOf(), { nonce }))).toBe('time-stamp-other-nonce');
  });

  it('is refused if the certificates do not allow it', () => {
    const { root, intermediate } = authority;
    const other = certify({ name: 'Root of tests', isAuthority: true });
    const byName = { name: 'Time stamps of tests', issuer: intermediate };
    const signers = {
      'for other uses': certify({ ...byName, usage: '1.3.6.1.5.5.7.3.3' }),
      'without a use': certify({ ...byName, usage: null }),
      'with a use that readers may ignore': certify({ ...byName, isUsageCritical: false }),
      'with an extension that nobody knows': certify({ ...byName, unknown: '1.2.3.4' }),
      'not yet valid': certify({ ...byName, from: '2030-01-01T00:00:00.000Z' }),
      'no longer valid': certify({ ...byName, to: '2026-01-01T00:00:00.000Z' }),
    };
    for (const [name, signer] of Object.entries(signers)) {
      const token = stampOf({ signer, certificates: [signer, intermediate] });
      expect([name, codeOf(() => read(token))]).toEqual([name, 'time-stamp-untrusted']);
    }
    // A certificate that may not certify others, a path that is too long, and a root of the same name.
    const leaf = certify({ name: 'Leaf', issuer: root, usage: null });
    const below = certify({ name: 'Below', issuer: intermediate, isAuthority: true });
    for (const [issuer, between] of [
      [leaf, [leaf]],
      [below, [below, intermediate]],
    ] as const) {
      const signer = certify({ name: 'Signer', issuer });
      expect(codeOf(() => read(stampOf({ signer, issuer, certificates: [signer, ...between] })))).toBe(
        'time-stamp-untrusted',
      );
    }
    expect(codeOf(() => read(stampOf(), { trusted: parsePem(other.pem) }))).toBe('time-stamp-untrusted');
  });

  it('is refused if a key or a signature in the path is weak, or takes too long to verify', () => {
    const { root, intermediate } = authority;
    const byName = { name: 'Time stamps of tests', issuer: intermediate };
    const between = { name: 'Between', issuer: root, isAuthority: true };
    const refusalOf = (signer: TestCertificate, issuer: TestCertificate): string => {
      try {
        read(stampOf({ signer, issuer, certificates: [signer, issuer] }));
      } catch (error) {
        if (error instanceof InvalidTimeStamp) return `${error.code} ${error.message}`;
        throw error;
      }
      return 'accepted';
    };
    expect(refusalOf(certify({ ...byName, key: rsaKey(2_048) }), intermediate)).toBe('accepted');
    expect(refusalOf(certify({ ...byName, key: rsaKey(1_024) }), intermediate)).toMatch(
      /^time-stamp-unsupported .*RSA key has 1024 bits/,
    );
    expect(refusalOf(certify({ ...byName, digest: 'sha1' }), intermediate)).toMatch(
      /^time-stamp-untrusted .*Time stamps of tests, it is signed with the algorithm 1\.2\.840\.10045\.4\.1/,
    );
    const issuers: readonly [string, TestCertificate][] = [
      ['accepted', certify({ ...between, key: rsaKey(2_048) })],
      ['has 1024 bits', certify({ ...between, key: rsaKey(1_024) })],
      ['has 8200 bits', certify({ ...between, key: rsaKey(8_200) })],
      ['of CN=Between, it is signed with', certify({ ...between, digest: 'sha1' })],
    ];
    for (const [why, issuer] of issuers) {
      const signer = certify({ name: 'Signer', issuer });
      expect(refusalOf(signer, issuer)).toContain(why);
    }
    // What signed a certificate that is trusted itself does not matter.
    const own = certify({ ...byName, digest: 'sha1' });
    const token = stampOf({ signer: own, certificates: [own] });
    expect(read(token, { trusted: parsePem(own.pem) }).isTrusted).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html>Not found</html>')],
    ['an indefinite length', Buffer.from('30800000', 'hex')],
    ['a length that is too large', Buffer.from('3084ffffffff00', 'hex')],
    ['a length in too many octets', Buffer.from('30820003020100', 'hex')],
    ['values within values', Array.from({ length: 60 }).reduce<Buffer>((inner) => sequence(inner), sequence())],
    ['more than a response may have', der(0x30, Buffer.alloc(70_000))],
    ['no status', sequence()],
    ['a status that is negative', sequence(sequence(der(0x02, Buffer.from([0xff]))), sequence())],
    ['a response and more', Buffer.concat([stampOf(), Buffer.from([0])])],
    ['two tokens', sequence(sequence(integer(0)), stampOf().subarray(9), stampOf().subarray(9))],
    ['an endless number', sequence(sequence(der(0x02)), octets(Buffer.alloc(9)))],
  ])('is refused as malformed: %s', (_, bytes) => {
    expect(codeOf(() => read(bytes))).toBe('time-stamp-malformed');
  });

  it('is refused wherever it ends too soon', () => {
    const whole = stampOf();
    for (let length = 0; length < whole.length; length += 1)
      expect(codeOf(() => read(whole.subarray(0, length)))).toBe('time-stamp-malformed');
  });

  it('is refused, or proves the same time, with any octet changed', () => {
    const samples = [
      ...vectors.map(({ bytes, text, trusted: pem }) => ({ bytes, text: Buffer.from(text), trusted: parsePem(pem) })),
      { bytes: stampOf(), text: TEXT, trusted },
    ];
    for (const { bytes, ...expectation } of samples) {
      const { time } = readTimeStamp(bytes, expectation);
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ (CHANGES[at % CHANGES.length] ?? 1);
        try {
          expect(readTimeStamp(changed, expectation).time).toBe(time);
        } catch (error) {
          if (!(error instanceof InvalidTimeStamp)) throw error;
        }
      }
    }
  });
});
