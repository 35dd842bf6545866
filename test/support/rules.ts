import { readFileSync } from 'node:fs';
import type { Policy, Rules } from '@ledgerdesk/domain';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import type { RuleFiles } from '../../libs/application/rules/load.js';
import { loadRules, RuleBook } from '../../libs/application/rules/rule-book.js';

const configured = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../config/${name}.json`, import.meta.url), 'utf8'));

export const zones = new TemporalTimeZones();

/** The files that ship with the engine, read anew each time. */
export const shippedFiles = (): RuleFiles => ({
  policy: configured('policy'),
  prices: configured('prices'),
  taxonomy: configured('taxonomy'),
  calendars: configured('calendars'),
  texts: configured('texts'),
  mails: configured('mails'),
  features: configured('features'),
  catalogue: configured('catalogue'),
});

/** The rules as they ship. */
export const rules: Rules = loadRules(shippedFiles(), zones).at('2026-11-27T00:00:00.000Z');

/** Rules that have always applied and always will. */
export const bookOf = (always: Rules): RuleBook => new RuleBook([{ validFrom: '', rules: always }]);

export const rulesWith = (policy: Partial<Policy>): Rules => ({ ...rules, policy: { ...rules.policy, ...policy } });
