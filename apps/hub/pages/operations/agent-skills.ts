/** Live channels that agents can take, in the order of forms. */
export const LIVE_CHANNELS = ['chat', 'callback'] as const;
export type LiveChannel = (typeof LIVE_CHANNELS)[number];
