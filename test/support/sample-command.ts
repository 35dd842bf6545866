import type { CommandSamples } from '@ledgerdesk/domain';
import type { Command, Instant } from '@ledgerdesk/kernel';

type Payload<C extends Command, Type extends C['type']> = Omit<Extract<C, { readonly type: Type }>, 'type' | 'at'>;

/**
 * Returns a function that builds commands from samples. `differing` replaces fields.
 *
 * @example
 * const command = commandFrom(CHAT_SAMPLES);
 * command('JoinChat', at, { agentId: 'yuki' });
 */
export const commandFrom =
  <C extends Command>(samples: CommandSamples<C>) =>
  <Type extends C['type']>(
    type: Type,
    at: Instant,
    differing: Partial<Payload<C, Type>> = {},
  ): Payload<C, Type> & { readonly type: Type; readonly at: Instant } => ({
    ...samples[type].payload,
    ...differing,
    type,
    at,
  });
