import type { Schemas } from '@ledgerdesk/client';
import { useRef, useState } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { ChoiceField } from '../../design/choice-field.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { minorOf, stepOf } from './agreed-price.js';
import { salesTexts } from './sales.texts.js';
import { teamResource } from './team-resources.js';

type Quote = Schemas['Quote'];
type Edition = Quote['edition'];

const EDITIONS: readonly Edition[] = ['essentials', 'enhanced'];

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

/** What sells: the command for a quote, that for its confirmation, and the quote between them. */
const useSale = (teamId: string, onSold: () => void) => {
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
  const choice = useRef(0);
  const getQuote = async (wanted: Parameters<typeof quoting.send>[0]): Promise<void> => {
    const asked = choice.current;
    const answer = await quoting.send(wanted);
    // An answer to an earlier choice does not apply to this one.
    if (asked === choice.current) setQuote(answer?.data);
    else quoting.clear();
  };
  const confirm = async (inquiryId: string | undefined): Promise<void> => {
    if (!quote) return;
    const { quoteId } = quote;
    if (await confirming.send({ quoteId, ...(inquiryId === undefined ? {} : { inquiryId }) })) onSold();
  };
  /** What was quoted is about what was chosen then. */
  const drop = (): void => {
    choice.current += 1;
    setQuote(undefined);
    quoting.clear();
    confirming.clear();
  };
  return { quote, quoting, confirming, getQuote, confirm, drop };
};

/** Sells an add-on, or another edition, to a team: first a quote, then its confirmation. */
export const SaleDialog = ({
  teamId,
  product,
  initialEdition = 'essentials',
  inquiryId,
  onSold,
  onClose,
}: {
  readonly teamId: string;
  readonly product: string;
  readonly initialEdition?: Edition;
  /** The inquiry that the sale completes (P3). */
  readonly inquiryId?: string;
  readonly onSold?: () => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(salesTexts);
  const names = useClassificationNames();
  const team = useResource(teamResource(teamId));
  const [edition, setEdition] = useState<Edition>(initialEdition);
  const [price, setPrice] = useState('');
  const { quote, quoting, confirming, getQuote, confirm, drop } = useSale(teamId, () => {
    onSold?.();
    onClose();
  });
  const isNamed = !names.areLoading && !team.isAwaited;
  const currency = team.data?.billing.currency;
  const agreed = price === '' || currency === undefined ? {} : { agreedUnitPrice: minorOf(price, currency) };
  return (
    <FormDialog
      title={isNamed ? t.saleTitle(names.product(product), team.data?.name ?? teamId) : t.quote}
      isOpen
      onClose={onClose}
      command={quote ? confirming : quoting}
      submit={quote ? t.confirm : t.getQuote}
      onSubmit={() => void (quote ? confirm(inquiryId) : getQuote({ product, edition, ...agreed }))}
    >
      <ChoiceField
        label={t.edition}
        values={EDITIONS}
        value={edition}
        labelOf={(one) => t.editions[one]}
        error={quoting.fieldErrors['edition']}
        onChange={(value) => {
          setEdition(value ?? 'essentials');
          drop();
        }}
      />
      {currency !== undefined && (
        <TextField
          label={t.agreedPrice(currency)}
          hint={t.agreedPriceHint(currency)}
          type="number"
          min={0}
          step={stepOf(currency)}
          error={quoting.fieldErrors['agreedUnitPrice']}
          value={price}
          onChange={({ target }) => {
            setPrice(target.value);
            drop();
          }}
        />
      )}
      {quote && <QuoteFacts quote={quote} />}
    </FormDialog>
  );
};
