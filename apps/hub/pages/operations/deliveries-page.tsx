import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { resource, useResource } from '../../api/resource.js';
import type { Column } from '../../design/data-table/column.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { Fact } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { deliveriesTexts } from './deliveries.texts.js';
import { MessageDelivery, messageStateOf, useMessageColumns } from './message-parts.js';
import { MessagesPage } from './messages-page.js';

type Delivery = ItemOf<'/v1/webhook-deliveries'>;

const route = getRouteApi('/deliveries');
const idOf = ({ deliveryId }: Delivery): string => deliveryId;
const nameOf = ({ type, eventId }: Delivery): string => type ?? eventId;

const deliveryResource = (deliveryId: string) =>
  resource(['deliveries', 'webhook', deliveryId], (options) =>
    client.get('/v1/webhook-deliveries/{deliveryId}', { path: { deliveryId }, ...options }),
  );

const useColumns = (): readonly Column<Delivery>[] => {
  const t = useTexts(deliveriesTexts);
  return useMessageColumns(
    useMemo<readonly Column<Delivery>[]>(
      () => [
        { id: 'event', name: t.event, onCard: 'title', render: nameOf },
        { id: 'kind', name: t.kind, width: '112px', render: ({ kind }) => t.kinds[kind] },
        { id: 'webhook', name: t.webhook, render: ({ webhookId }) => <code>{webhookId}</code> },
      ],
      [t],
    ),
  );
};

const DeliveryDetails = ({ deliveryId }: { readonly deliveryId: string }) => {
  const t = useTexts(deliveriesTexts);
  const delivery = useResource(deliveryResource(deliveryId));
  const retry = useCommand(
    (_: null, options) =>
      client.post('/v1/webhook-deliveries/{deliveryId}/retry', { path: { deliveryId }, ...options }),
    ['deliveries'],
  );
  return (
    <Loaded of={delivery} lines={3}>
      {(data) => (
        <MessageDelivery message={data} retry={retry}>
          <Fact name={t.kind}>{t.kinds[data.kind]}</Fact>
          <Fact name={t.webhook}>
            <code>{data.webhookId}</code>
          </Fact>
          <Fact name={t.eventId}>
            <code>{data.eventId}</code>
          </Fact>
          {data.lastAnswer?.body !== undefined && data.lastAnswer.body !== null && (
            <Fact name={t.answer}>
              <code>{data.lastAnswer.body}</code>
            </Fact>
          )}
        </MessageDelivery>
      )}
    </Loaded>
  );
};

/** Deliveries of all webhooks: which were sent, which wait, and why some failed. */
export const DeliveriesPage = () => {
  const t = useTexts(deliveriesTexts);
  const { webhook, delivery, ...search } = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const state = messageStateOf(search.state);
  const deliveries = usePages(['deliveries', 'webhooks', state, webhook], (cursor, options) =>
    client.get('/v1/webhook-deliveries', { query: { state, webhook, cursor }, ...options }),
  );
  const show = (change: Partial<ReturnType<typeof route.useSearch>>): void =>
    void navigate({ to: '/deliveries', search: { state, webhook, ...change } });
  return (
    <MessagesPage
      title={t.deliveries}
      columns={columns}
      rows={deliveries}
      idOf={idOf}
      nameOf={nameOf}
      openId={delivery}
      state={state}
      empty={t.emptyDeliveries}
      filters={
        <DeferredTextField
          label={t.webhook}
          hint={t.webhookHint}
          value={webhook}
          onChange={(value) => show({ webhook: value })}
        />
      }
      details={(deliveryId) => <DeliveryDetails deliveryId={deliveryId} />}
      onChange={({ openId, ...change }) => show({ ...change, delivery: openId })}
    />
  );
};
