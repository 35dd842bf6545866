import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { oneOf } from '../../app/search-values.js';
import { Badge } from '../../design/badge.js';
import { ChoiceField } from '../../design/choice-field.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { TextAreaField } from '../../design/field.js';
import { Filters } from '../../design/filters.js';
import { FormDialog } from '../../design/form-dialog.js';
import { ListWithSide } from '../../design/list-with-side.js';
import { Page } from '../../design/page.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { SaleDialog } from './sale-dialog.js';
import { salesTexts } from './sales.texts.js';

type Inquiry = ItemOf<'/v1/add-on-inquiries'>;

const route = getRouteApi('/inquiries');
const STATES = ['open', 'completed', 'closed'] as const;
const idOf = ({ inquiryId }: Inquiry): string => inquiryId;
const nameOf = ({ team }: Inquiry): string => team.name ?? team.id;
const toneOf = { open: 'accent', completed: 'ok', closed: 'neutral' } as const;

const useColumns = (): readonly Column<Inquiry>[] => {
  const t = useTexts(salesTexts);
  const names = useClassificationNames();
  return useMemo(
    () => [
      { id: 'team', name: t.team, onCard: 'title', render: nameOf },
      { id: 'product', name: t.product, width: '120px', render: ({ product }) => names.product(product) },
      { id: 'from', name: t.from, render: ({ member }) => member.name ?? member.id },
      { id: 'received', name: t.received, width: '224px', render: ({ receivedAt }) => <TimeText at={receivedAt} /> },
      {
        id: 'state',
        name: t.state,
        width: '176px',
        onCard: 'side',
        render: ({ state }) => <Badge tone={toneOf[state]}>{t.states[state]}</Badge>,
      },
    ],
    [t, names],
  );
};

/** Closes an inquiry without a sale, with a reason that the member sees. */
const CloseDialog = ({ inquiry, onClose }: { readonly inquiry: Inquiry; readonly onClose: () => void }) => {
  const t = useTexts(salesTexts);
  const [reason, setReason] = useState('');
  const { teamId, inquiryId } = inquiry;
  const command = useCommand(
    (body: { reason: string }, options) =>
      client.post('/v1/teams/{teamId}/add-on-inquiries/{inquiryId}/closure', {
        path: { teamId, inquiryId },
        body,
        ...options,
      }),
    ['inquiries'],
  );
  const close = async (): Promise<void> => {
    if (await command.send({ reason })) onClose();
  };
  return (
    <FormDialog
      title={t.closeTitle}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.close}
      isDanger
      onSubmit={() => void close()}
    >
      <TextAreaField
        label={t.closeReason}
        required
        autoFocus
        maxLength={1024}
        error={command.fieldErrors['reason']}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
};

/** One inquiry, and what sales can do with it. */
const InquiryDetails = ({ inquiry }: { readonly inquiry: Inquiry }) => {
  const t = useTexts(salesTexts);
  const names = useClassificationNames();
  const [dialog, setDialog] = useState<'sale' | 'close'>();
  const { teamId, inquiryId, product, state, team, member, message, receivedAt, endedAt, reason } = inquiry;
  return (
    <>
      <FactList>
        <Fact name={t.team}>
          <Link to="/teams/$teamId" params={{ teamId }}>
            {team.name ?? team.id}
          </Link>
        </Fact>
        <Fact name={t.product}>{names.product(product)}</Fact>
        <Fact name={t.from}>{member.name ?? member.id}</Fact>
        <Fact name={t.received}>
          <TimeText at={receivedAt} />
        </Fact>
        <Fact name={t.state}>
          <Badge tone={toneOf[state]}>{t.states[state]}</Badge>
        </Fact>
        {endedAt !== null && (
          <Fact name={t.ended}>
            <TimeText at={endedAt} />
          </Fact>
        )}
        {reason !== null && <Fact name={t.reason}>{reason}</Fact>}
        <Fact name={t.message}>{message ?? t.erased}</Fact>
      </FactList>
      {state === 'open' && (
        <p>
          <CommandButton weight="primary" onClick={() => setDialog('sale')}>
            {t.quote}
          </CommandButton>{' '}
          <CommandButton onClick={() => setDialog('close')}>{t.close}</CommandButton>
        </p>
      )}
      {dialog === 'sale' && (
        <SaleDialog teamId={teamId} product={product} inquiryId={inquiryId} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'close' && <CloseDialog inquiry={inquiry} onClose={() => setDialog(undefined)} />}
    </>
  );
};

/** What members have asked sales for (P3). */
export const InquiriesPage = () => {
  const t = useTexts(salesTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const names = useClassificationNames();
  const state = oneOf(STATES, search.state) ?? 'open';
  const { team, inquiry: inquiryId } = search;
  const inquiries = usePages(['inquiries', { state, team }], (cursor, options) =>
    client.get('/v1/add-on-inquiries', { query: { state, team, cursor }, ...options }),
  );
  const show = (change: Partial<typeof search>): void =>
    void navigate({ to: '/inquiries', search: { ...search, ...change }, replace: change.inquiry === undefined });
  const selected = inquiries.items?.find((one) => one.inquiryId === inquiryId);
  return (
    <Page title={t.title} isWide>
      <Filters label={t.filters}>
        <ChoiceField
          label={t.state}
          values={STATES}
          value={state}
          labelOf={(one) => t.states[one]}
          onChange={(value) => show({ state: value, inquiry: undefined })}
        />
        <DeferredTextField
          label={t.team}
          hint={t.teamHint}
          value={team}
          onChange={(value) => show({ team: value, inquiry: undefined })}
        />
      </Filters>
      <ListWithSide
        label={t.title}
        columns={columns}
        rows={inquiries}
        idOf={idOf}
        nameOf={nameOf}
        openId={selected?.inquiryId}
        open={
          selected && {
            title: joined([nameOf(selected), names.product(selected.product)]),
            children: <InquiryDetails key={selected.inquiryId} inquiry={selected} />,
          }
        }
        onOpenId={(inquiry) => show({ inquiry })}
        empty={
          <EmptyState title={t.empty} hint={state === 'open' && team === undefined ? t.emptyHint : t.emptyFiltered} />
        }
      />
    </Page>
  );
};
