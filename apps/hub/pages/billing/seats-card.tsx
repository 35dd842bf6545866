import type { Schemas } from '@ledgerdesk/client';
import { useRef, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
import { Facts } from './facts.js';
import { seatCountIn } from './seat-count.js';
import { useTeamZone } from './use-team-zone.js';

type Seats = Schemas['AddOns']['seats'];
type SeatQuote = Schemas['SeatQuote'];

/** What a change of seats costs, and its confirmation. */
const SeatQuoteView = ({ quote, onDone }: { readonly quote: SeatQuote; readonly onDone: () => void }) => {
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
      <Facts
        rows={[
          [t.toPay, <strong key="amount">{formats.money(quote.amount)}</strong>],
          [t.seatsTitle, formats.number(quote.to)],
          [t.effective, <BillingDay key="from" at={quote.effectiveAt} zone={zone} />],
          [t.renewal, formats.money(quote.renewalAmount)],
        ]}
      />
      <p className={styles['muted']}>{t.validUntil(formats.withZone(quote.expiresAt))}</p>
      <CommandButton weight="primary" isSending={confirm.isSending} onClick={() => void change()}>
        {quote.amount.minor === 0 ? t.confirmFree : t.confirm}
      </CommandButton>
      {confirm.error && <ProblemNotice error={confirm.error} />}
    </>
  );
};

/** The seats of a team: how many, what is scheduled, and a change of them with its price. */
export const SeatsCard = ({ seats }: { readonly seats: Seats }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const [wanted, setWanted] = useState('');
  const [quote, setQuote] = useState<SeatQuote>();
  const path = { teamId: seats.teamId };
  const ask = useCommand(
    (body: { readonly seats: number }, options) =>
      client.post('/v1/teams/{teamId}/seat-changes/quotes', { path, body, ...options }),
    [],
  );
  const withdraw = useCommand(
    (_: undefined, options) => client.delete('/v1/teams/{teamId}/seat-changes/scheduled', { path, ...options }),
    ['billing', 'self'],
  );
  const scheduled = seats.scheduledBilling;
  const isReduction = scheduled !== null && scheduled.seats !== seats.seats;
  const count = seatCountIn(wanted);
  const asked = useRef(wanted);
  const show = async (): Promise<void> => {
    if (count === undefined) return;
    const answer = await ask.send({ seats: count });
    // The answer to an earlier number is none to this one.
    if (asked.current === wanted) setQuote(answer?.data);
  };
  const change = (text: string): void => {
    asked.current = text;
    setWanted(text);
    setQuote(undefined);
  };
  const error = ask.error ?? withdraw.error;
  return (
    <Card title={t.seatsTitle}>
      <Facts
        rows={[
          [t.seatsNow, formats.number(seats.seats)],
          [
            t.downgradesTo,
            isReduction
              ? t.seatsScheduled(
                  formats.number(scheduled.seats),
                  formats.dateIn(scheduled.effectiveAt, scheduled.timeZone),
                )
              : undefined,
          ],
        ]}
      />
      {isReduction && seats.allowed && (
        <div className={styles['actions']}>
          <CommandButton isSending={withdraw.isSending} onClick={() => void withdraw.send(undefined)}>
            {t.withdrawSeats}
          </CommandButton>
        </div>
      )}
      {seats.allowed ? (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void show();
          }}
        >
          <TextField
            label={t.seatsWanted}
            hint={t.seatsHint}
            inputMode="numeric"
            value={wanted}
            error={ask.fieldErrors['seats']}
            onChange={({ target }) => change(target.value)}
          />
          <CommandButton type="submit" disabled={count === undefined} isSending={ask.isSending}>
            {t.quoteSeats}
          </CommandButton>
          {quote && <SeatQuoteView quote={quote} onDone={() => change('')} />}
        </form>
      ) : (
        <p className={styles['muted']}>{seats.refused?.detail}</p>
      )}
      {error && <ProblemNotice error={error} />}
    </Card>
  );
};
