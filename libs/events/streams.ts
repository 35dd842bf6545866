import type { SubjectFields } from './privacy.js';
import type { LiveRequest } from './value-types.js';

export const STREAM_CATEGORIES = [
  'team',
  'member',
  'addOn',
  'ticket',
  'callback',
  'chat',
  'agent',
  'webhook',
  'programme',
  'quarter',
  'consultant',
  'log',
  'policy',
  'privacy',
] as const;
export type StreamCategory = (typeof STREAM_CATEGORIES)[number];

export const teamStream = (teamId: string): string => `team-${teamId}`;
export const memberStream = (teamId: string, memberId: string): string => `member-${teamId}.${memberId}`;
export const addOnStream = (teamId: string, product: string): string => `addOn-${teamId}.${product}`;
export const ticketStream = (ticketId: string): string => `ticket-${ticketId}`;
export const callbackStream = (callbackId: string): string => `callback-${callbackId}`;
export const chatStream = (chatId: string): string => `chat-${chatId}`;
export const agentStream = (agentId: string): string => `agent-${agentId}`;
export const webhookStream = (webhookId: string): string => `webhook-${webhookId}`;

/** Returns the name of the stream of a chat or callback. */
export const liveStream = ({ channel, requestId }: LiveRequest): string =>
  channel === 'chat' ? chatStream(requestId) : callbackStream(requestId);

/** The stream of the consultations of a team. */
export const programmeStream = (teamId: string): string => `programme-${teamId}`;
/** The stream of a team's calendar quarter, e.g. `2026-Q4`. */
export const quarterStream = (teamId: string, quarter: string): string => `quarter-${teamId}.${quarter}`;
export const consultantStream = (consultantId: string): string => `consultant-${consultantId}`;

/** The stream of the log's epochs: one event for each accepted loss. */
export const EPOCH_STREAM = 'log-epochs';

/** The stream of what operators decided about stopped read models. */
export const PROJECTION_STREAM = 'log-projections';

/** Begins the names of the streams of starts. */
export const START_STREAMS = 'log-starts.';

/** The stream of the start of one process, which has one event. */
export const startStream = (instanceId: string): string => `${START_STREAMS}${instanceId}`;

/** The stream of what the engine has dropped under the retention of the policy. */
export const RETENTION_STREAM = 'log-retention';

/** The stream of the keys that sign the tree of the log: one event for each change. */
export const LEDGER_KEY_STREAM = 'log-keys';

/** The stream of the stores of keys of personal data that the log was used with: one event for each change. */
export const KEY_STORE_STREAM = 'log-key-stores';

/** The stream of the moves of a simulated clock. */
export const CLOCK_STREAM = 'log-clock';

/** The stream of the steps of one move of a simulated clock. */
export const clockStepsStream = (moveId: string): string => `${CLOCK_STREAM}.${moveId}`;

/** The stream of the versions of a policy file that were used, e.g. `prices`. */
export const policyStream = (name: string): string => `policy-${name}`;

/** The stream of the erasure of a person. `subjectId` is `<team id>.<member id>` for a member. */
export const privacyStream = ({ kind, subjectId }: SubjectFields): string => `privacy-${kind}.${subjectId}`;

/** Returns the prefix of the stream names of a category. */
export const prefixOf = (category: StreamCategory): string => `${category}-`;
