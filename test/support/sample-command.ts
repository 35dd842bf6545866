import type { CommandSamples } from '@ledgerdesk/domain';
import type { Command, Instant } from '@ledgerdesk/kernel';

type OfType<C extends Command, Type extends C['type']> = Extract<C, { readonly type: Type }>;

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
    differing: Partial<Omit<OfType<C, Type>, 'type' | 'at'>> = {},
  ): OfType<C, Type> =>
    ({ ...samples[type].payload, ...differing, type, at }) as unknown as OfType<C, Type>;
