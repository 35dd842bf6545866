import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { SelectField, TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { salesTexts } from './sales.texts.js';

type Quote = Schemas['Quote'];
type Edition = Quote['edition'];

/** What a quote says (P8–P10, P14). */
const QuoteFacts = ({ quote }: { readonly quote: Quote }) => {
  const t = useTexts(salesTexts);
  const formats = useFormats();
  const { money } = formats;
  return (
    <FactList>
      <Fact name={t.change}>{[t.changes[quote.change], t.editions[quote.edition]].join(' · ')}</Fact>
      <Fact name={t.amount}>
        <strong>{money(quote.amount)}</strong>
      </Fact>
      <Fact name={t.unitPrice}>{money(quote.unitPrice)}</Fact>
      <Fact name={t.seats}>{formats.number(quote.seats)}</Fact>
      <Fact name={t.days}>{t.daysOf(formats.number(quote.remainingDays), formats.number(quote.periodDays))}</Fact>
      <Fact name={t.effective}>
        <TimeText at={quote.effectiveAt} />
      </Fact>
      <Fact name={t.renewal}>{money(quote.renewalAmount)}</Fact>
      <Fact name={t.expires}>
        <TimeText at={quote.expiresAt} />
      </Fact>
    </FactList>
  );
};

/** Sells an add-on, or another edition, to a team: first a quote, then its confirmation. */
export const SaleDialog = ({
  teamId,
  product,
  inquiryId,
  onSold,
  onClose,
}: {
  readonly teamId: string;
  readonly product: string;
  /** The inquiry that the sale completes (P3). */
  readonly inquiryId?: string;
  readonly onSold?: () => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(salesTexts);
  const [edition, setEdition] = useState<Edition>('essentials');
  const [price, setPrice] = useState('');
  const [quote, setQuote] = useState<Quote>();
  const path = { teamId };
  const quoting = useCommand(
    (body: { product: string; edition: Edition; agreedUnitPrice?: number }, options) =>
      client.post('/v1/teams/{teamId}/add-ons/quotes', { path, body, ...options }),
    [],
  );
  const confirming = useCommand(
    (body: { quoteId: string; inquiryId?: string }, options) =>
      client.post('/v1/teams/{teamId}/add-ons', { path, body, ...options }),
    ['billing', 'inquiries', 'directory'],
  );
  const getQuote = async (): Promise<void> => {
    const agreed = price === '' ? {} : { agreedUnitPrice: Number(price) };
    const answer = await quoting.send({ product, edition, ...agreed });
    if (answer) setQuote(answer.data);
  };
  const confirm = async ({ quoteId }: Quote): Promise<void> => {
    if (!(await confirming.send({ quoteId, ...(inquiryId === undefined ? {} : { inquiryId }) }))) return;
    onSold?.();
    onClose();
  };
  return (
    <FormDialog
      title={t.saleTitle(product, teamId)}
      isOpen
      onClose={onClose}
      command={quote ? confirming : quoting}
      submit={quote ? t.confirm : t.getQuote}
      onSubmit={() => void (quote ? confirm(quote) : getQuote())}
    >
      <SelectField
        label={t.edition}
        value={edition}
        error={quoting.fieldErrors['edition']}
        onChange={({ target }) => {
          setEdition(target.value === 'enhanced' ? 'enhanced' : 'essentials');
          setQuote(undefined);
        }}
      >
        <option value="essentials">{t.editions.essentials}</option>
        <option value="enhanced">{t.editions.enhanced}</option>
      </SelectField>
      <TextField
        label={t.agreedPrice}
        hint={t.agreedPriceHint}
        type="number"
        min={1}
        error={quoting.fieldErrors['agreedUnitPrice']}
        value={price}
        onChange={({ target }) => {
          setPrice(target.value);
          setQuote(undefined);
        }}
      />
      {quote && <QuoteFacts quote={quote} />}
    </FormDialog>
  );
};
