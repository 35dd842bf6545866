import styles from './message-text.module.css';
import { textPartsOf } from './text-parts.js';

/** The text of a message as it was written: its lines, its direction, and its links. */
export const MessageText = ({ text }: { readonly text: string }) => (
  <p className={styles['text']} dir="auto">
    {textPartsOf(text).map((part, index) =>
      part.isLink ? (
        <a key={index} href={part.text} target="_blank" rel="noreferrer noopener">
          {part.text}
        </a>
      ) : (
        part.text
      ),
    )}
  </p>
);
