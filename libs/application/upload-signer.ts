import type { Upload } from '@ledgerdesk/domain';
import { type Actor, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CompactSign, compactVerify } from 'jose';
import { QUOTE_KEY } from './injection-tokens.js';

/** What an `uploadId` carries besides the upload: whose it is. */
interface Claim extends Upload {
  readonly uploader: string;
}

const TYPE = 'upload';

const forged = (): Refusal => refuse('invalid', 'upload-invalid', 'This is no upload of yours. Upload the file again.');

const nameOf = ({ kind, id }: Actor): string => `${kind} ${id}`;

/** Uploads as they are handed out: an `uploadId` carries all of it, signed, so that nothing needs to be kept but the content. */
@Injectable()
export class UploadSigner {
  constructor(@Inject(QUOTE_KEY) private readonly key: Uint8Array) {}

  /** Lets this uploader, and nobody else, attach the file until it expires. */
  sign(upload: Upload, uploader: Actor): Promise<string> {
    const claim: Claim = { ...upload, uploader: nameOf(uploader) };
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claim)))
      .setProtectedHeader({ alg: 'HS256', typ: TYPE })
      .sign(this.key);
  }

  /** The uploads behind these ids; refused where one is not ours or another's. Whether they have expired, the decision tells. */
  async verify(uploadIds: readonly string[], uploader: Actor): Promise<readonly Upload[] | Refusal> {
    const uploads: Upload[] = [];
    for (const uploadId of uploadIds) {
      const upload = await this.read(uploadId, uploader);
      if (isRefusal(upload)) return upload;
      uploads.push(upload);
    }
    return uploads;
  }

  private async read(uploadId: string, by: Actor): Promise<Upload | Refusal> {
    try {
      const { payload, protectedHeader } = await compactVerify(uploadId, this.key, { algorithms: ['HS256'] });
      const { uploader, ...upload } = JSON.parse(new TextDecoder().decode(payload)) as Claim;
      return protectedHeader.typ === TYPE && uploader === nameOf(by) ? upload : forged();
    } catch {
      return forged();
    }
  }
}
