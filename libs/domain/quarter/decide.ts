import { isQuarter } from '@ledgerdesk/business-time';
import type { QuarterEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, refuse } from '@ledgerdesk/kernel';
import { unknownFeature } from '../features.js';
import type { QuarterCommand, RecordFeatureUsage } from './commands.js';
import { type DigestFacts, featureDigest, recordDigestMails } from './digest.js';
import { changeSession, endSession, moveSession, scheduleSession, type SessionFacts } from './session.js';
import { evolve, type TeamQuarter } from './state.js';

/** State that quarter decisions need; each command needs part of it. */
export type QuarterFacts = SessionFacts & DigestFacts;

const recordUsage = (
  { type: _, at: __, ...data }: RecordFeatureUsage,
  { usage }: TeamQuarter,
  { team, policies }: QuarterFacts,
): Decision<QuarterEvent> => {
  if (!team) return refuse('not-found', 'team-not-found', 'Team not found.');
  return (
    unknownFeature(policies.features, data.feature) ??
    (usage[data.feature] === data.count ? [] : [{ type: 'FeatureUsageRecorded', data }])
  );
};

/** Decides the sessions, feature usage and digest of one quarter of a team. */
export const quarterDecider: Decider<QuarterCommand, QuarterEvent, TeamQuarter, QuarterFacts> = {
  initial: { session: null, scheduled: {}, usage: {}, digestSent: false, digestMails: {} },
  evolve,
  decide: (command, state, facts) => {
    if (!isQuarter(command.quarter))
      return refuse('invalid', 'unknown-quarter', `'${command.quarter}' is not a quarter. Use the format 2026-Q4.`);
    switch (command.type) {
      case 'ScheduleRootCauseSession':
        return scheduleSession(command, state, facts);
      case 'HoldRootCauseSession':
      case 'CancelRootCauseSession':
        return changeSession(command, state.session, facts);
      case 'MoveRootCauseSession':
        return moveSession(command, state, facts);
      case 'EndRootCauseSession':
        return endSession(command, state.session, facts);
      case 'RecordFeatureUsage':
        return recordUsage(command, state, facts);
      case 'SendFeatureDigest':
        return featureDigest(command, state, facts);
      case 'RecordDigestMails':
        return recordDigestMails(command, state);
    }
  },
};
