import { useNavigate } from '@tanstack/react-router';
import { Lock, Reply } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { classes } from '../../../design/classes.js';
import { type Draft, useDraft } from '../../../drafts/drafts.js';
import { useTexts } from '../../../texts/language-context.js';
import type { ComposerCommand } from '../../../tickets/command-list.js';
import { Composer, type ComposedMessage } from '../../../tickets/composer.js';
import { useContinueDraft } from '../../../tickets/use-continue-draft.js';
import { useDestination } from '../../../tickets/outgoing-messages.js';
import { isBegun, KeptDraft } from '../../../tickets/kept-draft.js';
import { KeptUploads } from '../../../tickets/use-uploads.js';
import type { Answering } from './answering.js';
import styles from './desk-composer.module.css';
import { composerTexts } from './composer.texts.js';
import { commandsFor, type TicketAction, typedCommand } from './ticket-actions.js';
import { isStale, useNote } from './ticket-commands.js';
import type { DeskTicket } from './desk-ticket.js';
import { ticketTexts } from './ticket.texts.js';
import { UnseenNotice } from './unseen-notice.js';
import { queueSearchOf } from '../queue/queue-search.js';

/** An answer, which the requester sees, or a note, which only the desk sees. */
export type Kind = 'answer' | 'note';

interface DeskComposerProps {
  readonly ticket: DeskTicket;
  readonly answering: Answering;
  readonly kind: Kind;
  readonly onKind: (kind: Kind) => void;
  /** Actions that can be typed, such as `/claim`. */
  readonly offered: readonly TicketAction[];
  readonly onAction: (action: TicketAction) => void;
  readonly onWrite: () => void;
  readonly textRef: RefObject<HTMLTextAreaElement | null>;
}

const KindChoice = ({
  kind,
  drafts,
  onKind,
}: {
  readonly kind: Kind;
  readonly drafts: Readonly<Record<Kind, Draft>>;
  readonly onKind: (kind: Kind) => void;
}) => {
  const t = useTexts(composerTexts);
  const button = (one: Kind) => {
    const Icon = one === 'answer' ? Reply : Lock;
    return (
      <button
        type="button"
        aria-pressed={kind === one}
        className={classes(styles['kind'], one === 'note' && styles['noteKind'])}
        onClick={() => onKind(one)}
      >
        <Icon size={14} aria-hidden />
        {t[one]}
        {kind !== one && drafts[one].text !== '' && <span className={styles['waits']}>{t.draftWaits}</span>}
      </button>
    );
  };
  return (
    <div role="group" aria-label={t.kinds} className={styles['kinds']}>
      {button('answer')}
      {button('note')}
    </div>
  );
};

/** A draft on a ticket that takes no answers: it is kept, and can go on in the ticket that goes on. */
const KeptAnswer = ({ ticket, answering }: { readonly ticket: DeskTicket; readonly answering: Answering }) => {
  const t = useTexts(composerTexts);
  const navigate = useNavigate();
  const continueDraft = useContinueDraft();
  const { ticketId, mergedInto, status } = ticket;
  const { draft, uploads } = answering;
  const goOn = (target: string): void => {
    continueDraft(`answer.${ticketId}`, `answer.${target}`);
    void navigate({ to: '/desk/$ticketId', params: { ticketId: target }, search: queueSearchOf });
  };
  const isMoved = mergedInto !== null && isBegun(draft, uploads.answer);
  return (
    <KeptDraft
      hint={isMoved ? t.merged : status === 'solved' ? t.solved : t.finished}
      draft={draft}
      uploads={uploads.answer}
      goOn={mergedInto === null ? undefined : { label: t.moveDraft, onGoOn: () => goOn(mergedInto) }}
    />
  );
};

/** The commands that a text names, to choose from. */
const useCommands = ({
  offered,
  onAction,
}: Pick<DeskComposerProps, 'offered' | 'onAction'>): ((text: string) => readonly ComposerCommand[]) => {
  const t = useTexts(ticketTexts);
  return (text) => {
    const typed = typedCommand(text);
    return typed === undefined
      ? []
      : commandsFor(typed, offered).map((action) => ({
          id: action,
          name: `/${action}`,
          hint: t.actions[action],
          run: () => onAction(action),
        }));
  };
};

const AnswerComposer = ({ props }: { readonly props: DeskComposerProps }) => {
  const { ticket, answering, onWrite, textRef } = props;
  const { unseen, command, uploads } = answering;
  const t = useTexts(composerTexts);
  const [hasTried, setTried] = useState(false);
  const destination = useDestination(ticket.ticketId, 'public');
  const commands = useCommands(props);
  const name = ticket.requester.name ?? ticket.requester.id;
  const send = async (message: ComposedMessage, solves: boolean): Promise<boolean> => {
    setTried(unseen.message !== undefined);
    return answering.send(message, solves);
  };
  return (
    <KeptUploads value={uploads.answer}>
      <UnseenNotice unseen={unseen} hasTried={hasTried} />
      <Composer
        draftName={`answer.${ticket.ticketId}`}
        destination={destination}
        label={t.answerLabel(name)}
        placeholder={t.answerPlaceholder}
        audience={t.answerAudience(name)}
        sendLabel={t.sendAnswer}
        second={{ label: t.sendAndSolve, onSend: (message) => send(message, true) }}
        commands={commands}
        textRef={textRef}
        onWrite={onWrite}
        onSend={(message) => send(message, false)}
        isSending={command.isSending}
        error={isStale(command.error) && unseen.message ? null : command.error}
        bodyError={command.fieldErrors['body']}
      />
    </KeptUploads>
  );
};

const NoteComposer = ({ props }: { readonly props: DeskComposerProps }) => {
  const { ticket, answering, onWrite, textRef } = props;
  const t = useTexts(composerTexts);
  const note = useNote(ticket);
  const destination = useDestination(ticket.ticketId, 'desk');
  const commands = useCommands(props);
  return (
    <KeptUploads value={answering.uploads.note}>
      <Composer
        draftName={`note.${ticket.ticketId}`}
        destination={destination}
        tone="note"
        label={t.noteLabel}
        placeholder={t.notePlaceholder}
        audience={t.noteAudience}
        sendLabel={t.addNote}
        commands={commands}
        textRef={textRef}
        onWrite={onWrite}
        onSend={async (message) => (await note.send(message)) !== undefined}
        isSending={note.isSending}
        error={note.error}
        bodyError={note.fieldErrors['body']}
      />
    </KeptUploads>
  );
};

/**
 * Writes an answer or an internal note. Each has a draft of its own, so that to switch never sends the other, and
 * looks like what it is.
 */
export const DeskComposer = (props: DeskComposerProps) => {
  const { ticket, kind, onKind } = props;
  const answer = props.answering.draft;
  const note = useDraft(`note.${ticket.ticketId}`);
  const takesAnswers = ticket.status === 'open' || ticket.status === 'on-hold';
  return (
    <div className={styles['composer']}>
      <KindChoice kind={kind} drafts={{ answer, note }} onKind={onKind} />
      {kind === 'note' && <NoteComposer key="note" props={props} />}
      {kind === 'answer' && takesAnswers && <AnswerComposer key="answer" props={props} />}
      {kind === 'answer' && !takesAnswers && <KeptAnswer ticket={ticket} answering={props.answering} />}
    </div>
  );
};
