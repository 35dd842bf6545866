import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { recorded } from '../recorded.js';
import type { GroupId } from './group-state.js';
import type { Message } from './member.js';

export const confirmationMessage = ({ source, name }: GroupId): ReadResp =>
  new persistent.ReadResp().setSubscriptionConfirmation(new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`));

export const eventMessage = ({ event, retries }: Message): ReadResp => new persistent.ReadResp().setEvent(new persistent.ReadResp.ReadEvent()
  .setEvent(recorded(new persistent.ReadResp.ReadEvent.RecordedEvent(), event)).setCommitPosition(event.position).setRetryCount(retries));
