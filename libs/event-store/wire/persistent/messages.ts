import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { START, type StoredEvent } from '../../port.js';
import type { Resolved } from '../links.js';
import { recorded } from '../recorded.js';
import type { GroupId } from './group-state.js';

export const confirmationMessage = ({ source, name }: GroupId): ReadResp =>
  new persistent.ReadResp().setSubscriptionConfirmation(new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`));

const recordOf = (event: StoredEvent): ReadResp.ReadEvent.RecordedEvent => recorded(new persistent.ReadResp.ReadEvent.RecordedEvent(), event);

/** An event, or a link with what it leads to, which may be gone. */
export const eventMessage = ({ event, link }: Resolved, retries: number): ReadResp => {
  const message = new persistent.ReadResp.ReadEvent();
  if (event) message.setEvent(recordOf(event));
  if (link) message.setLink(recordOf(link));
  return new persistent.ReadResp().setEvent(message.setCommitPosition((link ?? event)?.position ?? START).setRetryCount(retries));
};
