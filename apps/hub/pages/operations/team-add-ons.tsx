import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Loaded } from '../../design/loaded.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { BillingDay } from '../billing/billing-day.js';
import { salesTexts } from './sales.texts.js';
import { SaleDialog } from './sale-dialog.js';

type AddOn = Schemas['AddOns']['items'][number];

/** Add-ons of a team, as sales and operators see them. */
const addOnsResource = (teamId: string) =>
  resource(['billing', 'add-ons', teamId], (options) =>
    client.get('/v1/teams/{teamId}/add-ons', { path: { teamId }, ...options }),
  );

/** The add-ons of a team, which sales can sell and change. */
export const TeamAddOns = ({ teamId, timeZone }: { readonly teamId: string; readonly timeZone: string }) => {
  const t = useTexts(salesTexts);
  const self = useSelf();
  const addOns = useResource(addOnsResource(teamId));
  const [product, setProduct] = useState<string>();
  const maySell = self.may.sales.allowed;
  const columns: readonly PlainColumn<AddOn>[] = [
    { id: 'product', name: t.product, render: (row) => row.product },
    {
      id: 'edition',
      name: t.edition,
      render: ({ addOn }) => (addOn && addOn.state !== 'ended' ? t.editions[addOn.edition] : t.none),
    },
    {
      id: 'state',
      name: t.state,
      render: ({ addOn }) =>
        addOn && <Badge tone={addOn.state === 'active' ? 'ok' : 'neutral'}>{t.addOnStates[addOn.state]}</Badge>,
    },
    {
      id: 'renews',
      name: t.renews,
      render: ({ addOn }) => addOn && <BillingDay at={addOn.renewsAt} zone={timeZone} />,
    },
    {
      id: 'sell',
      name: t.action,
      align: 'end',
      render: (row) => maySell && <CommandButton onClick={() => setProduct(row.product)}>{t.sell}</CommandButton>,
    },
  ];
  return (
    <Card title={t.addOns}>
      <Loaded of={addOns} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t.addOns}
            columns={maySell ? columns : columns.slice(0, -1)}
            rows={items}
            idOf={(row) => row.product}
          />
        )}
      </Loaded>
      {product !== undefined && <SaleDialog teamId={teamId} product={product} onClose={() => setProduct(undefined)} />}
    </Card>
  );
};
