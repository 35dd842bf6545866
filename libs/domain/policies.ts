import type { Calendar, OpenHours, TimeZones } from '@ledgerdesk/business-time';
import type { Prices } from './add-on/prices.js';
import type { Policy } from './entitlement/policy.js';
import type { Features } from './features.js';
import type { Catalogue } from './recommendation/catalogue.js';
import type { Mails } from './mails.js';
import type { Taxonomy } from './taxonomy.js';
import type { Texts } from './texts.js';

/** The policy files in force at an instant, loaded at startup. */
export interface Policies {
  readonly policy: Policy;
  readonly taxonomy: Taxonomy;
  readonly prices: Prices;
  readonly texts: Texts;
  readonly mails: Mails;
  readonly features: Features;
  readonly catalogue: Catalogue;
  /** Calendars by id, for display. Includes those in a team's time zone. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** Compiled calendars by id. Includes `always`, excludes those in a team's time zone. */
  readonly hours: ReadonlyMap<string, OpenHours>;
  readonly calendarsVersion: string;
  readonly zones: TimeZones;
}

/** Has the events of a decision name the version of the calendars in force: they name what was read. */
export const recordCalendars = (policies: Policies): void => void policies.calendarsVersion;

/** Returns the hours of a calendar of the policy. Throws RangeError if missing, which loading the files rules out. */
export const hoursOf = (policies: Policies, calendar: string): OpenHours => {
  const hours = policies.hours.get(calendar);
  if (!hours)
    throw new RangeError(
      `The policy uses the calendar '${calendar}', which is not configured. Add it to the calendars.`,
    );
  return hours;
};
