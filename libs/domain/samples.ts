import type { Command } from '@ledgerdesk/kernel';

/** The command of one type. */
type OfType<C extends Command, Type extends C['type']> = Extract<C, { readonly type: Type }>;
/** A command without its type and time. */
type Payload<C extends Command> = Omit<C, 'type' | 'at'>;
/** The fields that name something, such as `ticketId`. */
type Ids<P> = { readonly [Name in keyof P as Name extends `${string}Id` ? Name : never]: P[Name] };

/** A sample of a command. The laws, the tests of hostile inputs and the scenarios of the simulation start from it. */
export interface CommandSample<P> {
  /** Every required field, so that a scenario states only what is particular to it. */
  readonly payload: P;
  /** Changes to `payload` that lead to other decisions. */
  readonly variants?: readonly Partial<P>[];
  /**
   * What the command does when it is sent again at once: `ignored` records nothing, which is the default; `refused` is
   * refused or ignored; `recorded` may record again.
   */
  readonly repeat?: 'ignored' | 'refused' | 'recorded';
}

/** One sample for each command of a decider. A command type without one does not compile. */
export type CommandSamples<C extends Command> = {
  readonly [Type in C['type']]: CommandSample<Payload<OfType<C, Type>>>;
};

/** A command of one type before its time is stamped. */
type InputOf<C> = C extends Command ? Omit<C, 'at'> : never;
/** The fields that replace those of a sample: the ids, and any others. */
type Fields<P> = object extends Ids<P> ? [fields?: Partial<P>] : [fields: Ids<P> & Partial<P>];

/**
 * Returns a function that builds command inputs from samples. Ids must be given; other fields may be.
 *
 * @example
 * const ticketInput = inputFrom(TICKET_SAMPLES);
 * ticketInput('HoldTicket', { agentId });
 */
export const inputFrom =
  <C extends Command>(samples: CommandSamples<C>) =>
  <Type extends C['type']>(type: Type, ...[fields]: Fields<Payload<OfType<C, Type>>>): InputOf<OfType<C, Type>> =>
    // `Type` may be a union, over which TypeScript does not distribute a spread.
    ({ ...samples[type].payload, ...fields, type }) as unknown as InputOf<OfType<C, Type>>;
