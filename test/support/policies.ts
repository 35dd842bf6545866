import { readFileSync } from 'node:fs';
import type { Policy, Policies } from '@ledgerdesk/domain';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import type { PolicyFiles } from '../../libs/application/policies/compose-policies.js';
import { loadPolicies, PolicyTimeline } from '../../libs/application/policies/policy-timeline.js';

const configured = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../config/${name}.json`, import.meta.url), 'utf8'));

export const zones = new TemporalTimeZones();

/** Reads the policy files that ship with the engine. Each call returns new objects. */
export const shippedFiles = (): PolicyFiles => ({
  policy: configured('policy'),
  prices: configured('prices'),
  taxonomy: configured('taxonomy'),
  calendars: configured('calendars'),
  texts: configured('texts'),
  mails: configured('mails'),
  features: configured('features'),
  catalogue: configured('catalogue'),
});

/** The shipped policies. */
export const policies: Policies = loadPolicies(shippedFiles(), zones).at('2026-11-27T00:00:00.000Z');

/** Returns a timeline on which the policies never change. */
export const timelineOf = (always: Policies): PolicyTimeline =>
  new PolicyTimeline([{ validFrom: '', policies: always }]);

/** Returns the shipped policies with some fields of config/policy.json replaced. */
export const policiesWith = (policy: Partial<Policy>): Policies => ({
  ...policies,
  policy: { ...policies.policy, ...policy },
});
