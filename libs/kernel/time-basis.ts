/** Which time of an event an instant is compared with: when it was recorded, or when it occurred. */
export const TIME_BASES = ['recorded', 'occurred'] as const;
export type TimeBasis = (typeof TIME_BASES)[number];
