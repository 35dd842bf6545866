import type { IPersistentSubscriptionsServer } from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type {
  CreateReq,
  DeleteReq,
  GetInfoReq,
  ListReq,
  ListResp,
  ReplayParkedReq,
  UpdateReq,
} from '@eventstore/db-client/generated/persistent_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Authenticate, endWithError, unary } from '../protocol/calls.js';
import type { OpenCalls } from '../protocol/open-calls.js';
import { streamNameOf } from '../protocol/request-fields.js';
import { groupNotFound } from './group-errors.js';
import { parseGroupDefinition, parseGroupId } from './group-requests.js';
import { ALL_STREAMS } from './group-state.js';
import type { Groups } from './groups.js';
import type { LinkContext } from './message-sender.js';
import { read } from './read.js';
import type { ReadCall } from './read-call.js';
import { subscriptionInfo } from './subscription-info.js';

const parseReplayLimit = (options: ReplayParkedReq.Options | undefined): number =>
  options?.hasStopAt() ? Number(options.getStopAt()) : Infinity;

/** Lists the groups of a source or, without one, all groups. A source without groups is not found. */
const list = async (log: ReadableLog, groups: Groups, options: ListReq.Options | undefined): Promise<ListResp> => {
  const sourceOptions = options?.getListForStream();
  const source = sourceOptions && (sourceOptions.getAll() ? ALL_STREAMS : streamNameOf(sourceOptions.getStream()));
  const listed = groups.list().filter(({ definition }) => source === undefined || definition.source === source);
  if (source !== undefined && listed.length === 0) throw groupNotFound({ source, name: '' });
  const infos = await Promise.all(listed.map((group) => subscriptionInfo(log, group)));
  return new persistent.ListResp().setSubscriptionsList(infos);
};

/** `event_store.client.persistent_subscriptions.PersistentSubscriptions`. */
export const persistentSubscriptionsService = (
  context: LinkContext,
  groups: Groups,
  authenticate: Authenticate,
  calls: OpenCalls,
): IPersistentSubscriptionsServer => {
  const { log } = context;
  return {
    create: unary(calls, authenticate, 'write', async (request: CreateReq) => {
      groups.create(await parseGroupDefinition(log, request.getOptions()));
      return new persistent.CreateResp();
    }),
    update: unary(calls, authenticate, 'write', async (request: UpdateReq) => {
      groups.update(await parseGroupDefinition(log, request.getOptions()));
      return new persistent.UpdateResp();
    }),
    delete: unary(calls, authenticate, 'write', async (request: DeleteReq) => {
      groups.remove(parseGroupId(request.getOptions()));
      return new persistent.DeleteResp();
    }),
    read: (call: ReadCall) => {
      try {
        authenticate(call.metadata, 'read');
        read(context, groups, call);
      } catch (error) {
        endWithError(call, error);
      }
    },
    getInfo: unary(calls, authenticate, 'read', async (request: GetInfoReq) => {
      const info = await subscriptionInfo(log, groups.get(parseGroupId(request.getOptions())));
      return new persistent.GetInfoResp().setSubscriptionInfo(info);
    }),
    replayParked: unary(calls, authenticate, 'write', async (request: ReplayParkedReq) => {
      groups.get(parseGroupId(request.getOptions())).replay(parseReplayLimit(request.getOptions()));
      return new persistent.ReplayParkedResp();
    }),
    list: unary(calls, authenticate, 'read', async (request: ListReq) => list(log, groups, request.getOptions())),
    /** Succeeds without effect: groups have no subsystem to restart. */
    restartSubsystem: unary(calls, authenticate, 'write', async () => new shared.Empty()),
  };
};
