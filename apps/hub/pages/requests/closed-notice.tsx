import type { Schemas } from '@ledgerdesk/client';
import { Link, useNavigate } from '@tanstack/react-router';
import buttonStyles from '../../design/button.module.css';
import { classes } from '../../design/classes.js';
import { EmptyState } from '../../design/empty-state.js';
import { useDraft } from '../../drafts/drafts.js';
import { useTexts } from '../../texts/language-context.js';
import { useContinueDraft } from '../../tickets/use-continue-draft.js';
import { isBegun, KeptDraft } from '../../tickets/kept-draft.js';
import { useUploads } from '../../tickets/use-uploads.js';
import { behindField } from './form-values.js';
import { ticketPageTexts } from './ticket-page.texts.js';

type Ticket = Schemas['TicketWithMessages'];

/** A reply that was not sent in time: it can go on in the other ticket, or in a follow-up. */
const KeptReply = ({ ticket: { ticketId, mergedInto } }: { readonly ticket: Ticket }) => {
  const t = useTexts(ticketPageTexts);
  const navigate = useNavigate();
  const continueDraft = useContinueDraft();
  const name = `reply.${ticketId}`;
  const [draft, uploads] = [useDraft(name), useUploads(name)];
  if (!isBegun(draft, uploads)) return null;
  const goOn = (): void => {
    if (mergedInto === null) {
      continueDraft(name, `request.${ticketId}`, behindField('body'));
      void navigate({ to: '/contact', search: { channel: 'request', followUpOf: ticketId } });
    } else {
      continueDraft(name, `reply.${mergedInto}`);
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: mergedInto } });
    }
  };
  const label = mergedInto === null ? t.draftToFollowUp : t.draftToMerged;
  return <KeptDraft hint={t.draftKept} draft={draft} uploads={uploads} goOn={{ label, onGoOn: goOn }} />;
};

/** Notice on a ticket that takes no replies: where it continues, and the reply that was being written. */
export const ClosedNotice = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = useTexts(ticketPageTexts);
  const { ticketId, status, mergedInto } = ticket;
  const look = classes(buttonStyles['button'], buttonStyles['primary']);
  const title = t.closedTitle[status === 'closed' ? 'closed' : 'solved'];
  return (
    <>
      <KeptReply ticket={ticket} />
      <EmptyState title={title} hint={mergedInto === null ? t.closedHint : t.mergedHint}>
        {mergedInto === null ? (
          <Link to="/contact" search={{ channel: 'request', followUpOf: ticketId }} className={look}>
            {t.followUp}
          </Link>
        ) : (
          <Link to="/tickets/$ticketId" params={{ ticketId: mergedInto }} className={look}>
            {t.openMerged}
          </Link>
        )}
      </EmptyState>
    </>
  );
};
