import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useNames } from '../../api/names.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
import { Facts } from './facts.js';
import { useTeamZone } from './use-team-zone.js';

type Item = Schemas['AddOns']['items'][number];
type Edition = Schemas['Quote']['edition'];

const TONES: Readonly<Record<NonNullable<Item['addOn']>['state'], Tone>> = {
  active: 'ok',
  'removal-scheduled': 'warn',
  ended: 'neutral',
};

/** What the add-on is, and when it is charged next. */
const AddOnFacts = ({ item }: { readonly item: Item }) => {
  const t = useTexts(billingTexts);
  const formats = useFormats();
  const zone = useTeamZone();
  const { addOn, upcoming } = item;
  if (!addOn) return <p className={styles['muted']}>{t.none}</p>;
  const isEnding = addOn.removalEffectiveAt !== null;
  return (
    <Facts
      rows={[
        [t.edition, t.editions[addOn.edition]],
        [t.seatsTitle, formats.number(addOn.seats)],
        [
          isEnding ? t.ends : t.renews,
          <BillingDay key="at" at={addOn.removalEffectiveAt ?? addOn.renewsAt} zone={zone} />,
        ],
        [t.downgradesTo, addOn.scheduledEdition === null ? undefined : t.editions[addOn.scheduledEdition]],
        [t.next, upcoming === null ? undefined : formats.money(upcoming.amount)],
      ]}
    />
  );
};

/** An add-on of a product, with Add, Remove, upgrade and downgrade by its state and the reader's right. */
export const AddOnCard = ({
  item,
  teamId,
  onQuote,
  onRemove,
}: {
  readonly item: Item;
  readonly teamId: string;
  readonly onQuote: (edition: Edition | undefined) => void;
  readonly onRemove: () => void;
}) => {
  const t = useTexts(billingTexts);
  const names = useNames();
  const { team } = useSelf();
  const { product, addOn, action, allowed, refused } = item;
  const path = { teamId, product };
  const keep = useCommand(
    (_: undefined, options) => client.delete('/v1/teams/{teamId}/add-ons/{product}/removal', { path, ...options }),
    ['billing', 'self'],
  );
  const keepEdition = useCommand(
    (_: undefined, options) =>
      client.delete('/v1/teams/{teamId}/add-ons/{product}/edition-change', { path, ...options }),
    ['billing', 'self'],
  );
  const sells = (edition: Edition): boolean => team?.purchases.editions.includes(edition) ?? false;
  const isActive = addOn?.state === 'active';
  const error = keep.error ?? keepEdition.error;
  return (
    <Card
      title={names.product(product)}
      actions={addOn && <Badge tone={TONES[addOn.state]}>{t.states[addOn.state]}</Badge>}
    >
      <AddOnFacts item={item} />
      <div className={styles['actions']}>
        {action === 'add' && (
          <CommandButton weight="primary" disabled={!allowed} onClick={() => onQuote(undefined)}>
            {t.add}
          </CommandButton>
        )}
        {action === 'remove' && (
          <CommandButton weight="danger" disabled={!allowed} onClick={onRemove}>
            {t.remove}
          </CommandButton>
        )}
        {action === 'keep' && (
          <CommandButton disabled={!allowed} isSending={keep.isSending} onClick={() => void keep.send(undefined)}>
            {t.withdraw}
          </CommandButton>
        )}
        {isActive && addOn.edition === 'essentials' && sells('enhanced') && (
          <CommandButton disabled={!allowed} onClick={() => onQuote('enhanced')}>
            {t.upgrade}
          </CommandButton>
        )}
        {isActive && addOn.edition === 'enhanced' && addOn.scheduledEdition === null && sells('essentials') && (
          <CommandButton disabled={!allowed} onClick={() => onQuote('essentials')}>
            {t.downgrade}
          </CommandButton>
        )}
        {isActive && addOn.scheduledEdition !== null && (
          <CommandButton
            disabled={!allowed}
            isSending={keepEdition.isSending}
            onClick={() => void keepEdition.send(undefined)}
          >
            {t.withdrawDowngrade}
          </CommandButton>
        )}
      </div>
      {refused && (
        <p className={styles['muted']}>
          {[refused.detail, refused.rule === null ? undefined : t.rule(refused.rule)].filter(Boolean).join(' · ')}
        </p>
      )}
      {error && <ProblemNotice error={error} />}
    </Card>
  );
};
