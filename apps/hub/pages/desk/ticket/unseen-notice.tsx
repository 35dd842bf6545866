import { Button } from '../../../design/button.js';
import { classes } from '../../../design/classes.js';
import { useTexts } from '../../../texts/language-context.js';
import { MessageText } from '../../../tickets/message-text.js';
import styles from './desk-composer.module.css';
import { composerTexts } from './composer.texts.js';
import type { Unseen } from './unseen-message.js';

/** Says that somebody has written in the meantime. Nothing is sent before the agent has read it. */
export const UnseenNotice = ({
  unseen,
  hasTried,
  showsText = false,
}: {
  readonly unseen: Unseen;
  /** The agent has tried to send all the same. */
  readonly hasTried: boolean;
  /** With the message itself, where the thread is out of sight. */
  readonly showsText?: boolean;
}) => {
  const t = useTexts(composerTexts);
  const { message, read } = unseen;
  if (!message) return null;
  return (
    <div role="status" className={classes(styles['unseen'], hasTried && styles['tried'])}>
      <p>
        <strong>{t.newMessage(message.author.name ?? message.author.id)}</strong> {hasTried && t.sendFirst}
      </p>
      {showsText && message.body !== null && <MessageText text={message.body} />}
      <Button onClick={read}>{t.read}</Button>
    </div>
  );
};
