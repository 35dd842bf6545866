import type { Policies } from '@ledgerdesk/domain';
import type { PolicySource } from './policy-versions.js';

/** Policies that report each source when it is read. Compiled opening hours come from calendars and time-zone data. */
export class TrackedPolicies implements Policies {
  constructor(
    private readonly policies: Policies,
    private readonly onRead: (source: PolicySource, policies: Policies) => void,
  ) {}

  get policy() {
    this.onRead('policy', this.policies);
    return this.policies.policy;
  }

  get taxonomy() {
    this.onRead('taxonomy', this.policies);
    return this.policies.taxonomy;
  }

  get prices() {
    this.onRead('prices', this.policies);
    return this.policies.prices;
  }

  get texts() {
    this.onRead('texts', this.policies);
    return this.policies.texts;
  }

  get mails() {
    this.onRead('mails', this.policies);
    return this.policies.mails;
  }

  get features() {
    this.onRead('features', this.policies);
    return this.policies.features;
  }

  get catalogue() {
    this.onRead('catalogue', this.policies);
    return this.policies.catalogue;
  }

  get calendars() {
    this.onRead('calendars', this.policies);
    return this.policies.calendars;
  }

  get hours() {
    this.onRead('calendars', this.policies);
    this.onRead('tzdb', this.policies);
    return this.policies.hours;
  }

  get calendarsVersion() {
    this.onRead('calendars', this.policies);
    return this.policies.calendarsVersion;
  }

  get zones() {
    this.onRead('tzdb', this.policies);
    return this.policies.zones;
  }
}
