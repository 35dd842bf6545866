import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { EventMessage } from '../../libs/esdb-gateway/protocol/event-message.js';
import { serverFeaturesService } from '../../libs/esdb-gateway/server/server-features-service.js';
import { endWithParent } from './end-with-parent.js';

/** Process that answers reads with prepared messages and appends with success: the upper bound for a server. */
const [, , file = ''] = process.argv;
endWithParent();
const log = openSqliteLog({ file });
const messages = (await log.readAll({ limit: 1_000_000 })).events.map((event) =>
  streams.ReadResp.deserializeBinary(new EventMessage({ event }).serializeBinary()),
);
await log.close();

const read = (call: ServerWritableStream<ReadReq, ReadResp>): void => {
  let next = 0;
  const send = (): void => {
    while (next < messages.length) {
      const message = messages[next];
      next += 1;
      if (message && !call.write(message)) {
        call.once('drain', send);
        return;
      }
    }
    call.end();
  };
  send();
};

const batchAppend = (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
  const success = new streams.BatchAppendResp.Success().setCurrentRevision('1');
  call.on('data', (request: BatchAppendReq) => {
    call.write(
      new streams.BatchAppendResp()
        .setCorrelationId(request.getCorrelationId())
        .setStreamIdentifier(request.getOptions()?.getStreamIdentifier())
        .setSuccess(success),
    );
  });
  call.on('end', () => call.end());
};

const unimplemented = (_call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): void =>
  callback(new Error('not implemented'));
const server = new Server();
server.addService(streamsGrpc.StreamsService, {
  read,
  batchAppend,
  append: () => undefined,
  delete: unimplemented,
  tombstone: unimplemented,
});
server.addService(featuresService.ServerFeaturesService, serverFeaturesService);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_error, port) => process.send?.(port));
