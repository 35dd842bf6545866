import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** P10, P11: the end of an add-on's period, which starts the next one or ends the add-on. */
export type AddOnRenewalRow = {
  readonly kind: 'add-on-renewal';
  readonly at: Instant;
  readonly teamId: string;
  readonly product: string;
};

const armed = (
  _row: AddOnRenewalRow | undefined,
  { data: { teamId, product, renewsAt } }: LoggedEvent<'AddOnPurchased' | 'AddOnRenewed'>,
): AddOnRenewalRow => ({ kind: 'add-on-renewal', at: renewsAt, teamId, product });

export const addOnRenewal = defineTimerKind({
  kind: 'add-on-renewal',
  keyOf: ({ data: { teamId, product } }) => `add-on-renewal.${teamId}.${product}`,
  on: { AddOnPurchased: armed, AddOnRenewed: armed, AddOnEnded: () => undefined },
  identity: ({ kind, teamId, product, at }) => ({ kind, teamId, product, at }),
  command: ({ teamId, product, at }) => ({
    to: 'add-on',
    teamId,
    product,
    input: { type: 'RenewAddOn', dueAt: at },
  }),
});
