import { timeStampRequest } from './index.js';

const TEXT = `ledgerdesk/main/0
1204
vSm9yIVDy+7WQfEmbfF3+YkfUg5r8tWvMkH7jBqoN5M=
since 2026-11-30T08:00:00.000Z 1
`;

describe('the request for a time stamp', () => {
  it('has the bytes that another implementation writes', () => {
    // openssl ts -query -data text -sha256 -cert
    const theirs = Buffer.from(
      'MEQCAQEwMTANBglghkgBZQMEAgEFAAQgif2Is8aXI+A0hxvVgB6IshZwiCsPq1piDXe7arqkB6YCCQDLB/++cuTErgEB/w==',
      'base64',
    );
    const nonce = Buffer.from('7b07ffbe72e4c4ae', 'hex');
    const written = Buffer.from(timeStampRequest(Buffer.from(TEXT), nonce));
    // The nonce of theirs begins with an octet of zeros, which a positive number with a high first bit needs.
    const [before, after] = [theirs.subarray(2, -14), theirs.subarray(-3)];
    expect(written.subarray(2)).toEqual(Buffer.concat([before, Buffer.from([0x02, 8]), nonce, after]));
    expect(written.subarray(0, 2)).toEqual(Buffer.from([0x30, theirs.length - 3]));
  });

  it.each(['', '00', '80', '01'.repeat(17)])('refuses a nonce that is no short positive number: %s', (hex) => {
    expect(() => timeStampRequest(Buffer.from(TEXT), Buffer.from(hex, 'hex'))).toThrow(RangeError);
  });
});
