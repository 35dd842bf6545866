import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { resource, useResource } from '../../api/resource.js';
import type { Column } from '../../design/data-table/column.js';
import { Fact } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { deliveriesTexts } from './deliveries.texts.js';
import { MessageDelivery, messageStateOf, useMessageColumns } from './message-parts.js';
import { MessagesPage } from './messages-page.js';

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
  return useMessageColumns(
    useMemo<readonly Column<Mail>[]>(
      () => [
        { id: 'recipient', name: t.recipient, onCard: 'title', render: nameOf },
        { id: 'occasion', name: t.occasion, width: '128px', render: ({ occasion }) => t.occasions[occasion] },
      ],
      [t],
    ),
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
        <MessageDelivery message={data} retry={retry}>
          <Fact name={t.occasion}>{t.occasions[data.occasion]}</Fact>
          <Fact name={t.recipient}>
            <Link to="/teams/$teamId" params={{ teamId: data.teamId }} search={{ member: data.memberId }}>
              {nameOf(data)}
            </Link>
            {data.address !== null && ` · ${data.address}`}
          </Fact>
          <Fact name={t.openEvent}>
            <code>{`${data.stream} · ${data.revision}`}</code>
          </Fact>
        </MessageDelivery>
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
  return (
    <MessagesPage
      title={t.mails}
      columns={columns}
      rows={mails}
      idOf={idOf}
      nameOf={nameOf}
      openId={search.mail}
      state={state}
      empty={t.emptyMails}
      details={(mailId) => <MailDetails mailId={mailId} />}
      onChange={({ openId, ...change }) => void navigate({ to: '/mails', search: { ...change, mail: openId } })}
    />
  );
};
