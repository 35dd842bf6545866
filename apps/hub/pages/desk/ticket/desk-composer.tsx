import { useNavigate } from '@tanstack/react-router';
import { Lock, Reply } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button } from '../../../design/button.js';
import { classes } from '../../../design/classes.js';
import { type Draft, useDraft } from '../../../drafts/drafts.js';
import { useSelf } from '../../../session/self.js';
import { useTexts } from '../../../texts/language-context.js';
import type { ComposerCommand } from '../../../tickets/command-list.js';
import { Composer, type ComposedMessage } from '../../../tickets/composer.js';
import type { ThreadMessage } from '../../../tickets/message-thread.js';
import styles from './desk-composer.module.css';
import { composerTexts } from './composer.texts.js';
import { commandsFor, type TicketAction, typedCommand } from './ticket-actions.js';
import { isStale, useAnswer, useNote } from './ticket-commands.js';
import type { DeskTicket } from './ticket-dialogs.js';
import { ticketTexts } from './ticket.texts.js';
import { useUnseenMessage } from './unseen-message.js';
import { queueSearchOf } from '../queue/queue-search.js';

/** An answer, which the requester sees, or a note, which only the desk sees. */
export type Kind = 'answer' | 'note';

interface DeskComposerProps {
  readonly ticket: DeskTicket;
  readonly etag: string | null;
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
const KeptDraft = ({ ticket, draft }: { readonly ticket: DeskTicket; readonly draft: Draft }) => {
  const t = useTexts(composerTexts);
  const navigate = useNavigate();
  const { mergedInto, status } = ticket;
  const target = useDraft(`answer.${mergedInto ?? ticket.ticketId}`);
  const move = (ticketId: string): void => {
    target.change([target.text, draft.text].filter((text) => text !== '').join('\n\n'));
    draft.clear();
    void navigate({ to: '/desk/$ticketId', params: { ticketId }, search: queueSearchOf });
  };
  return (
    <div className={styles['kept']}>
      <p role="status">
        {mergedInto !== null && draft.text !== '' ? t.merged : status === 'solved' ? t.solved : t.finished}
      </p>
      {draft.text !== '' && <blockquote className={styles['keptText']}>{draft.text}</blockquote>}
      {mergedInto !== null && draft.text !== '' && <Button onClick={() => move(mergedInto)}>{t.moveDraft}</Button>}
    </div>
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

const AnswerComposer = ({
  props,
  newest,
  draft,
}: {
  readonly props: DeskComposerProps;
  readonly newest: ThreadMessage | undefined;
  readonly draft: Draft;
}) => {
  const { ticket, etag, onWrite, textRef } = props;
  const t = useTexts(composerTexts);
  const { id } = useSelf();
  const answer = useAnswer(ticket.ticketId, { etag, newestAt: newest?.at });
  const unseen = useUnseenMessage(newest, draft.text !== '', id);
  const [hasTried, setTried] = useState(false);
  const commands = useCommands(props);
  const name = ticket.requester.name ?? ticket.requester.id;
  const send = async (message: ComposedMessage, solves: boolean): Promise<boolean> => {
    setTried(unseen.message !== undefined);
    if (unseen.message) return false;
    return (await answer.send({ message, solves })) !== undefined;
  };
  const authorName = unseen.message?.author.name ?? unseen.message?.author.id ?? '';
  return (
    <>
      {unseen.message && (
        <div role="status" className={classes(styles['unseen'], hasTried && styles['tried'])}>
          <p>
            <strong>{t.newMessage(authorName)}</strong> {hasTried && t.sendFirst}
          </p>
          <Button onClick={unseen.read}>{t.read}</Button>
        </div>
      )}
      <Composer
        draftName={`answer.${ticket.ticketId}`}
        label={t.answerLabel(name)}
        placeholder={t.answerPlaceholder}
        audience={t.answerAudience(name)}
        sendLabel={t.sendAnswer}
        second={{ label: t.sendAndSolve, onSend: (message) => send(message, true) }}
        commands={commands}
        textRef={textRef}
        onWrite={onWrite}
        onSend={(message) => send(message, false)}
        isSending={answer.isSending}
        error={isStale(answer.error) && unseen.message ? null : answer.error}
        bodyError={answer.fieldErrors['body']}
      />
    </>
  );
};

const NoteComposer = ({ props }: { readonly props: DeskComposerProps }) => {
  const { ticket, onWrite, textRef } = props;
  const t = useTexts(composerTexts);
  const note = useNote(ticket.ticketId);
  return (
    <Composer
      draftName={`note.${ticket.ticketId}`}
      tone="note"
      label={t.noteLabel}
      placeholder={t.notePlaceholder}
      audience={t.noteAudience}
      sendLabel={t.addNote}
      commands={useCommands(props)}
      textRef={textRef}
      onWrite={onWrite}
      onSend={async (message) => (await note.send(message)) !== undefined}
      isSending={note.isSending}
      error={note.error}
      bodyError={note.fieldErrors['body']}
    />
  );
};

/**
 * Writes an answer or an internal note. Each has a draft of its own, so that to switch never sends the other, and
 * looks like what it is.
 */
export const DeskComposer = (props: DeskComposerProps & { readonly newest: ThreadMessage | undefined }) => {
  const { ticket, kind, onKind, newest } = props;
  const answer = useDraft(`answer.${ticket.ticketId}`);
  const note = useDraft(`note.${ticket.ticketId}`);
  const takesAnswers = ticket.status === 'open' || ticket.status === 'on-hold';
  return (
    <div className={styles['composer']}>
      <KindChoice kind={kind} drafts={{ answer, note }} onKind={onKind} />
      {kind === 'note' && <NoteComposer key="note" props={props} />}
      {kind === 'answer' && takesAnswers && (
        <AnswerComposer key="answer" props={props} newest={newest} draft={answer} />
      )}
      {kind === 'answer' && !takesAnswers && <KeptDraft ticket={ticket} draft={answer} />}
    </div>
  );
};
