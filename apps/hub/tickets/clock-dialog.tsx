import { useResource } from '../api/resource.js';
import { Dialog } from '../design/dialog.js';
import { Loaded } from '../design/loaded.js';
import { useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { ClockPicture } from './clock-picture.js';
import { dueBadgeTexts } from './due-badge.texts.js';
import { ticketClocks } from './ticket-resources.js';

/** Loads the response clocks of a ticket and explains them, in pictures and words. */
const ClockDialog = ({
  ticketId,
  isAnswered,
  onClose,
}: {
  readonly ticketId: string;
  /** Answered in time, maybe before a clock was needed. */
  readonly isAnswered: boolean;
  readonly onClose: () => void;
}) => {
  const t = useTexts(dueBadgeTexts);
  const clocks = useResource(ticketClocks(ticketId, useSelf()));
  return (
    <Dialog title={t.explained} isOpen onClose={onClose}>
      <Loaded of={clocks} lines={3}>
        {(data) => <ClockPicture clocks={data} isAnswered={isAnswered} />}
      </Loaded>
    </Dialog>
  );
};

export default ClockDialog;
