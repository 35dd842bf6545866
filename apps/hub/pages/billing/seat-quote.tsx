import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
import { useTeamZone } from './use-team-zone.js';

/** The price of a change of seats. */
export type SeatQuote = Schemas['SeatQuote'];

/** What a change of seats costs, and its confirmation. */
export const SeatQuoteView = ({ quote, onDone }: { readonly quote: SeatQuote; readonly onDone: () => void }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const zone = useTeamZone();
  const confirm = useCommand(
    (body: { readonly quoteId: string }, options) =>
      client.post('/v1/teams/{teamId}/seat-changes', { path: { teamId: quote.teamId }, body, ...options }),
    ['billing', 'self'],
  );
  const change = async (): Promise<void> => {
    if (await confirm.send({ quoteId: quote.quoteId })) onDone();
  };
  return (
    <>
      <FactList>
        <Fact name={t.toPay}>
          <strong>{formats.money(quote.amount)}</strong>
        </Fact>
        <Fact name={t.seatsTitle}>{formats.number(quote.to)}</Fact>
        <Fact name={t.effective}>
          <BillingDay at={quote.effectiveAt} zone={zone} />
        </Fact>
        <Fact name={t.renewal}>{formats.money(quote.renewalAmount)}</Fact>
      </FactList>
      <p className={styles['muted']}>{t.validUntil(formats.withZone(quote.expiresAt))}</p>
      <CommandButton weight="primary" isSending={confirm.isSending} onClick={() => void change()}>
        {quote.amount.minor === 0 ? t.confirmFree : t.confirm}
      </CommandButton>
      {confirm.error && <ProblemNotice error={confirm.error} />}
    </>
  );
};
