import * as domain from '@ledgerdesk/domain';
import type { Command, Decider, DomainEvent } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { aChampion, aMember, anAddOn, anAdmin, anAgent, aTeam } from './state-builders.js';
import { policies, policiesWith } from './policies.js';
import { OPENED, opened } from './ticket-commands.js';

type DeciderName = Extract<keyof typeof domain, `${string}Decider`>;
type CommandOf<D> = D extends Decider<infer C, infer _E, infer _S, infer _F> ? C : never;
/** Samples whose command types are erased. */
type AnySamples = Readonly<Record<string, domain.CommandSample<object>>>;

const SAMPLES: { readonly [Name in DeciderName]: domain.CommandSamples<CommandOf<(typeof domain)[Name]>> } = {
  teamDecider: domain.TEAM_SAMPLES,
  memberDecider: domain.MEMBER_SAMPLES,
  addOnDecider: domain.ADD_ON_SAMPLES,
  ticketDecider: domain.TICKET_SAMPLES,
  callbackDecider: domain.CALLBACK_SAMPLES,
  chatDecider: domain.CHAT_SAMPLES,
  agentDecider: domain.AGENT_SAMPLES,
  programmeDecider: domain.PROGRAMME_SAMPLES,
  quarterDecider: domain.QUARTER_SAMPLES,
  consultantDecider: domain.CONSULTANT_SAMPLES,
  clockMoveDecider: domain.CLOCK_MOVE_SAMPLES,
  clockStepDecider: domain.CLOCK_STEP_SAMPLES,
  webhookDecider: domain.WEBHOOK_SAMPLES,
  privacyDecider: domain.PRIVACY_SAMPLES,
};

/** A decider whose types are erased, with its sample commands. */
export interface SampledDecider {
  readonly name: string;
  readonly decider: Decider<Command, DomainEvent, unknown, object>;
  readonly samples: AnySamples;
  /** Every sample and variant. */
  readonly commands: readonly Command[];
}

const commandsOf = (samples: AnySamples): readonly Command[] =>
  Object.entries(samples).flatMap(([type, { payload, variants = [] }]) =>
    [{}, ...variants].map((variant) => ({ ...payload, ...variant, type, at: OPENED })),
  );

/** Every decider of the domain. */
export const SAMPLED_DECIDERS: readonly SampledDecider[] = Object.entries(SAMPLES).map(([name, samples]) => ({
  name,
  // Object.entries widens the names to string.
  decider: domain[name as DeciderName],
  samples,
  commands: commandsOf(samples),
}));

/** The facts that any decider may need. Each reads those it knows. */
export const anyFacts = fc.record({
  policies: fc.constantFrom(policies, policiesWith({ holdPausesClock: true })),
  policiesAt: fc.constant(() => policies),
  team: fc.constantFrom(
    aTeam(),
    aTeam({ products: [], inquiries: [{ inquiryId: 'i-1', memberId: 'aiko', closed: false, erased: false }] }),
  ),
  member: fc.constantFrom(anAdmin(), aMember(), aChampion('grand'), aMember({ active: false }), undefined),
  members: fc.constantFrom([], [anAdmin(), aMember()]),
  addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ edition: 'enhanced' })),
  addOns: fc.constantFrom([], [undefined, anAddOn({ edition: 'enhanced' })]),
  buyer: fc.constantFrom({ kind: 'sales' }, { kind: 'member', member: anAdmin() }),
  ticket: fc.constantFrom(undefined, opened.state),
  followUpOf: fc.constantFrom(undefined, opened.state),
  assignee: fc.constantFrom(undefined, anAgent('yuki')),
  isAgent: fc.boolean(),
  isKnown: fc.boolean(),
  isInClear: fc.boolean(),
  isAgreed: fc.boolean(),
  knownTypes: fc.constant(['TicketOpened']),
  isReplaying: fc.boolean(),
});
