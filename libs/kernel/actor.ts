/** Who may send commands; `engine` is the deadline clock and other processes of our own. */
export const ACTOR_KINDS = ['member', 'agent', 'sales', 'service', 'analyst', 'auditor', 'operator', 'engine'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Someone who acts, by kind and id. For members the id is `<teamId>.<memberId>`. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
}
