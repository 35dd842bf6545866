import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Loaded } from '../../design/loaded.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { BillingDay } from '../billing/billing-day.js';
import { salesTexts } from './sales.texts.js';
import { SaleDialog } from './sale-dialog.js';
import { addOnsResource } from './team-resources.js';

type AddOn = Schemas['AddOns']['items'][number];

/** Returns true for an add-on whose other edition can be sold. */
const isEssentials = ({ addOn }: AddOn): boolean =>
  addOn !== null && addOn.state !== 'ended' && addOn.edition === 'essentials';

/** When and to what an add-on changes, if that is scheduled (P11, P14). */
const Scheduled = ({ addOn, zone }: Pick<AddOn, 'addOn'> & { readonly zone: string }) => {
  const t = useTexts(salesTexts);
  if (!addOn) return null;
  const { removalEffectiveAt, scheduledEdition, renewsAt } = addOn;
  if (removalEffectiveAt !== null)
    return (
      <>
        {t.ends} <BillingDay at={removalEffectiveAt} zone={zone} />
      </>
    );
  if (scheduledEdition === null) return null;
  return (
    <>
      {t.editions[scheduledEdition]} · <BillingDay at={renewsAt} zone={zone} />
    </>
  );
};

/** Sells an add-on, and withdraws a change of it that is scheduled (P12, P14). */
const AddOnActions = ({
  teamId,
  row: { product, addOn },
  onSell,
}: {
  readonly teamId: string;
  readonly row: AddOn;
  readonly onSell: () => void;
}) => {
  const t = useTexts(salesTexts);
  const path = { teamId, product };
  const isRemoved = addOn?.state === 'removal-scheduled';
  const withdraw = useCommand(
    (_: undefined, options) =>
      isRemoved
        ? client.delete('/v1/teams/{teamId}/add-ons/{product}/removal', { path, ...options })
        : client.delete('/v1/teams/{teamId}/add-ons/{product}/edition-change', { path, ...options }),
    ['billing', 'directory'],
  );
  const isScheduled = isRemoved || (addOn?.state === 'active' && addOn.scheduledEdition !== null);
  return (
    <>
      {isScheduled && (
        <CommandButton isSending={withdraw.isSending} onClick={() => void withdraw.send(undefined)}>
          {t.withdraw}
        </CommandButton>
      )}{' '}
      <CommandButton onClick={onSell}>{t.sell}</CommandButton>
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
    </>
  );
};

/** The add-ons of a team, which sales can sell and change. */
export const TeamAddOns = ({ teamId, timeZone }: { readonly teamId: string; readonly timeZone: string }) => {
  const t = useTexts(salesTexts);
  const self = useSelf();
  const addOns = useResource(addOnsResource(teamId));
  const names = useClassificationNames();
  const [selling, setSelling] = useState<AddOn>();
  const [sold, setSold] = useState<string>();
  const maySell = self.may.sales.allowed;
  const columns: readonly PlainColumn<AddOn>[] = [
    { id: 'product', name: t.product, render: (row) => names.product(row.product) },
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
      id: 'scheduled',
      name: t.scheduled,
      render: ({ addOn }) => addOn && addOn.state !== 'ended' && <Scheduled addOn={addOn} zone={timeZone} />,
    },
    {
      id: 'sell',
      name: t.action,
      align: 'end',
      render: (row) => maySell && <AddOnActions teamId={teamId} row={row} onSell={() => setSelling(row)} />,
    },
  ];
  return (
    <Card title={t.addOns}>
      <Loaded of={addOns} lines={2}>
        {({ items }) => (
          <PlainTable
            stacks
            label={t.addOns}
            columns={maySell ? columns : columns.slice(0, -1)}
            rows={items}
            idOf={(row) => row.product}
          />
        )}
      </Loaded>
      <p role="status" hidden={sold === undefined}>
        {sold !== undefined && t.sold(names.product(sold))}
      </p>
      {selling && (
        <SaleDialog
          teamId={teamId}
          product={selling.product}
          initialEdition={isEssentials(selling) ? 'enhanced' : 'essentials'}
          onSold={() => setSold(selling.product)}
          onClose={() => setSelling(undefined)}
        />
      )}
    </Card>
  );
};
