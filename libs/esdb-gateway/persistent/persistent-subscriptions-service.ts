import type { handleUnaryCall, Metadata } from '@grpc/grpc-js';
import type { IPersistentSubscriptionsServer } from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ListReq, ListResp, ReplayParkedReq } from '@eventstore/db-client/generated/persistent_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadableLog } from '../../event-store/port.js';
import { asFault } from '../protocol/rpc-error.js';
import { streamNameOf } from '../protocol/request-fields.js';
import { noSuchGroup } from './group-errors.js';
import { ALL_STREAMS } from './group-state.js';
import type { Groups } from './groups.js';
import { infoOf } from './subscription-info.js';
import { read } from './read.js';
import { fail, type ReadCall } from '../server/calls.js';
import { definitionIn, idIn } from './group-requests.js';
import type { LinkContext } from './message-sender.js';

/** At most so many events, as the caller wants; all of them otherwise. */
const limitIn = (options: ReplayParkedReq.Options | undefined): number =>
  options?.hasStopAt() ? Number(options.getStopAt()) : Infinity;

/** The groups of a source, which must have some, or all groups. */
const list = async (log: ReadableLog, groups: Groups, options: ListReq.Options | undefined): Promise<ListResp> => {
  const of = options?.getListForStream();
  const source = of && (of.getAll() ? ALL_STREAMS : streamNameOf(of.getStream()));
  const chosen = groups.list().filter(({ definition }) => source === undefined || definition.source === source);
  if (source !== undefined && chosen.length === 0) throw noSuchGroup({ source, name: '' });
  return new persistent.ListResp().setSubscriptionsList(await Promise.all(chosen.map((group) => infoOf(log, group))));
};

/** `event_store.client.persistent_subscriptions.PersistentSubscriptions`. `guard` throws for a call that may not come in. */
export const persistentSubscriptionsService = (
  context: LinkContext,
  groups: Groups,
  guard: (metadata: Metadata) => void,
): IPersistentSubscriptionsServer => {
  const { log } = context;
  const unary =
    <Req, Resp>(answerTo: (request: Req) => Promise<Resp>): handleUnaryCall<Req, Resp> =>
    (call, answer) => {
      (async () => {
        guard(call.metadata);
        return answerTo(call.request);
      })().then(
        (response) => answer(null, response),
        (fault: unknown) => answer(asFault(fault)),
      );
    };
  return {
    create: unary(async (request) => {
      groups.create(await definitionIn(log, request.getOptions()));
      return new persistent.CreateResp();
    }),
    update: unary(async (request) => {
      groups.update(await definitionIn(log, request.getOptions()));
      return new persistent.UpdateResp();
    }),
    delete: unary(async (request) => {
      groups.remove(idIn(request.getOptions()));
      return new persistent.DeleteResp();
    }),
    read: (call: ReadCall) => {
      try {
        guard(call.metadata);
        read(context, groups, call);
      } catch (fault) {
        fail(call, fault);
      }
    },
    getInfo: unary(async (request) =>
      new persistent.GetInfoResp().setSubscriptionInfo(await infoOf(log, groups.get(idIn(request.getOptions())))),
    ),
    replayParked: unary(async (request) => {
      await groups.get(idIn(request.getOptions())).replay(limitIn(request.getOptions()));
      return new persistent.ReplayParkedResp();
    }),
    list: unary(async (request) => list(log, groups, request.getOptions())),
    /** Groups stand alone here and need no restart. */
    restartSubsystem: unary(async () => new shared.Empty()),
  };
};
