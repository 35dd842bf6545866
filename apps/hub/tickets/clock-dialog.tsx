import { useResource } from '../api/resource.js';
import { Loaded } from '../design/loaded.js';
import { useSelf } from '../session/self.js';
import { ClockPicture } from './clock-picture.js';
import { ticketClocks } from './ticket-resources.js';

/** Loads the response clocks of a ticket and explains them, in pictures and words. */
const TicketClock = ({
  ticketId,
  isAnswered,
}: {
  readonly ticketId: string;
  /** Answered in time, maybe before a clock was needed. */
  readonly isAnswered: boolean;
}) => {
  const clocks = useResource(ticketClocks(ticketId, useSelf()));
  return (
    <Loaded of={clocks} lines={3}>
      {(data) => <ClockPicture clocks={data} isAnswered={isAnswered} />}
    </Loaded>
  );
};

export default TicketClock;
