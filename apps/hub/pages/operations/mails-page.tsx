import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { resource, useResource } from '../../api/resource.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Filters } from '../../design/filters.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { Side, SideBySide } from '../../design/side-by-side.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { deliveriesTexts } from './deliveries.texts.js';
import { MessageDelivery, MessageStateBadge, MessageStateField, messageStateOf } from './message-parts.js';

type Mail = ItemOf<'/v1/mails'>;

const route = getRouteApi('/mails');
const idOf = ({ mailId }: Mail): string => mailId;
const nameOf = ({ teamId, memberId }: Mail): string => `${teamId}.${memberId}`;

const mailResource = (mailId: string) =>
  resource(['deliveries', 'mail', mailId], (options) =>
    client.get('/v1/mails/{mailId}', { path: { mailId }, ...options }),
  );

const useColumns = (): readonly Column<Mail>[] => {
  const t = useTexts(deliveriesTexts);
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'occasion', name: t.occasion, width: '112px', render: ({ occasion }) => t.occasions[occasion] },
      { id: 'recipient', name: t.recipient, onCard: 'title', render: nameOf },
      { id: 'created', name: t.created, width: '208px', render: ({ createdAt }) => <TimeText at={createdAt} /> },
      {
        id: 'attempts',
        name: t.attempts,
        width: '88px',
        align: 'end',
        onCard: 'hidden',
        render: ({ attempts }) => formats.number(attempts),
      },
      { id: 'error', name: t.lastError, width: 'minmax(0, 2fr)', render: ({ lastError }) => lastError },
      {
        id: 'state',
        name: t.state,
        width: '128px',
        onCard: 'side',
        render: ({ state }) => <MessageStateBadge state={state} />,
      },
    ],
    [t, formats],
  );
};

const MailDetails = ({ mailId }: { readonly mailId: string }) => {
  const t = useTexts(deliveriesTexts);
  const mail = useResource(mailResource(mailId));
  const retry = useCommand(
    (_: null, options) => client.post('/v1/mails/{mailId}/retry', { path: { mailId }, ...options }),
    ['deliveries'],
  );
  return (
    <Loaded of={mail} lines={3}>
      {(data) => (
        <>
          <FactList>
            <Fact name={t.occasion}>{t.occasions[data.occasion]}</Fact>
            <Fact name={t.recipient}>{[nameOf(data), data.address].filter(Boolean).join(' · ')}</Fact>
            <Fact name={t.openEvent}>
              <code>{`${data.stream} ${data.revision}`}</code>
            </Fact>
          </FactList>
          <MessageDelivery message={data} retry={retry} />
        </>
      )}
    </Loaded>
  );
};

/** Mails to members: which were sent, which wait, and why some failed. */
export const MailsPage = () => {
  const t = useTexts(deliveriesTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const state = messageStateOf(search.state);
  const mails = usePages(['deliveries', 'mails', state], (cursor, options) =>
    client.get('/v1/mails', { query: { state, cursor }, ...options }),
  );
  const show = (change: Partial<typeof search>): void =>
    void navigate({ to: '/mails', search: { ...search, ...change } });
  const mailId = search.mail;
  return (
    <Page title={t.mails} isWide>
      <Filters label={t.filters}>
        <MessageStateField value={state} onChange={(value) => show({ state: value, mail: undefined })} />
      </Filters>
      <SideBySide isOpen={mailId !== undefined}>
        <DataTable
          label={t.mails}
          columns={columns}
          rows={mails}
          idOf={idOf}
          nameOf={nameOf}
          openId={mailId}
          onOpen={(mail) => show({ mail: mail.mailId })}
          empty={<EmptyState title={t.emptyMails} hint={t.emptyHint} />}
        />
        {mailId !== undefined && (
          <Side key={mailId} title={t.mails} onClose={() => show({ mail: undefined })}>
            <MailDetails mailId={mailId} />
          </Side>
        )}
      </SideBySide>
    </Page>
  );
};
