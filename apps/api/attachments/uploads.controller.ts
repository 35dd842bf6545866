import { EngineClock, type PolicyTimeline, POLICIES, UploadSigner } from '@ledgerdesk/application';
import { type AttachmentStore, putSealed } from '@ledgerdesk/attachments';
import { type Policy, uploadExpiry } from '@ledgerdesk/domain';
import type { Actor } from '@ledgerdesk/kernel';
import { Controller, Inject, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';
import { ApiRepeatable } from '../platform/openapi/operations.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentCaller, requireMember } from '../platform/auth/current-caller.js';
import { type Caller, memberActor } from '../platform/auth/caller.js';
import { ATTACHMENTS } from '../platform/tokens.js';
import { type FilePart, filePart } from './file-part.js';
import { type TypedContent, typedContent } from './typed-content.js';
import { UploadQuota } from './upload-quota.js';
import { UPLOADS } from './upload-content-type.hook.js';
import { UPLOAD_SCHEMAS } from './upload.schemas.js';

/** Uploads files; a message then attaches them by `uploadId`. */
@ApiTags('requester')
@Controller(UPLOADS)
export class UploadsController {
  constructor(
    private readonly uploads: UploadSigner,
    private readonly members: ActiveMembers,
    private readonly quota: UploadQuota,
    @Inject(ATTACHMENTS) private readonly attachments: AttachmentStore,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Post()
  @AllowedRoles(['member', 'service', 'agent'], { isMemberOptional: true })
  @ApiOperation({
    operationId: 'uploadFile',
    summary: 'Upload a file',
    description: 'Reference the `uploadId` in a ticket, reply, answer or note within 22 hours.',
  })
  @ApiRepeatable(
    'Each upload is stored. A message attaches a file once, by whichever `uploadId`; the others are deleted.',
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'The file.', example: 'sync: stopped at 08:15' },
      },
    },
  })
  @ApiCreatedResponse({ schema: UPLOAD_SCHEMAS.Upload })
  async upload(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest) {
    const { uploader, teamId } = await this.uploader(caller);
    const at = this.clock.now();
    const { attachments } = this.policies.at(at).policy;
    const maxBytes = Number(request.headers['content-length'] ?? attachments.maxBytes);
    const { name, mediaType, sha256, bytes, file, key } = await this.quota.within(
      { uploader, teamId, maxBytes },
      attachments,
      async () => {
        const { name, ...part } = await filePart(request, attachments.maxBytes);
        const { mediaType, chunks } = await withAllowedType(part, attachments);
        return { ...(await putSealed(this.attachments, chunks, at)), name, mediaType };
      },
    );
    const [attachment, expiresAt] = [{ sha256, bytes, name, mediaType }, uploadExpiry(at)];
    const upload = { attachment, sealed: { file, key: key.toString('base64url') }, expiresAt };
    return { uploadId: await this.uploads.sign(upload, uploader), ...attachment, expiresAt };
  }

  private async uploader(caller: Caller): Promise<{ readonly uploader: Actor; readonly teamId: string | null }> {
    if (caller.kind === 'agent') return { uploader: caller.actor, teamId: null };
    const member = requireMember(caller);
    await this.members.require(member);
    return { uploader: memberActor(member), teamId: member.teamId };
  }
}

const withAllowedType = async (
  { chunks, declaredType }: Omit<FilePart, 'name'>,
  { mediaTypes }: Policy['attachments'],
): Promise<TypedContent> => {
  const content = await typedContent(chunks, declaredType);
  if (mediaTypes.includes(content.mediaType)) return content;
  throw new Problem(415, 'upload-type-refused', `Files of type ${content.mediaType} are not accepted.`, {
    details: { taken: mediaTypes },
  });
};
