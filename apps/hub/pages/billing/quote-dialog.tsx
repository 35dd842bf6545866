import type { Schemas } from '@ledgerdesk/client';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { SelectField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { LoadingPage } from '../../design/loading-page.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
import { Computation } from './computation.js';
import { useTeamZone } from './use-team-zone.js';

type Quote = Schemas['Quote'];
type Edition = Quote['edition'];

/** What a quote says. */
const QuoteFacts = ({ quote }: { readonly quote: Quote }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const zone = useTeamZone();
  return (
    <>
      <p>
        {t.toPay}
        <br />
        <strong className={styles['price']}>{formats.money(quote.amount)}</strong>
      </p>
      {quote.amount.minor > 0 && (
        <p className={styles['muted']}>
          <Computation of={quote} />
        </p>
      )}
      <FactList>
        <Fact name={t.effective}>
          <BillingDay at={quote.effectiveAt} zone={zone} />
        </Fact>
        <Fact name={t.renews}>
          <BillingDay at={quote.periodEndsAt} zone={zone} />
        </Fact>
        <Fact name={t.renewal}>{formats.money(quote.renewalAmount)}</Fact>
        {quote.agreedBy !== null && <Fact name={t.agreedBy}>{quote.agreedBy}</Fact>}
      </FactList>
      <p className={styles['muted']}>{t.validUntil(formats.withZone(quote.expiresAt))}</p>
    </>
  );
};

/** A quote for each edition that is chosen, and its confirmation. */
const useQuote = (teamId: string, product: string, edition: Edition) => {
  const [quote, setQuote] = useState<Quote>();
  const ask = useCommand(
    (body: { readonly product: string; readonly edition: Edition }, options) =>
      client.post('/v1/teams/{teamId}/add-ons/quotes', { path: { teamId }, body, ...options }),
    [],
  );
  const confirm = useCommand(
    (body: { readonly quoteId: string }, options) =>
      client.post('/v1/teams/{teamId}/add-ons', { path: { teamId }, body, ...options }),
    ['billing', 'self', 'inquiries'],
  );
  const begin = useEffectEvent((body: { readonly product: string; readonly edition: Edition }) => {
    setQuote(undefined);
    ask.clear();
    confirm.clear();
    return ask.send(body);
  });
  useEffect(() => {
    let isCurrent = true;
    void begin({ product, edition }).then((answer) => isCurrent && setQuote(answer?.data));
    return () => {
      isCurrent = false;
    };
  }, [product, edition]);
  return { quote, confirm, error: ask.error ?? confirm.error };
};

/** Quotes an add-on, or another edition of it, and confirms the quote. */
export const QuoteDialog = ({
  teamId,
  product,
  name,
  edition: given,
  onClose,
}: {
  readonly teamId: string;
  readonly product: string;
  readonly name: string;
  /** Undefined: the reader chooses one of those that are sold to members. */
  readonly edition: Edition | undefined;
  readonly onClose: () => void;
}) => {
  const t = useTexts(billingTexts);
  const editions = useSelf().team?.purchases.editions ?? [];
  const [edition, setEdition] = useState<Edition>(given ?? editions[0] ?? 'essentials');
  const { quote, confirm, error } = useQuote(teamId, product, edition);
  const buy = async (): Promise<void> => {
    if (quote && (await confirm.send({ quoteId: quote.quoteId }))) onClose();
  };
  return (
    <FormDialog
      title={given === undefined ? t.quoteTitle(name) : t.changeTitle(name, t.editions[given])}
      submit={quote?.amount.minor === 0 ? t.confirmFree : t.confirm}
      isReady={quote !== undefined}
      isOpen
      command={{ isSending: confirm.isSending, error }}
      onSubmit={() => void buy()}
      onClose={onClose}
    >
      {given === undefined && editions.length > 1 && (
        <SelectField
          label={t.edition}
          value={edition}
          onChange={({ target }) => setEdition((before) => editions.find((one) => one === target.value) ?? before)}
        >
          {editions.map((one) => (
            <option key={one} value={one}>
              {t.editions[one]}
            </option>
          ))}
        </SelectField>
      )}
      {quote && <QuoteFacts quote={quote} />}
      {!quote && !error && <LoadingPage lines={4} />}
    </FormDialog>
  );
};
