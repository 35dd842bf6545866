/** Kinds of callers that send commands. `engine` is for timers and processes of the engine itself. */
export const ACTOR_KINDS = ['member', 'agent', 'sales', 'service', 'analyst', 'auditor', 'operator', 'engine'] as const;

/** A caller, by kind and id. The id of a member is `<teamId>.<memberId>`. */
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  readonly id: string;
}
