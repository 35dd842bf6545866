import { type CommandEnvelope, UploadSigner } from '@ledgerdesk/application';
import type { Upload } from '@ledgerdesk/domain';
import { isRefusal } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { problemOf } from '../platform/http/problem.js';

/** Resolves the upload tokens of a message. */
@Injectable()
export class UploadTokens {
  constructor(private readonly uploads: UploadSigner) {}

  /** The uploads. Throws Problem if a token is invalid, expired or issued to another sender. */
  async resolve(
    uploadIds: readonly string[] | undefined,
    { actor, onBehalfOf }: CommandEnvelope,
  ): Promise<readonly Upload[]> {
    const uploads = await this.uploads.verify(uploadIds ?? [], onBehalfOf ?? actor);
    if (isRefusal(uploads)) throw problemOf(uploads);
    return uploads;
  }
}
