import { defineEvent, type EventOf } from './definition.js';

/** Policy files whose versions decisions use. */
export const RECORDED_POLICIES = ['policy', 'prices', 'calendars', 'taxonomy', 'features', 'catalogue'] as const;
export type RecordedPolicyName = (typeof RECORDED_POLICIES)[number];

/** A version of a policy file was used for the first time. */
export type PolicyVersionUsed = EventOf<
  'PolicyVersionUsed',
  {
    /** Name of the file. */
    name: RecordedPolicyName;
    /** Version of the file. */
    policyVersion: string;
    /** SHA-256 of the contents as canonical JSON (RFC 8785), in lower-case hex. */
    sha256: string;
    /** The contents as canonical JSON. Null: they exceed 512 KiB. */
    text: string | null;
  }
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
