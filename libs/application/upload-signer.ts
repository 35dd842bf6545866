import type { Upload } from '@ledgerdesk/domain';
import { type Actor, addMillis, HOUR, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { QUOTE_KEY } from './injection-tokens.js';
import { matching, signToken, verifiedPayload } from './signed-token.js';

/** The payload of an `uploadId`. */
interface UploadClaim extends Upload {
  readonly uploader: string;
  /** Missing in those of version 0.1.0, which expired after 24 hours: files are deleted earlier now. */
  readonly version?: 2;
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
    version: { const: 2 },
  },
});

const uploaderId = ({ kind, id }: Actor): string => `${kind} ${id}`;

/**
 * Signs and verifies the `uploadId` of an upload: a token that contains the upload and who may attach it. Only the
 * content is stored.
 *
 * @example
 * const uploadId = await signer.sign({ attachment, expiresAt }, actor);
 * const uploads = await signer.verify([uploadId], actor);
 */
@Injectable()
export class UploadSigner {
  constructor(@Inject(QUOTE_KEY) private readonly key: Uint8Array) {}

  /** Returns an `uploadId` that only this uploader can use. */
  sign(upload: Upload, uploader: Actor): Promise<string> {
    const claim: UploadClaim = { ...upload, uploader: uploaderId(uploader), version: 2 };
    return signToken(claim, this.key, 'upload');
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
    const claim = await verifiedPayload(uploadId, this.key, isUploadClaim, 'upload');
    if (claim?.uploader !== uploaderId(by))
      return refuse(
        'invalid',
        'upload-invalid',
        'The upload is not yours, or its ID is not valid. Upload the file again.',
      );
    const { attachment, expiresAt, version } = claim;
    return { attachment, expiresAt: version === undefined ? addMillis(expiresAt, -EARLIER_MS) : expiresAt };
  }
}
