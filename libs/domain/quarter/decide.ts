import { isQuarter } from '@ledgerdesk/business-time';
import type { QuarterEvent } from '@ledgerdesk/events';
import { type Decider, type Refusal, refuse } from '@ledgerdesk/kernel';
import { unknownFeature } from '../features.js';
import type { Team } from '../team/state.js';
import type { QuarterCommand, RecordFeatureUsage } from './commands.js';
import { type DigestFacts, featureDigest } from './digest.js';
import { changeSession, scheduleSession, type SessionFacts } from './session.js';
import { evolve, type TeamQuarter } from './state.js';

/** Each command needs some of it. */
export interface QuarterFacts extends SessionFacts, DigestFacts {
  readonly team?: Team | undefined;
}

type Decision = readonly QuarterEvent[] | Refusal;

const recordUsage = (
  { type: _, at: __, ...data }: RecordFeatureUsage,
  { usage }: TeamQuarter,
  { team, policies }: QuarterFacts,
): Decision => {
  if (!team) return refuse('not-found', 'team-not-found', 'There is no such team.');
  return (
    unknownFeature(policies.features, data.feature) ??
    (usage[data.feature] === data.count ? [] : [{ type: 'FeatureUsageRecorded', data }])
  );
};

export const quarterDecider: Decider<QuarterCommand, QuarterEvent, TeamQuarter, QuarterFacts> = {
  initial: { session: null, usage: {}, digestSent: false },
  evolve,
  decide: (command, state, facts) => {
    if (!isQuarter(command.quarter))
      return refuse('invalid', 'unknown-quarter', `'${command.quarter}' is no quarter. Write one as 2026-Q4.`);
    switch (command.type) {
      case 'ScheduleRootCauseSession':
        return scheduleSession(command, state, facts);
      case 'HoldRootCauseSession':
      case 'CancelRootCauseSession':
        return changeSession(command, state.session);
      case 'RecordFeatureUsage':
        return recordUsage(command, state, facts);
      case 'SendFeatureDigest':
        return featureDigest(command, state, facts);
    }
  },
};
