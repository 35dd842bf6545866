import type { Upload } from '@ledgerdesk/domain';
import { type Actor, addMillis, HOUR, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { QUOTE_KEY } from './injection-tokens.js';
import { matching, sealedPayload, sealToken, verifiedPayload } from './signed-token.js';

/** The payload of an `uploadId`. */
interface UploadClaim extends Upload {
  readonly uploader: string;
  /** 3: sealed. Missing in those of version 0.1.0, which expired after 24 hours: files are deleted earlier now. */
  readonly version?: 2 | 3;
}

/** How much earlier uploads expire than in version 0.1.0. */
const EARLIER_MS = 2 * HOUR;

const isUploadClaim = matching<UploadClaim>({
  type: 'object',
  required: ['attachment', 'expiresAt', 'uploader'],
  properties: {
    attachment: {
      type: 'object',
      required: ['sha256', 'name', 'mediaType', 'bytes'],
      properties: {
        sha256: { type: 'string' },
        name: { type: 'string' },
        mediaType: { type: 'string' },
        bytes: { type: 'integer' },
      },
    },
    expiresAt: { type: 'string' },
    uploader: { type: 'string' },
    sealed: {
      type: 'object',
      required: ['file', 'key'],
      properties: {
        file: {
          type: 'object',
          required: ['sha256', 'bytes'],
          properties: { sha256: { type: 'string' }, bytes: { type: 'integer' } },
        },
        key: { type: 'string' },
      },
    },
    version: { enum: [2, 3] },
  },
});

const uploaderId = ({ kind, id }: Actor): string => `${kind} ${id}`;

/**
 * Makes and verifies the `uploadId` of an upload: a token that contains the upload, with the key of its file, and who
 * may attach it. It is encrypted. Nothing but the sealed file is stored. Tokens of earlier versions were only signed.
 *
 * @example
 * const uploadId = await signer.sign({ attachment, sealed, expiresAt }, actor);
 * const uploads = await signer.verify([uploadId], actor);
 */
@Injectable()
export class UploadSigner {
  constructor(@Inject(QUOTE_KEY) private readonly key: Uint8Array) {}

  /** Returns an `uploadId` that only this uploader can use. */
  sign(upload: Upload, uploader: Actor): Promise<string> {
    const claim: UploadClaim = { ...upload, uploader: uploaderId(uploader), version: 3 };
    return sealToken(claim, this.key, 'upload');
  }

  /** The uploads in these IDs. Refuses an ID that is not signed for this uploader; the decider checks the expiry. */
  async verify(uploadIds: readonly string[], uploader: Actor): Promise<readonly Upload[] | Refusal> {
    const uploads: Upload[] = [];
    for (const uploadId of uploadIds) {
      const upload = await this.uploadIn(uploadId, uploader);
      if (isRefusal(upload)) return upload;
      uploads.push(upload);
    }
    return uploads;
  }

  private async uploadIn(uploadId: string, by: Actor): Promise<Upload | Refusal> {
    const claim =
      (await sealedPayload(uploadId, this.key, isUploadClaim, 'upload')) ??
      (await verifiedPayload(uploadId, this.key, isUploadClaim, 'upload'));
    if (claim?.uploader !== uploaderId(by))
      return refuse(
        'invalid',
        'upload-invalid',
        'The upload is not yours, or its ID is not valid. Upload the file again.',
      );
    const { attachment, sealed, expiresAt, version } = claim;
    const upload = { attachment, ...(sealed && { sealed }) };
    return { ...upload, expiresAt: version === undefined ? addMillis(expiresAt, -EARLIER_MS) : expiresAt };
  }
}
