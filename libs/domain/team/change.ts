import type { TeamEvent } from '@ledgerdesk/events';
import { type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import { isActive } from '../add-on/state.js';
import type { ChangeTeam } from './commands.js';
import type { InquiryFacts } from './inquiry.js';
import type { Team } from './state.js';

/** P9, P10: the amounts and periods of an active add-on are computed from these. */
const billingChanges = (
  { teamId, timeZone, billing }: Team,
  { timeZone: zone = timeZone, seats = billing.seats, interval = billing.interval }: ChangeTeam,
): readonly TeamEvent[] => [
  ...(zone === timeZone ? [] : [{ type: 'TeamTimeZoneChanged' as const, data: { teamId, timeZone: zone } }]),
  ...(seats === billing.seats ? [] : [{ type: 'TeamSeatsChanged' as const, data: { teamId, seats } }]),
  ...(interval === billing.interval ? [] : [{ type: 'BillingIntervalChanged' as const, data: { teamId, interval } }]),
];

const refusalOf = ({ timeZone, at }: ChangeTeam, { policies, addOns = [] }: InquiryFacts): Refusal | undefined => {
  const zoneProblem = timeZone === undefined ? undefined : policies.zones.problemWith(timeZone);
  if (zoneProblem !== undefined) return refuse('invalid', 'unknown-time-zone', zoneProblem);
  return addOns.some((addOn) => isActive(addOn, at))
    ? refuse(
        'conflict',
        'team-has-add-on',
        'Time zone, seats and billing interval cannot be changed while the team has an add-on.',
        { rule: 'P9' },
      )
    : undefined;
};

/** Records what differs. P9: an active add-on is billed by the seats, the interval and the zone of its purchase. */
export const changeTeam = (command: ChangeTeam, team: Team, facts: InquiryFacts): Decision<TeamEvent> => {
  const { teamId } = team;
  const { name = team.name, selfServe = team.selfServe } = command;
  const billing = billingChanges(team, command);
  const refused = billing.length === 0 ? undefined : refusalOf(command, facts);
  if (refused) return refused;
  return [
    ...(name === team.name ? [] : [{ type: 'TeamRenamed' as const, data: { teamId, name } }]),
    ...(selfServe === team.selfServe ? [] : [{ type: 'SelfServeChanged' as const, data: { teamId, selfServe } }]),
    ...billing,
  ];
};
