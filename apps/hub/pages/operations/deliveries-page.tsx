import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { usePages } from '../../api/pages-of.js';
import { resource, useResource } from '../../api/resource.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Filters } from '../../design/filters.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { Side, SideBySide } from '../../design/side-by-side.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { deliveriesTexts } from './deliveries.texts.js';
import { MessageDelivery, MessageStateBadge, MessageStateField, messageStateOf } from './message-parts.js';

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
  return useMemo(
    () => [
      { id: 'event', name: t.event, onCard: 'title', render: nameOf },
      { id: 'kind', name: t.kind, width: '112px', render: ({ kind }) => t.kinds[kind] },
      { id: 'webhook', name: t.webhook, render: ({ webhookId }) => <code>{webhookId}</code> },
      { id: 'created', name: t.created, width: '208px', render: ({ createdAt }) => <TimeText at={createdAt} /> },
      { id: 'error', name: t.lastError, width: 'minmax(0, 2fr)', render: ({ lastError }) => lastError },
      {
        id: 'state',
        name: t.state,
        width: '128px',
        onCard: 'side',
        render: ({ state }) => <MessageStateBadge state={state} />,
      },
    ],
    [t],
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
        <>
          <FactList>
            <Fact name={t.kind}>{t.kinds[data.kind]}</Fact>
            <Fact name={t.webhook}>
              <code>{data.webhookId}</code>
            </Fact>
            <Fact name={t.event}>
              <code>{data.eventId}</code>
            </Fact>
            {data.lastAnswer?.body !== undefined && data.lastAnswer.body !== null && (
              <Fact name={t.answer}>
                <code>{data.lastAnswer.body}</code>
              </Fact>
            )}
          </FactList>
          <MessageDelivery message={data} retry={retry} />
        </>
      )}
    </Loaded>
  );
};

/** Deliveries of all webhooks: which were sent, which wait, and why some failed. */
export const DeliveriesPage = () => {
  const t = useTexts(deliveriesTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const state = messageStateOf(search.state);
  const { webhook, delivery: deliveryId } = search;
  const deliveries = usePages(['deliveries', 'webhooks', state, webhook], (cursor, options) =>
    client.get('/v1/webhook-deliveries', { query: { state, webhook, cursor }, ...options }),
  );
  const show = (change: Partial<typeof search>): void =>
    void navigate({ to: '/deliveries', search: { ...search, ...change } });
  return (
    <Page title={t.deliveries} isWide>
      <Filters label={t.filters}>
        <MessageStateField value={state} onChange={(value) => show({ state: value, delivery: undefined })} />
        <DeferredTextField
          label={t.webhook}
          placeholder={t.webhookHint}
          value={webhook}
          onChange={(value) => show({ webhook: value, delivery: undefined })}
        />
      </Filters>
      <SideBySide isOpen={deliveryId !== undefined}>
        <DataTable
          label={t.deliveries}
          columns={columns}
          rows={deliveries}
          idOf={idOf}
          nameOf={nameOf}
          openId={deliveryId}
          onOpen={(delivery) => show({ delivery: delivery.deliveryId })}
          empty={<EmptyState title={t.emptyDeliveries} hint={t.emptyHint} />}
        />
        {deliveryId !== undefined && (
          <Side key={deliveryId} title={t.deliveries} onClose={() => show({ delivery: undefined })}>
            <DeliveryDetails deliveryId={deliveryId} />
          </Side>
        )}
      </SideBySide>
    </Page>
  );
};
