import type { Schemas } from '@ledgerdesk/client';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { billingTexts } from './billing.texts.js';

type Priced = Pick<Schemas['Quote'], 'unitPrice' | 'replaces' | 'seats' | 'remainingDays' | 'periodDays'>;

/** How an amount is computed: price, seats and days (P9, P14). */
export const Computation = ({ of }: { readonly of: Priced }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const seats = formats.number(of.seats);
  const remaining = formats.number(of.remainingDays);
  const days = formats.number(of.periodDays);
  const unit = formats.money(of.unitPrice);
  return of.replaces === null
    ? t.computed(unit, seats, remaining, days)
    : t.computedUpgrade(unit, formats.money(of.replaces), seats, remaining, days);
};
