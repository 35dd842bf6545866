import { memberDecider, type Team, teamDecider, type TeamFacts } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { readAddOns } from '../add-on-facts.js';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { TeamCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { SeatCharges } from '../seat-charges.js';

/** The member who sends a command, if the decision depends on the member. */
const memberOf = (input: TeamCommandMessage['input']): string | null => {
  if (input.type === 'InquireAddOn') return input.memberId;
  return input.type === 'ChangeSeats' || input.type === 'KeepSeats' ? input.memberId : null;
};

/** Commands that are decided on the team alone. */
const ON_TEAM_ALONE: readonly TeamCommandMessage['input']['type'][] = [
  'RegisterTeam',
  'ChangeTeamProducts',
  'AssignAccountManager',
  'EraseAccountManager',
];

const needsAddOns = ({ type }: TeamCommandMessage['input']): boolean => !ON_TEAM_ALONE.includes(type);

const teamFacts = async (
  reader: FactReader,
  teamId: string,
  input: TeamCommandMessage['input'],
): Promise<TeamFacts> => {
  const facts = { policies: reader.policies, policiesAt: (instant: Instant) => reader.policiesAt(instant) };
  if (!needsAddOns(input)) return facts;
  const addOns = await readAddOns(reader, teamId);
  const memberId = memberOf(input);
  if (memberId === null) return { ...facts, addOns };
  return { ...facts, addOns, member: await reader.read(memberDecider, memberStream(teamId, memberId)) };
};

/** Executes commands on a team. */
@CommandHandler(TeamCommandMessage)
export class TeamHandler implements ICommandHandler<TeamCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly charges: SeatCharges,
  ) {}

  /** P9: a change of seats also charges the add-ons. */
  async execute(message: TeamCommandMessage): Promise<CommandOutcome<Team | undefined>> {
    const { envelope, teamId, input } = message;
    const outcome = await this.decide(message);
    if (isRefusal(outcome) || (input.type !== 'ChangeSeats' && input.type !== 'KeepSeats')) return outcome;
    return this.charges.completeAfter(outcome, teamId, envelope.tenant);
  }

  private decide({ envelope, teamId, input }: TeamCommandMessage) {
    return this.executor.execute(envelope, {
      stream: teamStream(teamId),
      decider: teamDecider,
      bounded: true,
      input,
      needsNoTexts: input.type === 'EraseInquiry' || input.type === 'EraseAccountManager',
      facts: (reader) => teamFacts(reader, teamId, input),
    });
  }
}
