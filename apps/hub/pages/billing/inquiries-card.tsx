import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useNames } from '../../api/names.js';
import { usePages } from '../../api/pages-of.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { SelectField, TextAreaField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useRequiredFields } from '../../design/required-fields.js';
import { useDraft } from '../../drafts/drafts.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import styles from './billing.module.css';
import { billingTexts } from './billing.texts.js';

type Inquiry = Schemas['InquiryPage']['items'][number];

const TONES: Readonly<Record<Inquiry['state'], Tone>> = { open: 'accent', completed: 'ok', closed: 'neutral' };

/** The form in which a member asks sales about an add-on (P3). */
const InquiryForm = ({ teamId }: { readonly teamId: string }) => {
  const t = useTexts(billingTexts);
  const products = useSelf().team?.products ?? [];
  const [product, setProduct] = useState(products[0]?.id ?? '');
  const draft = useDraft('inquiry');
  const inquire = useCommand(
    (body: { readonly product: string; readonly message: string }, options) =>
      client.post('/v1/teams/{teamId}/add-on-inquiries', { path: { teamId }, body, ...options }),
    ['inquiries'],
  );
  const { errors, form, check } = useRequiredFields({ message: draft.text }, inquire.fieldErrors);
  const send = async (): Promise<void> => {
    if (!check() || inquire.isSending) return;
    if (await inquire.send({ product, message: draft.text })) draft.clear();
  };
  return (
    <form
      ref={form}
      noValidate
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {products.length > 1 && (
        <SelectField label={t.product} value={product} onChange={({ target }) => setProduct(target.value)}>
          {products.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div className={styles['wide']}>
        <TextAreaField
          label={t.message}
          hint={t.messageHint}
          value={draft.text}
          error={errors['message']}
          onChange={({ target }) => draft.change(target.value)}
        />
      </div>
      <CommandButton type="submit" isSending={inquire.isSending}>
        {t.send}
      </CommandButton>
      {inquire.error && <ProblemNotice error={inquire.error} shown={['message']} />}
    </form>
  );
};

/** The reader's inquiries to sales with their outcome, and the form for another one. */
export const InquiriesCard = ({ teamId }: { readonly teamId: string }) => {
  const t = useTexts(billingTexts);
  const names = useNames();
  const inquiries = usePages(['inquiries', teamId], (cursor, options) =>
    client.get('/v1/teams/{teamId}/add-on-inquiries', {
      path: { teamId },
      query: cursor === undefined ? {} : { cursor },
      ...options,
    }),
  );
  return (
    <Card title={t.inquiry}>
      <p className={styles['muted']}>{t.inquiryHint}</p>
      <InquiryForm teamId={teamId} />
      <h3>{t.inquiries}</h3>
      {inquiries.error && <ProblemNotice error={inquiries.error} onRetry={inquiries.reload} />}
      {inquiries.items?.length === 0 && <p className={styles['muted']}>{t.noInquiries}</p>}
      <ul className={styles['list']}>
        {inquiries.items?.map((inquiry) => (
          <li key={inquiry.inquiryId} className={styles['item']}>
            <span>
              <Badge tone={TONES[inquiry.state]}>{t.inquiryStates[inquiry.state]}</Badge>{' '}
              {names.product(inquiry.product)} · <TimeText at={inquiry.receivedAt} />
            </span>
            <span>{inquiry.erased ? t.erased : inquiry.message}</span>
            {inquiry.reason !== null && <span className={styles['muted']}>{inquiry.reason}</span>}
          </li>
        ))}
      </ul>
      {inquiries.hasMore && <Button onClick={inquiries.loadMore}>{t.more}</Button>}
    </Card>
  );
};
