import {
  type CommandEnvelope,
  derivedId,
  idempotencyKeyReused,
  LOG_VIEW,
  POLICIES,
  PolicyChanged,
  PolicyFileError,
  type PolicyTimeline,
  type ViewedLog,
} from '@ledgerdesk/application';
import { CalendarError } from '@ledgerdesk/business-time';
import {
  DEFAULT_GROUPINGS,
  policiesOfQuestion,
  WHAT_IF_GROUPINGS,
  type WhatIfGrouping,
  type WhatIfQuestion,
} from '@ledgerdesk/what-if';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { setImmediate } from 'node:timers/promises';
import { AllowedRoles } from '../../platform/auth/access.js';
import type { Caller } from '../../platform/auth/caller.js';
import { CurrentCaller } from '../../platform/auth/current-caller.js';
import { cursorMalformed } from '../../platform/http/cursor-malformed.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Problem, problemOf } from '../../platform/http/problem.js';
import { markReplayed } from '../../platform/http/reply-with.js';
import { UnconditionalEnvelope } from '../../platform/http/request-envelope.js';
import { ApiRepeatable } from '../../platform/openapi/operations.js';
import type { WhatIfAnswer } from '../../platform/what-if/what-if-runner.js';
import { type WhatIfJob, WhatIfJobs } from './what-if-jobs.js';
import { WhatIfBody, WhatIfClocksQuery, WhatIfGroupsQuery } from './what-if.dto.js';
import { WHAT_IF_SCHEMAS } from './what-if.schemas.js';
import { toAsked, toWhatIf } from './what-if.view.js';

const DEFAULT_PAGE = 50;
/** Clocks have long explanations. */
const MAX_CLOCKS_PAGE = 50;

const notFound = (): Problem =>
  new Problem(
    404,
    'what-if-not-found',
    'You have no such question. Answers are kept for an hour by the engine that computed them. Send the ' +
      'question again.',
  );

const notDone = ({ state }: WhatIfJob): Problem =>
  new Problem(409, 'what-if-not-done', `The question is ${state}. Only one that is done has pages.`);

const callerOf = ({ actor: { kind, id } }: Caller): string => `${kind} ${id}`;

/** The index at which a page starts. Throws Problem for a cursor that no page returned. */
const startOf = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor)) throw cursorMalformed();
  return Number(cursor);
};

const nextOf = (next: number | undefined) => (next === undefined ? {} : { next: String(next) });

/** Lets requests that came meanwhile have their turn. */
const othersFirst = (): Promise<void> => setImmediate();

const isGrouping = (name: string): name is WhatIfGrouping => WHAT_IF_GROUPINGS.some((known) => known === name);

/** Which response targets other policies would have met and missed. */
@ApiTags('analyst')
@Controller('v1/what-if')
export class WhatIfController {
  constructor(
    private readonly jobs: WhatIfJobs,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Post()
  @HttpCode(202)
  @AllowedRoles(['analyst', 'auditor'], { isUnaudited: true })
  @ApiOperation({
    operationId: 'askWhatIf',
    summary: 'Ask what other policies would have meant',
    description:
      'Decides the response clocks of the log again with another policy, other calendars or holidays, in a process ' +
      'of its own; what people did stays when it was. Nothing is recorded. The response comes at once: ask ' +
      '`GET /v1/what-if/{whatIfId}` until `state` is no longer `running`. One question of a caller is answered at a ' +
      'time. The answer is kept for an hour, in the memory of the engine that computed it.',
  })
  @ApiAcceptedResponse({
    schema: WHAT_IF_SCHEMAS.AskedWhatIf,
    headers: {
      Location: { description: 'URL of the question.', schema: { type: 'string' }, example: '/v1/what-if/4a7d' },
    },
  })
  async ask(
    @CurrentCaller() caller: Caller,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Body() { clocks: list = 'changed', ...question }: WhatIfBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = derivedId('what-if', envelope.commandId);
    const repeated = this.repeated(id, caller, envelope, reply);
    if (repeated) return repeated;
    this.jobs.assertFree(callerOf(caller));
    await this.validate(question);
    const until = await this.log.head();
    const { requestHash } = envelope;
    // Another request with the same key may have started it meanwhile.
    const meanwhile = this.repeated(id, caller, envelope, reply);
    if (meanwhile) return meanwhile;
    const job = this.jobs.start({ id, caller: callerOf(caller), requestHash, question, list, until });
    void reply.header('location', `/v1/what-if/${id}`);
    return toAsked(job);
  }

  @Get(':whatIfId')
  @AllowedRoles(['analyst', 'auditor'], { isUnaudited: true })
  @ApiOperation({
    operationId: 'getWhatIf',
    summary: 'Get a what-if',
    description: 'How far the answer to your own question is, and its figures and manifest when it is done.',
  })
  @ApiOkResponse({ schema: WHAT_IF_SCHEMAS.WhatIf })
  get(@CurrentCaller() caller: Caller, @Param('whatIfId', IdPipe) id: string) {
    return toWhatIf(this.required(id, caller));
  }

  @Delete(':whatIfId')
  @HttpCode(200)
  @AllowedRoles(['analyst', 'auditor'], { isUnaudited: true })
  @ApiRepeatable('What is cancelled stays cancelled.')
  @ApiOperation({
    operationId: 'cancelWhatIf',
    summary: 'Cancel a what-if',
    description: 'Ends the computation, or drops its answer.',
  })
  @ApiOkResponse({ schema: WHAT_IF_SCHEMAS.WhatIf })
  cancel(@CurrentCaller() caller: Caller, @Param('whatIfId', IdPipe) id: string) {
    const job = this.required(id, caller);
    this.jobs.cancel(job);
    return toWhatIf(job);
  }

  @Get(':whatIfId/groups')
  @AllowedRoles(['analyst', 'auditor'], { isUnaudited: true })
  @ApiOperation({
    operationId: 'listWhatIfGroups',
    summary: 'List the figures of a what-if by groups',
    description: 'Groups that have clocks, in the order of the names in `groupBy`. They add up to `total`.',
  })
  @ApiOkResponse({ schema: WHAT_IF_SCHEMAS.WhatIfGroups })
  async groups(
    @CurrentCaller() caller: Caller,
    @Param('whatIfId', IdPipe) id: string,
    @Query() { groupBy, cursor, limit = DEFAULT_PAGE }: WhatIfGroupsQuery,
  ) {
    const { groups } = this.answerOf(id, caller);
    const list = await groups.pages(groupBy?.split(',').filter(isGrouping) ?? DEFAULT_GROUPINGS, othersFirst);
    const from = startOf(cursor);
    const end = from + limit;
    return { items: list.slice(from, end), ...nextOf(end < list.length ? end : undefined) };
  }

  @Get(':whatIfId/clocks')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'listWhatIfClocks',
    summary: 'List the clocks of a what-if',
    description:
      'Clocks in the order of their ends, with both explanations: those whose breach is gained or lost, or all, as ' +
      `was asked. At most ${MAX_CLOCKS_PAGE} on a page.`,
  })
  @ApiOkResponse({ schema: WHAT_IF_SCHEMAS.WhatIfClocks })
  async clocks(
    @CurrentCaller() caller: Caller,
    @Param('whatIfId', IdPipe) id: string,
    @Query() { change, cursor, limit = DEFAULT_PAGE }: WhatIfClocksQuery,
  ) {
    const { clocks } = this.answerOf(id, caller);
    const page = await clocks.page(startOf(cursor), Math.min(limit, MAX_CLOCKS_PAGE), change);
    if (!page) throw notDone(this.required(id, caller));
    return { items: page.items, ...nextOf(page.next) };
  }

  /** The job that an earlier request with the same key has started. Throws Problem if that had another body. */
  private repeated(id: string, caller: Caller, { requestHash }: CommandEnvelope, reply: FastifyReply) {
    const job = this.jobs.find(id, callerOf(caller));
    if (!job) return undefined;
    if (job.requestHash !== requestHash) throw problemOf(idempotencyKeyReused);
    void reply.header('location', `/v1/what-if/${id}`);
    markReplayed(reply);
    return toAsked(job);
  }

  /** Throws Problem for files that an engine would refuse when it starts, and for an empty period. */
  private async validate(question: WhatIfQuestion): Promise<void> {
    const { from, to, timeZone } = question;
    if (from !== undefined && to !== undefined && from >= to)
      throw new Problem(400, 'moments-reversed', '`from` must be before `to`. Send an earlier `from` or a later `to`.');
    const zoneProblem = timeZone === undefined ? undefined : this.policies.at('').zones.problemWith(timeZone);
    if (zoneProblem !== undefined) throw new Problem(400, 'unknown-time-zone', zoneProblem);
    try {
      await policiesOfQuestion({ log: this.log, configured: this.policies }, question);
    } catch (error) {
      const isInvalid =
        error instanceof PolicyFileError || error instanceof CalendarError || error instanceof PolicyChanged;
      throw isInvalid ? new Problem(422, 'what-if-policies-invalid', error.message) : error;
    }
  }

  private required(id: string, caller: Caller): WhatIfJob {
    const job = this.jobs.find(id, callerOf(caller));
    if (!job) throw notFound();
    return job;
  }

  private answerOf(id: string, caller: Caller): WhatIfAnswer {
    const job = this.required(id, caller);
    if (job.answer) return job.answer;
    throw notDone(job);
  }
}
