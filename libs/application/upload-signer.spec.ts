import { CompactSign } from 'jose';
import { signToken } from './signed-token.js';
import { UploadSigner } from './upload-signer.js';

const key = new Uint8Array(32).fill(7);
const uploads = new UploadSigner(key);
const aiko = { kind: 'member', id: 'acme.aiko' } as const;
const KEY = 'iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E';
const upload = {
  sealed: { file: { sha256: 'cd'.repeat(32), bytes: 27 }, key: KEY },
  attachment: { sha256: 'ab'.repeat(32), name: 'a.png', mediaType: 'image/png', bytes: 3 },
  expiresAt: '2026-11-28T07:30:00.000Z',
};

describe('an uploadId', () => {
  it('resolves to the upload for its uploader', async () => {
    const uploadId = await uploads.sign(upload, aiko);
    expect(await uploads.verify([uploadId, uploadId], aiko)).toEqual([upload, upload]);
    expect(await uploads.verify([], aiko)).toEqual([]);
  });

  it('shows neither the key of the file nor its name', async () => {
    const uploadId = await uploads.sign(upload, aiko);
    const parts = uploadId.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const text of [uploadId, ...parts]) expect(text).not.toMatch(new RegExp(`${KEY}|a\\.png|abab`));
  });

  it('that an earlier version signed has a file that is not sealed', async () => {
    const { sealed: _, ...plain } = upload;
    const signed = await signToken({ ...plain, uploader: 'member acme.aiko', version: 2 }, key, 'upload');
    expect(await uploads.verify([signed], aiko)).toEqual([plain]);
  });

  it('of version 0.1.0 expires two hours earlier than it says, like every upload', async () => {
    const claim = new TextEncoder().encode(JSON.stringify({ ...upload, uploader: 'member acme.aiko' }));
    const older = await new CompactSign(claim).setProtectedHeader({ alg: 'HS256', typ: 'upload' }).sign(key);
    expect(await uploads.verify([older], aiko)).toEqual([{ ...upload, expiresAt: '2026-11-28T05:30:00.000Z' }]);
  });

  it('is refused for any other actor, including a member of the same team and an agent with the same ID', async () => {
    const uploadId = await uploads.sign(upload, aiko);
    for (const other of [
      { kind: 'member', id: 'acme.ben' },
      { kind: 'agent', id: 'acme.aiko' },
    ] as const) {
      expect(await uploads.verify([uploadId], other)).toMatchObject({ refused: true, code: 'upload-invalid' });
    }
  });

  it('is refused if it is forged, signed with another key or a token of another type', async () => {
    const claim = new TextEncoder().encode(JSON.stringify({ ...upload, uploader: 'member acme.aiko' }));
    const quote = await new CompactSign(claim).setProtectedHeader({ alg: 'HS256' }).sign(key);
    const foreign = await new CompactSign(claim)
      .setProtectedHeader({ alg: 'HS256', typ: 'upload' })
      .sign(new Uint8Array(32));
    for (const uploadId of [quote, foreign, 'x', '', 'a.b.c']) {
      expect(await uploads.verify([await uploads.sign(upload, aiko), uploadId], aiko)).toMatchObject({
        refused: true,
        reason: 'invalid',
        code: 'upload-invalid',
      });
    }
  });
});
