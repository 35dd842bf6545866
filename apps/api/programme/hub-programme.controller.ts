import {
  type CommandEnvelope,
  derivedId,
  MemberAccess,
  ProgrammeReader,
  EngineClock,
  ProgrammeCommandMessage,
  QuarterCommandMessage,
} from '@ledgerdesk/application';
import { quarterOf } from '@ledgerdesk/business-time';
import { addMillis, DAY } from '@ledgerdesk/kernel';
import { agentsBy, REQUESTER_NAMES } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdPipe } from '../platform/http/id.pipe.js';
import { replyWith } from '../platform/http/reply-with.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { problemOf } from '../platform/http/problem.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ROWS } from '../platform/tokens.js';
import { AppointmentBody, ConsultantQuery, ConsultationBody } from './programme.dto.js';
import { agendaOf, consultationIn, sessionIn, toConsultant, toNamedStatus } from './programme.view.js';
import { QuarterPipe } from './quarter.pipe.js';
import { PROGRAMME_SCHEMAS } from './programme.schemas.js';

/** Days of free hours that are listed by default. */
const DEFAULT_DAYS = 7;

/** Consultations and root-cause sessions, for members with access to the hub (H1, H2, C4). */
@ApiTags('hub')
@Controller('v1/hub')
export class HubProgrammeController {
  constructor(
    private readonly access: MemberAccess,
    private readonly commands: CommandBus,
    private readonly programme: ProgrammeReader,
    private readonly clock: EngineClock,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('programme')
  @AllowedRoles(['member', 'service'], { reads: REQUESTER_NAMES })
  @ApiOperation({
    operationId: 'getProgramme',
    summary: 'Get the programme',
    description:
      'Consultations and root-cause sessions that are open, booked or used, in this quarter and the ' +
      'next (E4, Q3, C6).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.ProgrammeStanding })
  async standing(@CurrentMember() member: MemberRef) {
    await this.assertHub(member);
    const status = await this.programme.standing(member.teamId, member.memberId, this.clock.now());
    return toNamedStatus(this.rows, member, valueOrThrow(status));
  }

  @Get('consultants')
  @AllowedRoles(['member', 'service'], { reads: ['agents'] })
  @ApiOperation({
    operationId: 'listConsultants',
    summary: 'List consultants',
    description:
      "By name, with their free hours in the hours of standard support, in your team's time zone. A page with a " +
      'filter may have fewer items than `limit`, even none: continue with `next` as long as there is one (E4, Q3).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.ConsultantPage })
  async consultants(@CurrentMember() member: MemberRef, @Query() query: ConsultantQuery) {
    await this.assertHub(member);
    const now = this.clock.now();
    const { from = now, days = DEFAULT_DAYS, product, language, ...page } = query;
    const found = valueOrThrow(await agentsBy(this.rows, { product, language, serving: true }, page));
    const ids = found.items.map(({ agentId }) => agentId);
    const range = { from, to: addMillis(from, days * DAY) };
    const hours = await this.programme.freeHours(member.teamId, ids, range, now);
    return { ...found, items: found.items.map((agent, index) => toConsultant(agent, hours[index] ?? [])) };
  }

  @Post('consultations')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'bookConsultation',
    summary: 'Book a consultation',
    description: 'One hour, included once in each add-on (E4, C6).',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  async book(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: ConsultationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const consultationId = derivedId('consultation', envelope.commandId);
    const outcome = await this.commands.execute(
      new ProgrammeCommandMessage(envelope, { type: 'BookConsultation', consultationId, ...member, ...body }),
    );
    return consultationIn(replyWith(reply, outcome), consultationId);
  }

  @Post('consultations/:consultationId/move')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'moveConsultation',
    summary: 'Move your consultation',
    description:
      'To another time, another consultant or both. Cancels the one that you have booked and books another, which is ' +
      'returned, or does neither (E4).',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  async move(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('consultationId', IdPipe) consultationId: string,
    @Body() body: AppointmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const newConsultationId = derivedId('consultation', envelope.commandId);
    const input = { type: 'MoveConsultation' as const, consultationId, newConsultationId, ...member, ...body };
    const outcome = await this.commands.execute(new ProgrammeCommandMessage(envelope, input));
    return consultationIn(replyWith(reply, outcome), newConsultationId);
  }

  @Delete('consultations/:consultationId')
  @HttpCode(200)
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'cancelOwnConsultation',
    summary: 'Cancel your consultation',
    description: 'One that you have booked. It can be booked again (E4).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.Consultation })
  async cancel(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('consultationId', IdPipe) consultationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const outcome = await this.commands.execute(
      new ProgrammeCommandMessage(envelope, { type: 'CancelConsultation', consultationId, ...member }),
    );
    return consultationIn(replyWith(reply, outcome), consultationId);
  }

  @Post('root-cause-sessions')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'scheduleRootCauseSession',
    summary: 'Schedule a root-cause session',
    description: 'The session of the quarter that `startsAt` is in (Q3). Enhanced only.',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  async schedule(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: AppointmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const quarter = quarterOf(body.startsAt);
    const sessionId = derivedId('root-cause-session', envelope.commandId);
    const outcome = await this.commands.execute(
      new QuarterCommandMessage(envelope, { type: 'ScheduleRootCauseSession', quarter, sessionId, ...member, ...body }),
    );
    return sessionIn(replyWith(reply, outcome), quarter);
  }

  @Post('root-cause-sessions/:quarter/move')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'moveRootCauseSession',
    summary: 'Move your root-cause session',
    description: 'To another time in the quarter, another consultant or both (Q3).',
  })
  @ApiCreatedResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  async moveSession(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('quarter', QuarterPipe) quarter: string,
    @Body() body: AppointmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const sessionId = derivedId('root-cause-session', envelope.commandId);
    const outcome = await this.commands.execute(
      new QuarterCommandMessage(envelope, { type: 'MoveRootCauseSession', quarter, sessionId, ...member, ...body }),
    );
    return sessionIn(replyWith(reply, outcome), quarter);
  }

  @Delete('root-cause-sessions/:quarter')
  @HttpCode(200)
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'cancelOwnRootCauseSession',
    summary: 'Cancel your root-cause session',
    description: 'One that you have scheduled. Another can be scheduled in the same quarter (Q3).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.RootCauseSession })
  async cancelSession(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('quarter', QuarterPipe) quarter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertHub(member);
    const outcome = await this.commands.execute(
      new QuarterCommandMessage(envelope, { type: 'CancelRootCauseSession', quarter, ...member }),
    );
    return sessionIn(replyWith(reply, outcome), quarter);
  }

  @Get('root-cause-sessions/:quarter/agenda')
  @AllowedRoles(['member', 'service'], { reads: ['team-trends', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'getAgendaOfRootCauseSession',
    summary: 'Get the agenda of a root-cause session',
    description: 'Figures of all tickets of the team, without their texts (Q4).',
  })
  @ApiOkResponse({ schema: PROGRAMME_SCHEMAS.SessionAgenda })
  async agenda(@CurrentMember() member: MemberRef, @Param('quarter', QuarterPipe) quarter: string) {
    await this.assertHub(member);
    return agendaOf(this.programme, this.rows, member, quarter, this.clock.now());
  }

  private async assertHub({ teamId, memberId }: MemberRef): Promise<void> {
    const refused = await this.access.hubRefusal(teamId, memberId, this.clock.now());
    if (refused) throw problemOf(refused);
  }
}
