import { defineEvent, type EventOf } from './definition.js';

/** Policy files whose versions decisions use. */
export const RECORDED_POLICIES = ['policy', 'prices', 'calendars', 'taxonomy', 'features', 'catalogue'] as const;
export type RecordedPolicyName = (typeof RECORDED_POLICIES)[number];

/**
 * The first use of a version of a policy file. `text` is its contents as canonical JSON (RFC 8785), null if it exceeds
 * 512 KiB, and `sha256` their hash, in lower-case hex.
 */
export type PolicyVersionUsed = EventOf<
  'PolicyVersionUsed',
  { name: RecordedPolicyName; policyVersion: string; sha256: string; text: string | null }
>;
export type PolicyEvent = PolicyVersionUsed;

export const policyEvents = [
  defineEvent<PolicyVersionUsed>('PolicyVersionUsed', {
    sample: {
      name: 'prices',
      policyVersion: '2026-11',
      sha256: '7b3f1f0a6d3c4b3a9a502f1f9a3c6f510d5a1f0e6d3c4b3a9a502f1f9a3c6f51',
      text: '{"perSeat":{},"version":"2026-11"}',
    },
  }),
];
