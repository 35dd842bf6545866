import {
  type Policy,
  POLICY_DEFAULTS,
  type Retention,
  RETENTION_DEFAULTS,
  type StandardSupport,
  UPLOAD_QUOTAS,
} from '@ledgerdesk/domain';
import { LIVE_CHANNELS } from '@ledgerdesk/events';
import { policySchema } from './schemas.js';
import { invalidFile, validate, validatorFor } from './validate.js';

/**
 * config/policy.json as written. Version 0.1.0 named the calendar of standard support in `standardLiveSupport`, and the
 * retention of messages in `outbox`.
 */
interface PolicyFile extends Omit<Policy, keyof typeof POLICY_DEFAULTS | 'standard' | 'attachments' | 'retention'> {
  readonly attachments: Omit<Policy['attachments'], keyof typeof UPLOAD_QUOTAS> &
    Partial<Pick<Policy['attachments'], keyof typeof UPLOAD_QUOTAS>>;
  readonly standard?: Pick<StandardSupport, 'live'> & Partial<StandardSupport>;
  readonly standardLiveSupport?: string;
  readonly retention?: Partial<Retention>;
  readonly outbox?: { readonly keepSentDays: number; readonly keepDeadDays: number };
}

const policyValidator = validatorFor<PolicyFile>(policySchema);

const standardOf = ({ standard, standardLiveSupport }: PolicyFile): StandardSupport => {
  if (standard && standardLiveSupport !== undefined)
    throw invalidFile('policy', ['"standard" replaces "standardLiveSupport"; remove "standardLiveSupport"']);
  const live = standard?.live ?? standardLiveSupport;
  if (live === undefined)
    throw invalidFile('policy', ['"standard" is missing; name the calendar of standard support in "standard.live"']);
  return { live, channels: standard?.channels ?? LIVE_CHANNELS };
};

const attachmentsOf = ({ attachments }: PolicyFile): Policy['attachments'] => {
  const { maxBytes } = attachments;
  const memberBytesPerDay = attachments.memberBytesPerDay ?? Math.max(UPLOAD_QUOTAS.memberBytesPerDay, maxBytes);
  const teamBytesPerDay = attachments.teamBytesPerDay ?? Math.max(UPLOAD_QUOTAS.teamBytesPerDay, memberBytesPerDay);
  if (memberBytesPerDay < maxBytes || teamBytesPerDay < memberBytesPerDay)
    throw invalidFile('policy', [
      '"attachments" contradicts itself; set "maxBytes" ≤ "memberBytesPerDay" ≤ "teamBytesPerDay"',
    ]);
  return { ...attachments, memberBytesPerDay, teamBytesPerDay };
};

const retentionOf = ({ retention, outbox }: PolicyFile): Retention => {
  if (retention && outbox) throw invalidFile('policy', ['"retention" replaces "outbox"; remove "outbox"']);
  const messages = outbox && { sentMessageDays: outbox.keepSentDays, deadMessageDays: outbox.keepDeadDays };
  return { ...RETENTION_DEFAULTS, ...messages, ...retention };
};

/** Parses a policy file, with defaults for the fields that earlier versions did not have. Throws PolicyFileError. */
export const parsePolicy = (file: unknown): Policy => {
  const written = validate('policy', file, policyValidator);
  const { standardLiveSupport: _, outbox: __, ...fields } = written;
  return {
    ...POLICY_DEFAULTS,
    ...fields,
    standard: standardOf(written),
    attachments: attachmentsOf(written),
    retention: retentionOf(written),
  };
};
