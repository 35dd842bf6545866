import type { handleUnaryCall } from '@grpc/grpc-js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features_pb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

/** The edition of EventStoreDB whose protocol this is. */
const SERVER_VERSION = '23.10.0';
const METHODS = [
  { service: 'streams.Streams', methods: ['read', 'append', 'batchappend', 'delete', 'tombstone'], features: [] },
  {
    service: 'persistent_subscriptions.PersistentSubscriptions',
    methods: ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'],
    features: ['stream', 'all'],
  },
  { service: 'gossip.Gossip', methods: ['read'], features: [] },
];

const supported = (): SupportedMethods =>
  new features_pb.SupportedMethods()
    .setEventStoreServerVersion(SERVER_VERSION)
    .setMethodsList(
      METHODS.flatMap(({ service, methods, features }) =>
        methods.map((method) =>
          new features_pb.SupportedMethod()
            .setServiceName(`event_store.client.${service}`)
            .setMethodName(method)
            .setFeaturesList(features),
        ),
      ),
    );

const getSupportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_call, answer) => answer(null, supported());

export const features: IServerFeaturesServer = { getSupportedMethods };
