import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** P10, P11: the next renewal of an add-on, which brings its next period or its end. */
export type AddOnRenewalRow = {
  readonly kind: 'add-on-renewal';
  readonly at: Instant;
  readonly teamId: string;
  readonly product: string;
};

type RenewalEvent = LoggedEvent<'AddOnPurchased' | 'AddOnRenewed' | 'AddOnEnded'>;

export const renewalKey = ({ data: { teamId, product } }: RenewalEvent): string =>
  `add-on-renewal.${teamId}.${product}`;

export const isRenewalKey = (key: string): boolean => key.startsWith('add-on-renewal.');

export const renewalAfter = ({
  data: { teamId, product, renewsAt },
}: LoggedEvent<'AddOnPurchased' | 'AddOnRenewed'>): AddOnRenewalRow => ({
  kind: 'add-on-renewal',
  at: renewsAt,
  teamId,
  product,
});
