import { addOnDecider, previewRemoval, type RemovalPreview } from '@ledgerdesk/domain';
import { addOnStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { addOnFacts } from './add-on-facts.js';
import { CommandExecutor } from './command-executor.js';
import type { AddOnCommandMessage } from './command-messages.js';
import { QUOTE_KEY } from './injection-tokens.js';
import { matching, signToken, verifiedPayload } from './signed-token.js';

/** P8: a preview with its `previewId`, a signed token that contains the whole preview. Previews are not stored. */
export interface SignedRemovalPreview extends RemovalPreview {
  readonly previewId: string;
}

const FIELDS = ['teamId', 'product', 'edition', 'effectiveAt', 'expiresAt'];

const isPreview = matching<RemovalPreview>({
  type: 'object',
  required: [...FIELDS, 'ends', 'amount', 'cancelledCharge'],
  properties: {
    ...Object.fromEntries(FIELDS.map((field) => [field, { type: 'string' }])),
    ends: { type: 'array', items: { type: 'string' } },
    amount: { type: 'object' },
    cancelledCharge: { type: 'object' },
  },
});

/**
 * Previews the removal of add-ons.
 *
 * @example
 * const { previewId } = await removals.preview('acme', 'dropbox', { memberId: 'aiko' }, at);
 * const preview = await removals.verify('acme', 'dropbox', previewId);
 */
@Injectable()
export class Removals {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(QUOTE_KEY) private readonly key: Uint8Array,
  ) {}

  /** P8: what the removal would do, or a refusal. Records nothing. */
  async preview(
    teamId: string,
    product: string,
    buyer: AddOnCommandMessage['buyer'],
    at: Instant,
  ): Promise<SignedRemovalPreview | Refusal> {
    const reader = this.executor.factReader(at);
    const facts = await addOnFacts(reader, teamId, buyer);
    if (isRefusal(facts)) return facts;
    const preview = previewRemoval(await reader.read(addOnDecider, addOnStream(teamId, product)), at, facts);
    return isRefusal(preview) ? preview : { ...preview, previewId: await signToken(preview, this.key, 'removal') };
  }

  /** The preview in a `previewId`. Refuses a token that this engine did not sign, and that of another add-on (P8). */
  async verify(teamId: string, product: string, previewId: string): Promise<RemovalPreview | Refusal> {
    const preview = await verifiedPayload(previewId, this.key, isPreview, 'removal');
    return preview?.teamId === teamId && preview.product === product
      ? preview
      : refuse('invalid', 'removal-preview-invalid', 'The preview is not valid. Request a new one.', { rule: 'P8' });
  }
}
