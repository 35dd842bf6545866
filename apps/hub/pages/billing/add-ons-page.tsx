import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { useMoment } from '../../app/moment.js';
import { useNames } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { AddOnCard } from './add-on-card.js';
import styles from './billing.module.css';
import { billingTexts } from './billing.texts.js';
import { InquiriesCard } from './inquiries-card.js';
import { QuoteDialog } from './quote-dialog.js';
import { RemovalDialog } from './removal-dialog.js';
import { addOnsOf } from './resources.js';
import { SeatsCard } from './seats-card.js';

type Edition = Schemas['Quote']['edition'];

/** What the reader is about to confirm. */
type Open =
  | { readonly kind: 'quote'; readonly product: string; readonly edition: Edition | undefined }
  | { readonly kind: 'removal'; readonly product: string };

/** Why the reader can change none of the add-ons; undefined if some, or for different reasons. */
const commonRefusal = ({ items, seats }: Schemas['AddOns']): string | undefined => {
  const reasons = new Set([...items.map(({ refused }) => refused?.detail), seats.refused?.detail]);
  return reasons.size === 1 ? [...reasons][0] : undefined;
};

/** Add-ons of a team with what may be done with each. */
const TeamAddOns = ({ teamId }: { readonly teamId: string }) => {
  const { asOf, isPast } = useMoment();
  const names = useNames();
  const addOns = useResource(addOnsOf(teamId, asOf));
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const isExplained = (data: Schemas['AddOns']): boolean => isPast || commonRefusal(data) !== undefined;
  return (
    <Loaded of={addOns}>
      {(data) => (
        <>
          {!isPast && isExplained(data) && <p className={styles['notice']}>{commonRefusal(data)}</p>}
          <div className={styles['grid']}>
            {data.items.map((item) => (
              <AddOnCard
                key={item.product}
                item={item}
                teamId={teamId}
                isExplained={isExplained(data)}
                onQuote={(edition) => setOpen({ kind: 'quote', product: item.product, edition })}
                onRemove={() => setOpen({ kind: 'removal', product: item.product })}
              />
            ))}
            <SeatsCard seats={data.seats} isExplained={isExplained(data)} />
          </div>
          {open?.kind === 'quote' && (
            <QuoteDialog
              teamId={teamId}
              product={open.product}
              name={names.product(open.product)}
              edition={open.edition}
              onClose={close}
            />
          )}
          {open?.kind === 'removal' && (
            <RemovalDialog teamId={teamId} product={open.product} name={names.product(open.product)} onClose={close} />
          )}
        </>
      )}
    </Loaded>
  );
};

/** Add-ons and seats for those who may see them, and inquiries to sales for every member. */
export const AddOnsPage = () => {
  const t = useTexts(billingTexts);
  const { team, may } = useSelf();
  if (!team) return null;
  return (
    <Page title={t.title} isInOrder>
      {may.billing.allowed ? <TeamAddOns teamId={team.id} /> : <p>{t.notForYou}</p>}
      {may.inquiries.allowed && <InquiriesCard teamId={team.id} />}
    </Page>
  );
};
