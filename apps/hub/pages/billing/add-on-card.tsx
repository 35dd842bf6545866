import type { Schemas } from '@ledgerdesk/client';
import type { ComponentProps } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useNames } from '../../api/names.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './billing.module.css';
import { BillingDay } from './billing-day.js';
import { billingTexts } from './billing.texts.js';
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
    <FactList>
      <Fact name={t.edition}>{t.editions[addOn.edition]}</Fact>
      <Fact name={t.seatsTitle}>{formats.number(addOn.seats)}</Fact>
      <Fact name={isEnding ? t.ends : t.renews}>
        <BillingDay at={addOn.removalEffectiveAt ?? addOn.renewsAt} zone={zone} />
      </Fact>
      {addOn.scheduledEdition !== null && <Fact name={t.downgradesTo}>{t.editions[addOn.scheduledEdition]}</Fact>}
      {upcoming !== null && <Fact name={t.next}>{formats.money(upcoming.amount)}</Fact>}
    </FactList>
  );
};

/** What the reader can do with an add-on, by its state and their right. */
const AddOnActions = ({
  item: { product, addOn, action },
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
  const { team } = useSelf();
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
  const isActive = addOn?.state === 'active';
  const changesTo = (edition: Edition): boolean =>
    isActive &&
    addOn.edition !== edition &&
    addOn.scheduledEdition === null &&
    (team?.purchases.editions.includes(edition) ?? false);
  const error = keep.error ?? keepEdition.error;
  const button = (
    text: string,
    onClick: () => void,
    more: Omit<ComponentProps<typeof CommandButton>, 'children'> = {},
  ) => (
    <CommandButton onClick={onClick} {...more}>
      {text}
    </CommandButton>
  );
  return (
    <>
      <div className={styles['actions']}>
        {action === 'add' && button(t.add, () => onQuote(undefined), { weight: 'primary' })}
        {changesTo('enhanced') && button(t.upgrade, () => onQuote('enhanced'))}
        {changesTo('essentials') && button(t.downgrade, () => onQuote('essentials'))}
        {isActive &&
          addOn.scheduledEdition !== null &&
          button(t.withdrawDowngrade, () => void keepEdition.send(undefined), { isSending: keepEdition.isSending })}
        {action === 'remove' && button(t.remove, onRemove, { weight: 'danger' })}
        {action === 'keep' && button(t.withdraw, () => void keep.send(undefined), { isSending: keep.isSending })}
      </div>
      {error && <ProblemNotice error={error} />}
    </>
  );
};

/** An add-on of a product, with Add, Remove, upgrade and downgrade by its state and the reader's right. */
export const AddOnCard = ({
  isExplained,
  ...props
}: ComponentProps<typeof AddOnActions> & {
  /** The page says already why the reader cannot change it. */
  readonly isExplained: boolean;
}) => {
  const t = useTexts(billingTexts);
  const names = useNames();
  const { product, addOn, allowed, refused } = props.item;
  return (
    <Card
      title={names.product(product)}
      actions={addOn && <Badge tone={TONES[addOn.state]}>{t.states[addOn.state]}</Badge>}
    >
      <AddOnFacts item={props.item} />
      {allowed && <AddOnActions {...props} />}
      {refused && !isExplained && <p className={styles['muted']}>{refused.detail}</p>}
    </Card>
  );
};
