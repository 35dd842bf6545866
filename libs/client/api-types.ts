// Generated from docs/api/openapi.json by `npm run client:types`.
export interface paths {
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Check liveness
         * @description Responds while the process runs.
         */
        readonly get: operations["checkLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Check readiness
         * @description 200 while requests are accepted; 503 while the engine stops (`stopping`), while a store cannot be read, or cannot be written by a role of this engine (`unavailable`), and while a read model is being built for the first time (`catching-up`). `degraded`: a read model, a process or a timer is failing. `catching-up` with 200: those in `catchingUp` have yet to read events that were recorded seconds ago. Operators see the details at `/v1/health`.
         */
        readonly get: operations["checkReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready/reads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Check readiness for reads
         * @description 200 while requests that only read are answered, even if nothing can be recorded; 503 while rows cannot be read, and once a log on a server has been out of reach for a minute: then it is not known any more what members may see.
         */
        readonly get: operations["checkReadinessForReads"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get health in detail
         * @description The state of every read model, process and timer, with the reason of each failure.
         */
        readonly get: operations["getHealthInDetail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List teams
         * @description Teams by name. With filters, at most 1,000 teams are looked at for a page: it may then have fewer items than `limit`, even none, and a `next`.
         */
        readonly get: operations["listTeams"];
        readonly put?: never;
        /**
         * Register a team
         * @description Requirement P1.
         */
        readonly post: operations["registerTeam"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a team
         * @description A team, current or as of an earlier position or instant. The current one has an ETag.
         */
        readonly get: operations["getTeam"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a team
         * @description Name, self-service, time zone, seats or billing interval. While the team has an add-on, another zone or interval is billed from the renewal (P9, P10), and seats are changed by a quote and its confirmation (P8).
         */
        readonly patch: operations["changeTeam"];
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/products": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Change the products of a team
         * @description Requirements R2, D6.
         */
        readonly put: operations["changeProductsOfTeam"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/account-manager": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Assign an account manager
         * @description Requirement P4.
         */
        readonly put: operations["assignAccountManager"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the members of a team
         * @description Members by name, former ones included. With `q`, `role` or `champion`, at most 1,000 members are looked at for a page: it may then have fewer items than `limit`, even none, and a `next`.
         */
        readonly get: operations["listMembersOfTeam"];
        readonly put?: never;
        /**
         * Add a member
         * @description The member is active unless `status` is `invited` (E2), and an admin if `roles` is not empty (H1).
         */
        readonly post: operations["addMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/members/{memberId}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Suspend or activate a member
         * @description Also records that a member who was invited has joined. Suspended members have no support (E2).
         */
        readonly put: operations["suspendOrActivateMember"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/members/{memberId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a member
         * @description A member of a team, present or past.
         */
        readonly get: operations["getMember"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Deactivate a member
         * @description Ends the membership and access to support permanently (E2). Tickets and messages remain.
         */
        readonly delete: operations["deactivateMember"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a member
         * @description Name, e-mail address, language, or whether the member is suspended (E2). Response clocks of the tickets run on. A name or address is recorded again even if it is the same. 409 if the membership has ended.
         */
        readonly patch: operations["changeMember"];
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/members/{memberId}/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Assign admin roles
         * @description Replaces all roles of the member.
         */
        readonly put: operations["assignAdminRoles"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/members/{memberId}/champion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Assign a Champion level
         * @description Grants a personal add-on at no charge unless `premiumSupport` is false (C1–C3).
         */
        readonly put: operations["assignChampionLevel"];
        readonly post?: never;
        /**
         * Withdraw a Champion level
         * @description Response targets of existing tickets do not change (C1, E11).
         */
        readonly delete: operations["withdrawChampionLevel"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/read-models": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List read models
         * @description Their columns, the fields with personal text, and how far each has read the log.
         */
        readonly get: operations["listReadModels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/read-models/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a read model
         * @description Rows as of any position or instant, replayed from the log. All pages are of the rows as of the `position` of the first one. Personal fields are masked for analysts.
         */
        readonly get: operations["readReadModel"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/read-models/{name}/lineage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the events that made a row
         * @description The events that created, changed and removed a row, and the row itself, as of any position or instant, replayed from the log. Personal fields are masked for analysts.
         */
        readonly get: operations["listEventsThatMadeRow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/responses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Report response times
         * @description Response targets met and missed, and response times, in total and by level and month.
         */
        readonly get: operations["reportResponseTimes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/charges": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Report charges
         * @description Totals by currency, and charges by month, product, edition and reason (P9, P10, P14).
         */
        readonly get: operations["reportCharges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/digests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Report feature digests
         * @description Teams, recipients, mails and features of the quarterly digests (Q1, Q2).
         */
        readonly get: operations["reportFeatureDigests"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/uploads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Upload a file
         * @description Reference the `uploadId` in a ticket, reply, answer or note within 22 hours.
         */
        readonly post: operations["uploadFile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}/attachments/{sha256}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download an attachment
         * @description An attachment of your own ticket (V4).
         */
        readonly get: operations["downloadAttachment"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/attachments/{sha256}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download an attachment of any ticket
         * @description Includes attachments of internal notes.
         */
        readonly get: operations["downloadAttachmentOfAnyTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-ons": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List add-ons
         * @description All add-ons with the action available to you (P7) and the next charge (P10), and the seats that they are charged by, current or as of an earlier position or instant. Operators, and readers of an earlier state, can take no action.
         */
        readonly get: operations["listAddOns"];
        readonly put?: never;
        /**
         * Confirm a quote
         * @description Purchases the add-on or changes its edition (P8, P14). A quote can be confirmed once.
         */
        readonly post: operations["confirmQuote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-ons/quotes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Quote an add-on
         * @description The price of an add-on, or of a different edition, from today (P8, P9, P14). Nothing is recorded. Where no price is listed in the currency of the team, sales enters the agreed one (P1).
         */
        readonly post: operations["quoteAddOn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-ons/{product}/removal/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview the removal of an add-on
         * @description When it takes effect, what ends and what is still charged (P8, P11). Nothing is recorded.
         */
        readonly post: operations["previewRemovalOfAddOn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-ons/{product}/removal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm the removal of an add-on
         * @description The add-on ends at its next renewal, as previewed (P8, P11).
         */
        readonly post: operations["confirmRemovalOfAddOn"];
        /**
         * Cancel a scheduled removal
         * @description Requirement P12.
         */
        readonly delete: operations["cancelScheduledRemoval"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-ons/{product}/edition-change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a scheduled edition change
         * @description Requirement P14.
         */
        readonly delete: operations["cancelScheduledEditionChange"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/charges": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List charges
         * @description Charges with the figures they were calculated from (P9).
         */
        readonly get: operations["listCharges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/add-on-inquiries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List inquiries
         * @description Open ones oldest first, completed or closed ones newest first (P3).
         */
        readonly get: operations["listInquiries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/seat-changes/quotes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Quote a change of seats
         * @description What another number of seats costs while the team has an add-on (P8). Added seats are charged for the rest of the period at its price (P9); fewer seats count from the renewal. Nothing is recorded.
         */
        readonly post: operations["quoteSeats"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/seat-changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm a quote of seats
         * @description More seats count and are charged at once, fewer count from the renewal, for every add-on of the team (P8, P9). A scheduled reduction is replaced. A quote can be confirmed once.
         */
        readonly post: operations["confirmSeatQuote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/seat-changes/scheduled": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a scheduled reduction of seats
         * @description The team keeps its seats (P12). Without a scheduled reduction, nothing is recorded.
         */
        readonly delete: operations["cancelScheduledReductionOfSeats"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-on-inquiries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your inquiries
         * @description With what became of them, newest first (P3).
         */
        readonly get: operations["listOwnInquiries"];
        readonly put?: never;
        /**
         * Send an inquiry to sales
         * @description For every active member of the team, regardless of roles (P3).
         */
        readonly post: operations["sendInquiry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/add-on-inquiries/{inquiryId}/closure": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Close an inquiry without a sale
         * @description A purchase completes an inquiry instead, if it names it (P3).
         */
        readonly post: operations["closeInquiryWithoutSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/agents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List agents
         * @description Agents by name, with their presence. Those who are not registered are listed once they have taken a chat or callback, first. With filters, at most 1,000 agents are looked at for a page: it may then have fewer items than `limit`, even none, and a `next`.
         */
        readonly get: operations["listAgents"];
        readonly put?: never;
        /**
         * Register an agent
         * @description Languages, products and live channels of the agent.
         */
        readonly post: operations["registerAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/agents/{agentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get an agent
         * @description Registration, availability and current work of an agent. The list of agents has the presence.
         */
        readonly get: operations["getAgent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change an agent
         * @description Name, languages, products, or whether the agent is retired. Tickets stay assigned to a retired agent, and a chat or call in progress is finished. A name is recorded again even if it is the same.
         */
        readonly patch: operations["changeAgent"];
        readonly trace?: never;
    };
    readonly "/v1/desk/availability": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set your availability
         * @description Whether you take chats and callbacks. Repeat the request as a heartbeat. Returns the live request you are working on (K4). Registered agents only.
         */
        readonly put: operations["setAvailability"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/queue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the ticket queue
         * @description Tickets of all teams: open ones, earliest due first, by default. At most 1,000 tickets are tested for a page, with `q` at most 500. The page may then have fewer items than `limit`, even none: continue with `next` as long as there is one. With `asOf`, the queue of an earlier moment.
         */
        readonly get: operations["listTicketQueue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/queue/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Count tickets by status and response state
         * @description Of all statuses by default. Numbers of all tickets, of a team, of an agent, and of unassigned tickets are exact, also with `status` and `state`. With any other filter, counting stops after 1,000 tickets, and `isComplete` is false.
         */
        readonly get: operations["countTicketsByStatusAndResponseState"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Open a ticket for a requester
         * @description For a member who calls, for example. You are recorded as acting on behalf of the member, who sees the ticket as their own. The usual response clock starts, unless your answer comes with the request (R4, R5, E5).
         */
        readonly post: operations["openTicketForRequester"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/answers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Answer a ticket
         * @description The first answer stops the response clock (E5).
         */
        readonly post: operations["answerTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/notes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add an internal note
         * @description Requesters cannot see it.
         */
        readonly post: operations["addInternalNote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/assignment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Assign a ticket
         * @description To yourself or to a registered agent; replaces the current assignment. 404 if the agent is unknown.
         */
        readonly post: operations["assignTicket"];
        /**
         * Unassign a ticket
         * @description Whoever it is assigned to.
         */
        readonly delete: operations["unassignTicket"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/classification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Change the product or issue type of a ticket
         * @description Moves the ticket in the queue and in the dashboards (D4, D5). Its entitlement and response clock stay (E11). 409 if the ticket is closed.
         */
        readonly put: operations["changeProductOrIssueTypeOfTicket"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/merge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Merge a ticket into another
         * @description Closes the ticket; the other one of the same requester goes on, with the earlier due time. The response clock of the closed one is neither met nor missed, unless it was missed before. Both remain readable, and count as one request (D2–D5). 409 if the ticket is closed, the other one is not open, or the requesters differ.
         */
        readonly post: operations["mergeTicketIntoAnother"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/claim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Claim a ticket
         * @description Assigns the ticket to you. 409 if another agent has it.
         */
        readonly post: operations["claimTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put a ticket on hold
         * @description Pauses the response clock only if the policy sets `holdPausesClock`.
         */
        readonly post: operations["putTicketOnHold"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/resumption": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Resume a ticket
         * @description Ends the hold; the response clock runs on.
         */
        readonly post: operations["resumeTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/solution": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Solve a ticket
         * @description With or without a final answer.
         */
        readonly post: operations["solveTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/reopening": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reopen a solved ticket
         * @description Does not start a response clock.
         */
        readonly post: operations["reopenSolvedTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/closure": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Close a ticket
         * @description A closed ticket cannot be reopened.
         */
        readonly post: operations["closeTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a ticket of any team
         * @description The ticket with a page of its messages, internal notes included; with `asOf`, as it was at an earlier moment.
         */
        readonly get: operations["getTicketOfAnyTeam"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List messages of any ticket
         * @description Includes internal notes.
         */
        readonly get: operations["listMessagesOfAnyTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the history of any ticket
         * @description Status, assignments, holds, response clocks, messages and internal notes, without the texts of messages.
         */
        readonly get: operations["listHistoryOfAnyTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/bulk-actions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Act on several tickets
         * @description Performs one action on up to 100 tickets. Each ticket succeeds or fails on its own.
         */
        readonly post: operations["actOnSeveralTickets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/callbacks/next": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take the next callback
         * @description The callback that has waited longest (K4). 404 if none is waiting.
         */
        readonly post: operations["takeNextCallback"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/callbacks/{callbackId}/completion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Complete a callback
         * @description You have reached the requester.
         */
        readonly post: operations["completeCallback"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/callbacks/{callbackId}/unanswered": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Record an unanswered call
         * @description The callback returns to its position in the queue, and can be taken again after a pause (K4).
         */
        readonly post: operations["recordUnansweredCall"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/chats/next": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Join the next chat
         * @description The chat that has waited longest (R6). 404 if none is waiting.
         */
        readonly post: operations["joinNextChat"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/chats/{chatId}/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Post a chat message as the agent
         * @description In a chat that you have joined.
         */
        readonly post: operations["postChatMessageAsAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/chats/{chatId}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End a chat as the agent
         * @description The transcript becomes a solved ticket (R6).
         */
        readonly post: operations["endChatAsAgent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get yourself as an agent
         * @description Your registration, your availability and the chat or callback that you work on. To read this is no heartbeat: repeat `PUT /v1/desk/availability` to stay available.
         */
        readonly get: operations["getMeAsAgent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the live queues
         * @description Each queue of chats or callbacks in which a request waits or is worked on: how many, for how long, and how many agents are free to serve it (K4).
         */
        readonly get: operations["getLiveQueues"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/customers/{teamId}/{memberId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a customer
         * @description A requester with team, add-ons, Champion level and a page of tickets, newest first. `limit` and `cursor` are those of the tickets.
         */
        readonly get: operations["getCustomer"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/chats/{chatId}/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Transfer a chat
         * @description Only the agent who works on it can hand it over: to a registered agent who is available, free, and serves its channel and language; or, without `agentId`, to the front of its queue. It is not assigned to you again until another agent has taken it.
         */
        readonly post: operations["transferChat"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/callbacks/{callbackId}/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Transfer a callback
         * @description Only the agent who works on it can hand it over: to a registered agent who is available, free, and serves its channel and language; or, without `agentId`, to the front of its queue. It is not assigned to you again until another agent has taken it.
         */
        readonly post: operations["transferCallback"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/presence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Show yourself on a ticket
         * @description Tells other agents that you have the ticket open, or write on it. Repeat the request, more often than every `expiresInSeconds`, as long as that is so.
         */
        readonly put: operations["showYourselfOnTicket"];
        readonly post?: never;
        /**
         * Leave a ticket
         * @description Tells other agents that you have closed the ticket.
         */
        readonly delete: operations["leaveTicket"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/updates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow the desk
         * @description Server-Sent Events for changes of all tickets, chats, callbacks and agents. The event is `ticket`, `chat`, `callback` or `agent`; its data is `id`, `happened` (the event type), `at`, `by` (who did it), `agentId` (who has the ticket, chat or callback from now on, null for nobody), and `request` (the chat or callback that an agent is offered or released from). `presence`, without an id: the agents who have `tickets` open; the first one has all tickets (`reset`: true), later ones those that changed. `reset`: load everything again. `end`: the engine ends the stream for the `reason` in its data. Retired agents are refused.
         */
        readonly get: operations["followDesk"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/dashboard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the dashboard
         * @description Totals and patterns of your own tickets, current or as of an earlier position or instant (D1–D6).
         */
        readonly get: operations["getDashboard"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/recommendations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List recommendations
         * @description Articles, videos and courses based on your own tickets, highest score first (M1–M4).
         */
        readonly get: operations["listRecommendations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/updates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow your requests
         * @description Server-Sent Events for changes of your own tickets, callbacks and chats (H3, V4). `reset`: load everything again. `end`: the engine ends the stream for the `reason` in its data.
         */
        readonly get: operations["followRequests"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/log/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List events
         * @description Events in log order or newest first, in pages of at most `limit` and about 1 MiB. Criteria can be combined. A page may have fewer items than `limit`, even none: continue with `next` as long as there is one. Personal fields are masked for analysts.
         */
        readonly get: operations["listEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/log/events/{eventId}/links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get an event with its links
         * @description The event, the command that recorded it, what caused it and what it caused. Personal fields are masked for analysts.
         */
        readonly get: operations["getEventWithLinks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/log/events/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow the log
         * @description Server-Sent Events for events recorded from now on, or after a position. `end`: the engine ends the stream for the `reason` in its data; if the position is too far behind, read on at `next`.
         */
        readonly get: operations["followLog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/chats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your chats
         * @description Waiting and past ones, newest first, with the current position of those that wait (V4, K4).
         */
        readonly get: operations["listChats"];
        readonly put?: never;
        /**
         * Start a chat
         * @description A chat with the next available agent (R6, E9, L5–L7).
         */
        readonly post: operations["startChat"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/callbacks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List your callbacks
         * @description Waiting and past ones, newest first, with the current position of those that wait (V4, K4).
         */
        readonly get: operations["listCallbacks"];
        readonly put?: never;
        /**
         * Request a callback
         * @description The next available agent calls (K1–K4, E9, L6, L7).
         */
        readonly post: operations["requestCallback"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/callbacks/{callbackId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a callback
         * @description Your own callback with its position in the queue (K4).
         */
        readonly get: operations["getCallback"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a callback
         * @description Only while it is waiting. Also possible after you have lost the right to live support.
         */
        readonly delete: operations["cancelCallback"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/chats/{chatId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a chat
         * @description Your own chat with its position in the queue and a page of its messages.
         */
        readonly get: operations["getChat"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a chat
         * @description The transcript becomes a ticket (R6).
         */
        readonly delete: operations["endChat"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/chats/{chatId}/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Post a chat message
         * @description In a chat that you have started.
         */
        readonly post: operations["postChatMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/chats/{chatId}/updates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow a chat
         * @description Server-Sent Events from the first message or after `Last-Event-ID`. The stream ends with the chat; 204 if there is nothing left to send. `end`: the engine ends the stream for the `reason` in its data.
         */
        readonly get: operations["followChat"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mails": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List mails
         * @description Mails to members, newest first. Addresses show the domain only.
         */
        readonly get: operations["listMails"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mails/{mailId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a mail
         * @description With its attempts. The address shows the domain only.
         */
        readonly get: operations["getMail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mails/{mailId}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Retry a mail
         * @description Only mails in state `dead`.
         */
        readonly post: operations["retryMail"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get yourself
         * @description Who you are and what you may do, for every kind of token. A refused ability has the code with which its routes respond, so that a client need not try them. A service that acts for a member also gets what is known of the member. Members who are not active can read this too.
         */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/programme": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the programme
         * @description Consultations and root-cause sessions that are open, booked or used, in this quarter and the next (E4, Q3, C6).
         */
        readonly get: operations["getProgramme"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/consultants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List consultants
         * @description By name, with their free hours in the hours of standard support, in your team's time zone. A page with a filter may have fewer items than `limit`, even none: continue with `next` as long as there is one (E4, Q3).
         */
        readonly get: operations["listConsultants"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/consultations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Book a consultation
         * @description One hour, included once in each add-on (E4, C6).
         */
        readonly post: operations["bookConsultation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/consultations/{consultationId}/move": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move your consultation
         * @description To another time, another consultant or both. Cancels the one that you have booked and books another, which is returned, or does neither (E4).
         */
        readonly post: operations["moveConsultation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/consultations/{consultationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel your consultation
         * @description One that you have booked. It can be booked again (E4).
         */
        readonly delete: operations["cancelOwnConsultation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/root-cause-sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Schedule a root-cause session
         * @description The session of the quarter that `startsAt` is in (Q3). Enhanced only.
         */
        readonly post: operations["scheduleRootCauseSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/root-cause-sessions/{quarter}/move": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move your root-cause session
         * @description To another time in the quarter, another consultant or both (Q3).
         */
        readonly post: operations["moveRootCauseSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/root-cause-sessions/{quarter}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel your root-cause session
         * @description One that you have scheduled. Another can be scheduled in the same quarter (Q3).
         */
        readonly delete: operations["cancelOwnRootCauseSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hub/root-cause-sessions/{quarter}/agenda": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the agenda of a root-cause session
         * @description Figures of all tickets of the team, without their texts (Q4).
         */
        readonly get: operations["getAgendaOfRootCauseSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/programme": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a team's programme
         * @description Its consultations, newest first, and the root-cause sessions of this quarter and the next (E4, Q3).
         */
        readonly get: operations["getTeamProgramme"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/consultations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Book a consultation for a member
         * @description For example for a Champion without access to the hub (E4, C4, C6).
         */
        readonly post: operations["bookConsultationForMember"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/consultations/{consultationId}/completion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Complete a consultation
         * @description Requirement E4.
         */
        readonly post: operations["completeConsultation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/consultations/{consultationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a consultation
         * @description The consultation can be booked again (E4).
         */
        readonly delete: operations["cancelConsultation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/root-cause-sessions/{quarter}/completion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Complete a root-cause session
         * @description Requirement Q3.
         */
        readonly post: operations["completeRootCauseSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/root-cause-sessions/{quarter}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Cancel a root-cause session
         * @description Another session can be scheduled in the same quarter (Q3).
         */
        readonly delete: operations["cancelRootCauseSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/root-cause-sessions/{quarter}/agenda": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the agenda of a team's root-cause session
         * @description Requirement Q4.
         */
        readonly get: operations["getAgendaOfTeamRootCauseSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/teams/{teamId}/features/{feature}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Record feature usage
         * @description Number of times the team has used the feature in this quarter so far (Q2).
         */
        readonly put: operations["recordFeatureUsage"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/reads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List reads
         * @description What staff and services have read, newest first: one record for each request, also a refused one, for each batch of events that a stream has sent, and for each export. Reads of members of their own data are not recorded. Criteria can be combined. A page may have fewer items than `limit`, even none: continue with `next` as long as there is one. This request is on record too.
         */
        readonly get: operations["listReads"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sandbox/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the simulated clock
         * @description The time of a sandbox, and its last move. 404 unless the engine was started with `CLOCK_START`.
         */
        readonly get: operations["getSandboxClock"];
        readonly put?: never;
        /**
         * Move the simulated clock
         * @description Moves the clock of a sandbox forward, to an instant or by a duration, and responds when all that falls due by then is recorded, in order and with its own time: breaches, renewals, digests, closed tickets, chats that time out. If that takes longer than 25 seconds, the response is 202 and the move goes on: ask `GET /v1/sandbox/clock`, or repeat the request with its `Idempotency-Key`. One move at a time, by 400 days at most. 404 unless the engine was started with `CLOCK_START`.
         */
        readonly post: operations["moveSandboxClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-route": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the support route
         * @description Where you get support, by your role and your team's add-ons (H7).
         */
        readonly get: operations["getSupportRoute"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/contact-options": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List contact options
         * @description Channels, opening hours and response targets for a product (R1–R4, E3, E9, E10, L1–L7).
         */
        readonly get: operations["listContactOptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket-views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List saved views
         * @description Your own views of your ticket list (H4).
         */
        readonly get: operations["listSavedViews"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/ticket-views/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a saved view
         * @description One of your own views (H4).
         */
        readonly get: operations["getSavedView"];
        /**
         * Save a view
         * @description Creates or replaces the view of this name. At most 50 views.
         */
        readonly put: operations["saveView"];
        readonly post?: never;
        /**
         * Delete a saved view
         * @description Returns the remaining views.
         */
        readonly delete: operations["deleteSavedView"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List tickets
         * @description Your own tickets, newest first by default (V1, V4, V5, H4). A page of a search may have fewer items than `limit`, even none: continue with `next` as long as there is one.
         */
        readonly get: operations["listTickets"];
        readonly put?: never;
        /**
         * Open a ticket
         * @description Returns the instant by which a response is due (R4, R5).
         */
        readonly post: operations["openTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}/replies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reply to a ticket
         * @description Your own open ticket (V2–V4).
         */
        readonly post: operations["replyToTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a ticket
         * @description Your own ticket with a page of its public messages. Its ETag does not depend on internal notes.
         */
        readonly get: operations["getTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List messages of a ticket
         * @description The public messages of your own ticket.
         */
        readonly get: operations["listMessagesOfTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain the response clocks of a ticket
         * @description Every clock, target and counted interval of your own ticket.
         */
        readonly get: operations["explainResponseClocksOfTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/desk/tickets/{ticketId}/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain the response clocks of any ticket
         * @description Every clock, target and counted interval.
         */
        readonly get: operations["explainResponseClocksOfAnyTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets/{ticketId}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the history of a ticket
         * @description Your own ticket (V4): status, assignments, response clocks and messages, without the texts of messages.
         */
        readonly get: operations["listHistoryOfTicket"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/time": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get the time of the engine
         * @description Count down to due times by this clock, not by that of the client: it may be simulated. Then every response has a header `Ledger-Clock: simulated;now="…"` with the time at which its request arrived.
         */
        readonly get: operations["getTime"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/updates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow your tickets, chats and callbacks
         * @description Server-Sent Events for changes of your own tickets, chats and callbacks, chat messages included (V4). The event is `ticket`, `chat` or `callback`; its data is `id`, `happened` (the event type) and `at`. Read the resource again with the `id` of the event as `Ledger-Position`. `reset`: load everything again. `end`: the engine ends the stream for the `reason` in its data.
         */
        readonly get: operations["followTicketsChatsAndCallbacks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhooks
         * @description Your own webhooks.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Register a webhook
         * @description Returns the secret that signs deliveries.
         */
        readonly post: operations["registerWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a webhook
         * @description Your own webhook, also one that was removed.
         */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a webhook
         * @description Waiting and dead deliveries are deleted.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a webhook
         * @description Changes the URL, event types or teams from now on, or pauses the webhook. What is absent stays. Deliveries that wait are sent to the new URL; while the webhook is paused, they keep waiting.
         */
        readonly patch: operations["changeWebhook"];
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/secrets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the secret
         * @description For 24 hours deliveries are signed with the old secret as well.
         */
        readonly post: operations["rotateSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/replays": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay events
         * @description Sends the events after a position again, up to now. One replay at a time.
         */
        readonly post: operations["replayEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest first, with the answer to the last attempt.
         */
        readonly get: operations["listDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries/{deliveryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a delivery
         * @description With its attempts and what the receiver answered.
         */
        readonly get: operations["getDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Retry a delivery
         * @description Only deliveries in state `dead`.
         */
        readonly post: operations["retryDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay a delivery
         * @description Sends its event again, in any state, as a new delivery with the same `webhook-id`.
         */
        readonly post: operations["replayDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/tests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a test event
         * @description Sends a sample event, signed like any other and with `"test": true`, once. Its delivery shows the answer. Also while the webhook is paused.
         */
        readonly post: operations["sendTestEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List deliveries of all webhooks
         * @description Newest first.
         */
        readonly get: operations["listDeliveriesOfAllWebhooks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-deliveries/{deliveryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get a delivery of any webhook
         * @description With its attempts and what the receiver answered.
         */
        readonly get: operations["getDeliveryOfAnyWebhook"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-deliveries/{deliveryId}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Retry a delivery of any webhook
         * @description Only deliveries in state `dead`.
         */
        readonly post: operations["retryDeliveryOfAnyWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-event-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List event types
         * @description The events that webhooks can receive, each with a sample of the request body.
         */
        readonly get: operations["listEventTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly event: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Receive an event
         * @description The request to the URL of a webhook (Standard Webhooks 1.0). Verify `webhook-signature` before using the body. Events arrive at least once and in any order. An attempt fails after 15 seconds without a response, and redirects are not followed. The engine calls your server: its `servers` and tokens do not apply.
         */
        readonly post: operations["receiveEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly BillingBody: {
            /** @description ISO 4217 currency code in upper case. */
            readonly currency: string;
            /**
             * @description Length of a billing period.
             * @enum {string}
             */
            readonly interval: "month" | "year";
            /**
             * Format: date
             * @description Local date from which billing periods are counted.
             */
            readonly periodStart: string;
            /** @description Number of seats. */
            readonly seats: number;
        };
        readonly RegisterTeamBody: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Name of the team. */
            readonly name: string;
            /** @description ISO 3166-1 alpha-2 country code in upper case. */
            readonly country: string;
            /** @description IANA time zone. */
            readonly timeZone: string;
            /** @description Products in use. */
            readonly products: readonly string[];
            /** @description Whether the team may buy and remove Essentials without sales (P4). */
            readonly selfServe: boolean;
            /** @description Id of the account manager. */
            readonly accountManager?: string | null;
            readonly billing: components["schemas"]["BillingBody"];
        };
        readonly ChangeTeamBody: {
            /** @description Name of the team. */
            readonly name?: string;
            /** @description Whether the team may buy and remove Essentials without sales (P4). */
            readonly selfServe?: boolean;
            /** @description IANA time zone. With an add-on, billing periods follow from the renewal (P9). */
            readonly timeZone?: string;
            /** @description Number of seats. 409 while the team has an add-on: request a quote of the change (P8). */
            readonly seats?: number;
            /**
             * @description Length of a billing period. With an add-on, from the renewal on (P10).
             * @enum {string}
             */
            readonly interval?: "month" | "year";
        };
        readonly ProductsBody: {
            /** @description Products in use. */
            readonly products: readonly string[];
        };
        readonly AccountManagerBody: {
            /** @description Id of the account manager; null if the team has none. Default: null. */
            readonly accountManager?: string | null;
        };
        readonly AddMemberBody: {
            /** @description Id of the member. */
            readonly memberId: string;
            /** @description Name of the member. */
            readonly name: string;
            /** @description E-mail address. */
            readonly email: string;
            /** @description Language (BCP 47). */
            readonly language: string;
            /** @description Admin roles. Empty: not an admin. */
            readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            /**
             * @description `active` by default. A member who is invited has no support before they join (E2).
             * @enum {string}
             */
            readonly status?: "active" | "invited";
        };
        readonly MemberStatusBody: {
            /**
             * @description New status. Only active members have support (E2).
             * @enum {string}
             */
            readonly status: "active" | "suspended";
        };
        readonly ChangeMemberBody: {
            /** @description Name of the member. */
            readonly name?: string;
            /** @description E-mail address. Mails that are sent from now on go to it. */
            readonly email?: string;
            /** @description Language (BCP 47). Existing tickets keep theirs. */
            readonly language?: string;
            /** @description `true` suspends the member, who loses access and keeps tickets and roles. `false` ends the suspension: the member is active again, or invited if they have not joined (E2). */
            readonly suspended?: boolean;
        };
        readonly RolesBody: {
            /** @description Admin roles. Empty: not an admin. */
            readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
        };
        readonly ChampionBody: {
            /**
             * @description Champion level.
             * @enum {string}
             */
            readonly level: "grand" | "epic";
            /** @description Whether a personal add-on comes with the level, at no charge (C1). True by default. */
            readonly premiumSupport?: boolean;
        };
        readonly QuoteBody: {
            /** @description Product of the add-on (P13). */
            readonly product: string;
            /**
             * @description Edition of the add-on.
             * @enum {string}
             */
            readonly edition: "essentials" | "enhanced";
            /** @description Price per seat and billing interval that sales agreed with the team, in minor units of its currency. Only for sales, and only where no price is listed (P1). */
            readonly agreedUnitPrice?: number;
        };
        readonly PurchaseBody: {
            /** @description `quoteId` of the quote. */
            readonly quoteId: string;
            /** @description Inquiry that this purchase completes (P3). */
            readonly inquiryId?: string;
        };
        readonly RemovalBody: {
            /** @description `previewId` of the preview of this removal (P8). */
            readonly previewId: string;
        };
        readonly SeatQuoteBody: {
            /** @description Number of seats after the change. */
            readonly seats: number;
        };
        readonly SeatChangeBody: {
            /** @description `quoteId` of the quote of this change (P8). */
            readonly quoteId: string;
        };
        readonly InquiryBody: {
            /** @description Product of the add-on. */
            readonly product: string;
            /** @description Text for sales. */
            readonly message: string;
        };
        readonly InquiryClosureBody: {
            /** @description Why there was no sale. The member sees it. */
            readonly reason: string;
        };
        readonly RegisterAgentBody: {
            /** @description Id of the agent. */
            readonly agentId: string;
            /** @description Name of the agent. */
            readonly name: string;
            /** @description Languages that the agent supports. */
            readonly languages: readonly ("en" | "ja")[];
            /** @description Products that the agent supports. */
            readonly products: readonly string[];
            /** @description Live channels of the agent. Default: all. */
            readonly channels?: readonly ("callback" | "chat")[];
        };
        readonly ChangeAgentBody: {
            /** @description Name of the agent. */
            readonly name?: string;
            /** @description Languages that the agent supports. */
            readonly languages?: readonly ("en" | "ja")[];
            /** @description Products that the agent supports. */
            readonly products?: readonly string[];
            /** @description `true` retires the agent, who gets no chats, calls or assignments from then on. `false` reinstates the agent. */
            readonly retired?: boolean;
        };
        readonly AvailabilityBody: {
            /**
             * @description Whether the agent takes live requests.
             * @enum {string}
             */
            readonly availability: "available" | "away";
            /** @description Live channels to take. Default: those of the registration. */
            readonly channels?: readonly ("callback" | "chat")[];
        };
        readonly MessageBody: {
            /** @description Text of the message. */
            readonly body: string;
            /** @description Files to attach: `uploadId`s of your own uploads. */
            readonly uploads?: readonly string[];
        };
        readonly OpenTicketForRequesterBody: {
            /** @description Product. Required if the team uses several products (R2). */
            readonly product?: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /** @description Subject. */
            readonly subject: string;
            /** @description First message. */
            readonly body: string;
            /** @description Requester's language (BCP 47). */
            readonly language: string;
            /** @description Solved or closed ticket that this one follows up (V3). */
            readonly followUpOf?: string;
            /** @description Files to attach: `uploadId`s of your own uploads. */
            readonly uploads?: readonly string[];
            /** @description Team of the requester. */
            readonly teamId: string;
            /** @description Member id of the requester. */
            readonly requesterId: string;
            /** @description Your answer, if it comes with the request. No response clock starts then. Default: none. */
            readonly answer?: components["schemas"]["MessageBody"];
        };
        readonly AssignmentBody: {
            /** @description Id of a registered agent, or your own. */
            readonly agentId: string;
        };
        readonly ClassificationBody: {
            /** @description Product that the ticket is about. */
            readonly product?: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType?: string;
            /** @description Why the ticket is moved. Requesters cannot see it. */
            readonly reason: string;
        };
        readonly MergeBody: {
            /** @description Id of the open ticket of the same requester that goes on. */
            readonly into: string;
        };
        readonly HoldBody: {
            /** @description Why the ticket is on hold. */
            readonly reason: string;
        };
        readonly SolutionBody: {
            /** @description Text of the answer. Default: none; the response clock stops as solved unanswered. */
            readonly body?: string;
        };
        readonly BulkMove: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "claim" | "unassign" | "resume" | "reopen" | "close";
        };
        readonly BulkAssignment: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /** @description Id of a registered agent, or your own. */
            readonly agentId: string;
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "assign";
        };
        readonly BulkClassification: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /** @description Product that the ticket is about. */
            readonly product?: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType?: string;
            /** @description Why the ticket is moved. Requesters cannot see it. */
            readonly reason: string;
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "reclassify";
        };
        readonly BulkHold: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /** @description Why the ticket is on hold. */
            readonly reason: string;
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "hold";
        };
        readonly BulkSolution: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /** @description Text of the answer. Default: none; the response clock stops as solved unanswered. */
            readonly body?: string;
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "solve";
        };
        readonly BulkMessage: {
            /** @description Ids of the tickets, without duplicates. Results have the same order. */
            readonly ticketIds: readonly string[];
            /** @description Text of the message. */
            readonly body: string;
            /** @description Files to attach: `uploadId`s of your own uploads. */
            readonly uploads?: readonly string[];
            /**
             * @description Action to perform. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly action: "answer" | "note";
        };
        readonly NextRequestBody: {
            /** @description Products. Default: those of the registration, else all. */
            readonly products?: readonly string[];
            /** @description Languages. Default: those of the registration, else all. */
            readonly languages?: readonly ("en" | "ja")[];
        };
        readonly ChatMessageBody: {
            /** @description Text of the message. */
            readonly body: string;
        };
        readonly TransferBody: {
            /** @description Id of the available agent who takes over. Default: the next agent, from the front of the queue. */
            readonly agentId?: string;
        };
        readonly TicketPresenceBody: {
            /**
             * @description `viewing`: you have the ticket open. `writing`: you write an answer or note.
             * @enum {string}
             */
            readonly activity: "viewing" | "writing";
        };
        readonly RequestCallbackBody: {
            /** @description Product. Required if the team uses several products (R2). */
            readonly product?: string;
            /** @description Direct number with country code (K2). Digits may be full-width and separated by spaces, dashes, brackets, dots or slashes. An extension, a letter or a line break is refused. */
            readonly phone: string;
            /** @description Reason for the callback. */
            readonly reason?: string;
            /** @description Requester's language (BCP 47), by default the member's language. */
            readonly language?: string;
            /** @description Your ticket that the callback is about. */
            readonly ticketId?: string;
            /** @description Issue type from the taxonomy (D4). */
            readonly issueType?: string;
        };
        readonly StartChatBody: {
            /** @description Product. Required if the team uses several products (R2). */
            readonly product?: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /** @description First message. */
            readonly message: string;
            /** @description Requester's language (BCP 47). */
            readonly language: string;
        };
        readonly ConsultationBody: {
            /** @description Id of a registered agent. */
            readonly consultantId: string;
            /**
             * Format: date-time
             * @description Start of the hour, within half a year.
             */
            readonly startsAt: string;
            /** @description Product of the add-on. */
            readonly product: string;
        };
        readonly AppointmentBody: {
            /** @description Id of a registered agent. */
            readonly consultantId: string;
            /**
             * Format: date-time
             * @description Start of the hour, within half a year.
             */
            readonly startsAt: string;
        };
        readonly ConsultationForBody: {
            /** @description Id of a registered agent. */
            readonly consultantId: string;
            /**
             * Format: date-time
             * @description Start of the hour, within half a year.
             */
            readonly startsAt: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /** @description Id of an admin or Champion (C6). */
            readonly memberId: string;
        };
        readonly UsageBody: {
            /** @description Number of times the team has used the feature in this calendar quarter so far (UTC). */
            readonly count: number;
        };
        readonly MoveClockBody: {
            /**
             * Format: date-time
             * @description Instant to move the clock to: later than now, by 400 days at most. Either this or `by`.
             */
            readonly to?: string;
            /** @description Duration to move the clock by (ISO 8601), in weeks, days of 24 hours, hours, minutes and seconds. Either this or `to`. */
            readonly by?: string;
        };
        readonly SaveViewBody: {
            /**
             * @description Status filter.
             * @enum {string}
             */
            readonly status?: "open" | "on-hold" | "solved" | "closed" | "past";
            /** @description Product filter. */
            readonly product?: string;
            /** @description Issue type filter. */
            readonly issueType?: string;
            /**
             * @description State of the response.
             * @enum {string}
             */
            readonly state?: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
            /** @description Whether the response target was missed. */
            readonly breached?: boolean;
            /** @description Text to search for in subject and first message. Case-insensitive. */
            readonly q?: string;
            /**
             * Format: date-time
             * @description Opened at or after this instant.
             */
            readonly openedFrom?: string;
            /**
             * Format: date-time
             * @description Opened before this instant.
             */
            readonly openedTo?: string;
            /**
             * @description Sort field, `openedAt` by default. Ties are sorted newest first.
             * @enum {string}
             */
            readonly sort?: "openedAt" | "updatedAt" | "dueAt" | "breachedAt" | "status";
            /**
             * @description Sort order, `desc` by default. Tickets without a value come last in either order.
             * @enum {string}
             */
            readonly order?: "asc" | "desc";
        };
        readonly OpenTicketBody: {
            /** @description Product. Required if the team uses several products (R2). */
            readonly product?: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /** @description Subject. */
            readonly subject: string;
            /** @description First message. */
            readonly body: string;
            /** @description Requester's language (BCP 47). */
            readonly language: string;
            /** @description Solved or closed ticket that this one follows up (V3). */
            readonly followUpOf?: string;
            /** @description Files to attach: `uploadId`s of your own uploads. */
            readonly uploads?: readonly string[];
        };
        readonly WebhookBody: {
            /** @description http or https URL that events are posted to, without user and password. */
            readonly url: string;
            /** @description Event types to send. Absent or empty: all. */
            readonly types?: readonly string[];
            /** @description Ids of the teams whose events are sent, or `*` alone: those of all teams, and of none, which needs the scope `webhooks:all-teams`. Required, except of tokens without scopes. */
            readonly teams?: readonly string[];
        };
        readonly WebhookChangesBody: {
            /** @description New URL, with its query. Absent: it stays, also its query, which responses do not show. */
            readonly url?: string;
            /** @description Event types to send. Empty: all. Absent: they stay. */
            readonly types?: readonly string[];
            /** @description Ids of the teams whose events are sent, or `*` alone: those of all teams, and of none, which needs the scope `webhooks:all-teams`. Absent: they stay. */
            readonly teams?: readonly string[];
            /** @description True: the webhook receives nothing until it is false again. Events recorded meanwhile are not queued. */
            readonly paused?: boolean;
        };
        readonly ReplayBody: {
            /** @description Position after which events are sent again. `0`: from the start. */
            readonly after: string;
        };
        readonly TestBody: {
            /** @description Type of the sample event. Default: the first type that the webhook receives. */
            readonly type?: string;
        };
        readonly Team: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Name of the team. */
            readonly name: string;
            /** @description IANA time zone. */
            readonly timeZone: string;
            /** @description Products in use. */
            readonly products: readonly string[];
            /** @description Whether the team may buy and remove add-ons without sales (P4). */
            readonly selfServe: boolean;
            /** @description Id of the account manager. */
            readonly accountManager: string | null;
            /** @description Billing terms. */
            readonly billing: {
                /** @description ISO 4217 currency code. */
                readonly currency: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
            };
            /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
            readonly scheduledBilling: {
                /**
                 * Format: date-time
                 * @description Instant of the renewal.
                 */
                readonly effectiveAt: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description IANA time zone of the days of billing periods. */
                readonly timeZone: string;
            } | null;
            /** @description Ids of the inquiries that the team has sent to sales. */
            readonly inquiries: readonly string[];
        };
        readonly Member: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Id of the member. */
            readonly memberId: string;
            /** @description Language (BCP 47). */
            readonly language: string;
            /**
             * @description `deactivated`: the membership has ended.
             * @enum {string}
             */
            readonly status: "invited" | "active" | "suspended" | "deactivated";
            /** @description Whether the personal data of the member is erased. */
            readonly erased: boolean;
            /** @description Whether the status is `active`. Other members have no support (E2). */
            readonly active: boolean;
            /** @description Admin roles. Empty: not an admin. */
            readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            /** @description Champion level of the member. */
            readonly champion: {
                /**
                 * @description Champion level.
                 * @enum {string}
                 */
                readonly level: "grand" | "epic";
                /** @description Product of the personal add-on. Null without Premium Support. */
                readonly addOn: string | null;
            } | null;
        };
        readonly ReadModels: {
            /** @description All items. */
            readonly items: readonly {
                /** @description Name of the read model. */
                readonly name: string;
                /** @description Version that queries read, or that is built first if none serves yet. */
                readonly version: number;
                /** @description Whether queries read the version. */
                readonly serving: boolean;
                /** @description Position up to which it has read the log. Null while that is not known. */
                readonly position: string | null;
                /** @description Key of the rows, and the columns that queries filter and sort by. */
                readonly columns: readonly {
                    /** @description Name of the column. */
                    readonly name: string;
                    /**
                     * @description Type of its values.
                     * @enum {string}
                     */
                    readonly type: "text" | "integer";
                    /** @description Whether the column holds personal text. */
                    readonly personal: boolean;
                }[];
                /** @description Fields of the rows with personal text. */
                readonly personal: readonly string[];
                /** @description Types of the events that the rows are made of. */
                readonly events: readonly string[];
            }[];
        };
        readonly Lineage: {
            /** @description Key of the row. */
            readonly key: string;
            /** @description The row as of `position`. Null if it was removed. */
            readonly row: Record<string, never> | null;
            /** @description Events that changed the row, oldest first. */
            readonly items: readonly {
                /** @description Id of the event. */
                readonly id: string;
                /** @description Event type. */
                readonly type: string;
                /** @description Name of the stream. */
                readonly stream: string;
                /** @description Revision within the stream, from 0. */
                readonly revision: number;
                /** @description Position in the log. */
                readonly position: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event occurred.
                 */
                readonly occurredAt: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event was recorded.
                 */
                readonly recordedAt: string;
                /**
                 * @description What the event did to the row.
                 * @enum {string}
                 */
                readonly change: "created" | "changed" | "removed";
            }[];
            /** @description Number of all events that changed the row. */
            readonly total: number;
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
            /** @description Position up to which the log was replayed, for this page and those that follow it. */
            readonly position: string;
        };
        readonly ReadModelPage: {
            /** @description Rows of this page. */
            readonly items: readonly Record<string, never>[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
            /** @description Position up to which the log was replayed, for this page and those that follow it. */
            readonly position: string;
        };
        readonly ResponseReport: {
            /** @description Figures of all clocks. */
            readonly total: {
                /** @description Response clocks that started. */
                readonly clocks: number;
                /** @description Clocks answered in time. */
                readonly met: number;
                /** @description Clocks that missed their target. */
                readonly breached: number;
                /** @description Clocks of tickets solved without an answer. */
                readonly solvedUnanswered: number;
                /** @description Clocks still running. */
                readonly running: number;
                /** @description Clocks that ended with an answer, late ones included. */
                readonly answered: number;
                /** @description Median response time. Null if nothing was answered. */
                readonly medianMinutes: number | null;
                /** @description 90th percentile of the response time. Null if nothing was answered. */
                readonly p90Minutes: number | null;
            };
            /** @description Figures by level and month. */
            readonly items: readonly {
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Calendar month in `timeZone`, by default in UTC. */
                readonly month: string;
                /** @description Response clocks that started. */
                readonly clocks: number;
                /** @description Clocks answered in time. */
                readonly met: number;
                /** @description Clocks that missed their target. */
                readonly breached: number;
                /** @description Clocks of tickets solved without an answer. */
                readonly solvedUnanswered: number;
                /** @description Clocks still running. */
                readonly running: number;
                /** @description Clocks that ended with an answer, late ones included. */
                readonly answered: number;
                /** @description Median response time. Null if nothing was answered. */
                readonly medianMinutes: number | null;
                /** @description 90th percentile of the response time. Null if nothing was answered. */
                readonly p90Minutes: number | null;
            }[];
        };
        readonly ChargeReport: {
            /** @description Sum of all charges by currency. */
            readonly total: readonly {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            }[];
            /** @description Charges by month, product, edition and reason. */
            readonly items: readonly {
                /** @description Calendar month in `timeZone`, by default in UTC. */
                readonly month: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition of the add-on.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /**
                 * @description Reason for the charges.
                 * @enum {string}
                 */
                readonly reason: "purchase" | "renewal" | "upgrade" | "seats";
                /** @description Number of charges. */
                readonly charges: number;
                /** @description Sum of the charges. */
                readonly amount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
            }[];
        };
        readonly DigestReport: {
            /** @description Digests by quarter. */
            readonly items: readonly {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
                /** @description Teams with a digest. */
                readonly teams: number;
                /** @description Admins to whom the digests are addressed. */
                readonly recipients: number;
                /** @description Mails that the mail server has accepted. */
                readonly mailed: number;
                /** @description Mails that were not sent, by reason. */
                readonly notMailed: readonly {
                    /**
                     * @description Why they were not sent.
                     * @enum {string}
                     */
                    readonly reason: "late" | "past" | "mail-off" | "member-left" | "not-admin" | "champion" | "no-add-on" | "no-address" | "undeliverable" | "few-features";
                    /** @description Number of mails. */
                    readonly mails: number;
                }[];
                /** @description Mails with no recorded outcome: waiting to be sent, or from version 0.1.0. */
                readonly unconfirmed: number;
                /** @description Features named in digests. */
                readonly features: readonly {
                    /** @description Id of the feature. */
                    readonly feature: string;
                    /** @description Teams whose digest named the feature. */
                    readonly teams: number;
                }[];
            }[];
        };
        readonly Upload: {
            /** @description Token to pass in `uploads` of a message. */
            readonly uploadId: string;
            /** @description SHA-256 of the content, in hexadecimal. */
            readonly sha256: string;
            /** @description File name. */
            readonly name: string;
            /** @description Media type, detected from the content. */
            readonly mediaType: string;
            /** @description Size in bytes. */
            readonly bytes: number;
            /**
             * Format: date-time
             * @description Instant after which `uploadId` is no longer accepted.
             */
            readonly expiresAt: string;
        };
        readonly AddOn: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /**
             * @description Edition of the add-on.
             * @enum {string}
             */
            readonly edition: "essentials" | "enhanced";
            /** @description Number of seats. */
            readonly seats: number;
            /**
             * Format: date-time
             * @description Instant of the purchase.
             */
            readonly purchasedAt: string;
            /** @description Billing period. */
            readonly period: {
                /**
                 * Format: date
                 * @description First local date.
                 */
                readonly from: string;
                /**
                 * Format: date
                 * @description Last local date, exclusive.
                 */
                readonly to: string;
            };
            /**
             * Format: date-time
             * @description Instant of the next renewal.
             */
            readonly renewsAt: string;
            /** @description Instant at which a scheduled removal takes effect. */
            readonly removalEffectiveAt: string | null;
            /** @description Edition from the next renewal on. */
            readonly scheduledEdition: ("essentials" | "enhanced") | null;
            /** @description Id of the confirmed quote. */
            readonly quote: string;
        };
        readonly PurchasedAddOn: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /**
             * @description Edition of the add-on.
             * @enum {string}
             */
            readonly edition: "essentials" | "enhanced";
            /** @description Number of seats. */
            readonly seats: number;
            /**
             * Format: date-time
             * @description Instant of the purchase.
             */
            readonly purchasedAt: string;
            /** @description Billing period. */
            readonly period: {
                /**
                 * Format: date
                 * @description First local date.
                 */
                readonly from: string;
                /**
                 * Format: date
                 * @description Last local date, exclusive.
                 */
                readonly to: string;
            };
            /**
             * Format: date-time
             * @description Instant of the next renewal.
             */
            readonly renewsAt: string;
            /** @description Instant at which a scheduled removal takes effect. */
            readonly removalEffectiveAt: string | null;
            /** @description Edition from the next renewal on. */
            readonly scheduledEdition: ("essentials" | "enhanced") | null;
            /** @description Id of the confirmed quote. */
            readonly quote: string;
            /** @description Amount charged. */
            readonly charge: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
        };
        readonly AddOns: {
            /** @description All items. */
            readonly items: readonly {
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Action available for the add-on.
                 * @enum {string}
                 */
                readonly action: "add" | "remove" | "keep";
                /** @description Whether the caller may perform the action. */
                readonly allowed: boolean;
                /** @description Why the caller may not perform the action. */
                readonly refused: {
                    /** @description Problem code. */
                    readonly code: string;
                    /** @description Requirement that refuses the action. */
                    readonly rule: string | null;
                    /** @description Reason in the reader's language. */
                    readonly detail: string;
                } | null;
                /** @description The add-on of the team. */
                readonly addOn: {
                    /** @description Id of the team. */
                    readonly teamId: string;
                    /** @description Product of the add-on. */
                    readonly product: string;
                    /**
                     * @description Edition of the add-on.
                     * @enum {string}
                     */
                    readonly edition: "essentials" | "enhanced";
                    /** @description Number of seats. */
                    readonly seats: number;
                    /**
                     * Format: date-time
                     * @description Instant of the purchase.
                     */
                    readonly purchasedAt: string;
                    /** @description Billing period. */
                    readonly period: {
                        /**
                         * Format: date
                         * @description First local date.
                         */
                        readonly from: string;
                        /**
                         * Format: date
                         * @description Last local date, exclusive.
                         */
                        readonly to: string;
                    };
                    /**
                     * Format: date-time
                     * @description Instant of the next renewal.
                     */
                    readonly renewsAt: string;
                    /** @description Instant at which a scheduled removal takes effect. */
                    readonly removalEffectiveAt: string | null;
                    /** @description Edition from the next renewal on. */
                    readonly scheduledEdition: ("essentials" | "enhanced") | null;
                    /**
                     * @description Kind of row.
                     * @enum {string}
                     */
                    readonly kind: "add-on";
                    /**
                     * @description State of the add-on.
                     * @enum {string}
                     */
                    readonly state: "active" | "removal-scheduled" | "ended";
                } | null;
                /** @description Next charge (P10). */
                readonly upcoming: {
                    /**
                     * Format: date-time
                     * @description Instant of the charge.
                     */
                    readonly at: string;
                    /**
                     * @description Edition of the add-on.
                     * @enum {string}
                     */
                    readonly edition: "essentials" | "enhanced";
                    /** @description Number of seats. */
                    readonly seats: number;
                    /** @description Amount to pay. */
                    readonly amount: {
                        /** @description Amount in minor units: cents or yen. */
                        readonly minor: number;
                        /** @description ISO 4217 currency code. */
                        readonly currency: string;
                    };
                } | null;
            }[];
            /** @description The seats of the team, which all of its add-ons share. */
            readonly seats: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
                readonly scheduledBilling: {
                    /**
                     * Format: date-time
                     * @description Instant of the renewal.
                     */
                    readonly effectiveAt: string;
                    /**
                     * @description Length of a billing period.
                     * @enum {string}
                     */
                    readonly interval: "month" | "year";
                    /**
                     * Format: date
                     * @description Local date from which billing periods are counted.
                     */
                    readonly periodStart: string;
                    /** @description Number of seats. */
                    readonly seats: number;
                    /** @description IANA time zone of the days of billing periods. */
                    readonly timeZone: string;
                } | null;
                /** @description Whether the caller may change the seats by a quote and its confirmation. */
                readonly allowed: boolean;
                /** @description Why the caller may not change the seats. */
                readonly refused: {
                    /** @description Problem code. */
                    readonly code: string;
                    /** @description Requirement that refuses the action. */
                    readonly rule: string | null;
                    /** @description Reason in the reader's language. */
                    readonly detail: string;
                } | null;
            };
        };
        readonly Quote: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /**
             * @description Edition of the add-on.
             * @enum {string}
             */
            readonly edition: "essentials" | "enhanced";
            /** @description Amount to pay. */
            readonly amount: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
            /** @description Amount before rounding, in minor units. */
            readonly exact: {
                /** @description Numerator. */
                readonly numerator: string;
                /** @description Denominator. */
                readonly denominator: string;
            };
            /** @description Price of one seat for a whole period. */
            readonly unitPrice: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
            /** @description Price per seat of the replaced edition. */
            readonly replaces: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            } | null;
            /** @description Who in sales agreed on the unit price, where none is listed (P1). */
            readonly agreedBy: string | null;
            /** @description Number of seats: of a charge for seats, those that were added. */
            readonly seats: number;
            /** @description Days left in the period. */
            readonly remainingDays: number;
            /** @description Days of the period. */
            readonly periodDays: number;
            /** @description Billing period. */
            readonly period: {
                /**
                 * Format: date
                 * @description First local date.
                 */
                readonly from: string;
                /**
                 * Format: date
                 * @description Last local date, exclusive.
                 */
                readonly to: string;
            };
            /** @description Id of the quote. */
            readonly id: string;
            /** @description Signed quote. Send it to confirm the purchase. */
            readonly quoteId: string;
            /**
             * Format: date-time
             * @description End of the billing period.
             */
            readonly periodEndsAt: string;
            /** @description Version of the price list. */
            readonly priceVersion: string;
            /**
             * Format: date-time
             * @description Instant after which the quote cannot be confirmed.
             */
            readonly expiresAt: string;
            /**
             * @description What the quote is for.
             * @enum {string}
             */
            readonly change: "purchase" | "upgrade" | "downgrade";
            /**
             * @description Billing interval that the unit price is for.
             * @enum {string}
             */
            readonly interval: "month" | "year";
            /**
             * Format: date-time
             * @description Instant at which the change takes effect.
             */
            readonly effectiveAt: string;
            /** @description Amount of the next renewal at known prices and seats (P10). */
            readonly renewalAmount: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
        };
        readonly RemovalPreview: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /**
             * @description Edition of the add-on.
             * @enum {string}
             */
            readonly edition: "essentials" | "enhanced";
            /** @description Signed preview. Send it to confirm the removal. */
            readonly previewId: string;
            /**
             * Format: date-time
             * @description Instant at which the add-on ends: its next renewal. The team is entitled until then (P11).
             */
            readonly effectiveAt: string;
            /** @description What ends with the add-on, unless another add-on of the team includes it. */
            readonly ends: readonly ("response-target" | "live-support" | "hub" | "consultation" | "feature-digest" | "root-cause-session")[];
            /** @description Amount still to be charged until the end. Nothing is refunded. */
            readonly amount: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
            /** @description The renewal that is no longer charged (P10). */
            readonly cancelledCharge: {
                /**
                 * Format: date-time
                 * @description Instant of the charge.
                 */
                readonly at: string;
                /**
                 * @description Edition of the add-on.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Number of seats. */
                readonly seats: number;
                /** @description Amount to pay. */
                readonly amount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
            };
            /**
             * Format: date-time
             * @description Instant after which the preview cannot be confirmed.
             */
            readonly expiresAt: string;
        };
        readonly ChargePage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition of the add-on.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Amount to pay. */
                readonly amount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description Amount before rounding, in minor units. */
                readonly exact: {
                    /** @description Numerator. */
                    readonly numerator: string;
                    /** @description Denominator. */
                    readonly denominator: string;
                };
                /** @description Price of one seat for a whole period. */
                readonly unitPrice: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description Price per seat of the replaced edition. */
                readonly replaces: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                } | null;
                /** @description Who in sales agreed on the unit price, where none is listed (P1). */
                readonly agreedBy: string | null;
                /** @description Number of seats: of a charge for seats, those that were added. */
                readonly seats: number;
                /** @description Days left in the period. */
                readonly remainingDays: number;
                /** @description Days of the period. */
                readonly periodDays: number;
                /** @description Billing period. */
                readonly period: {
                    /**
                     * Format: date
                     * @description First local date.
                     */
                    readonly from: string;
                    /**
                     * Format: date
                     * @description Last local date, exclusive.
                     */
                    readonly to: string;
                };
                /**
                 * @description Kind of row.
                 * @enum {string}
                 */
                readonly kind: "charge";
                /** @description Id of the charge. */
                readonly chargeId: string;
                /**
                 * @description Reason for the charge.
                 * @enum {string}
                 */
                readonly reason: "purchase" | "renewal" | "upgrade" | "seats";
                /**
                 * Format: date-time
                 * @description Instant at which the charge takes effect.
                 */
                readonly effectiveAt: string;
                /**
                 * Format: date-time
                 * @description Instant at which the charge was issued.
                 */
                readonly issuedAt: string;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly InquiryPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description Id of the member who sent the inquiry. */
                readonly memberId: string;
                /** @description Text of the inquiry. */
                readonly message: string;
                /**
                 * Format: date-time
                 * @description Instant at which the inquiry was received.
                 */
                readonly receivedAt: string;
                /**
                 * @description Completed by a purchase or change of edition, or closed without one.
                 * @enum {string}
                 */
                readonly state: "open" | "completed" | "closed";
                /** @description Instant at which it was completed or closed. */
                readonly endedAt: string | null;
                /** @description Why sales closed it without a sale. */
                readonly reason: string | null;
                /** @description The team, with its name. */
                readonly team: {
                    /** @description Id of the team. */
                    readonly id: string;
                    /** @description Name of the team. */
                    readonly name: string | null;
                };
                /** @description The member who sent the inquiry, with the name. */
                readonly member: {
                    /** @description Id of the member who sent the inquiry. */
                    readonly id: string;
                    /** @description Name of the member. */
                    readonly name: string | null;
                };
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly SalesInquiryPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description Id of the member who sent the inquiry. */
                readonly memberId: string;
                /** @description Text of the inquiry. */
                readonly message: string;
                /**
                 * Format: date-time
                 * @description Instant at which the inquiry was received.
                 */
                readonly receivedAt: string;
                /**
                 * @description Completed by a purchase or change of edition, or closed without one.
                 * @enum {string}
                 */
                readonly state: "open" | "completed" | "closed";
                /** @description Instant at which it was completed or closed. */
                readonly endedAt: string | null;
                /** @description Why sales closed it without a sale. */
                readonly reason: string | null;
                /** @description The team, with its name. */
                readonly team: {
                    /** @description Id of the team. */
                    readonly id: string;
                    /** @description Name of the team. */
                    readonly name: string | null;
                };
                /** @description The member who sent the inquiry, with the name. */
                readonly member: {
                    /** @description Id of the member who sent the inquiry. */
                    readonly id: string;
                    /** @description Name of the member. */
                    readonly name: string | null;
                };
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly Inquiry: {
            /** @description Id of the inquiry. */
            readonly inquiryId: string;
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Product of the add-on. */
            readonly product: string;
        };
        readonly ClosedInquiry: {
            /** @description Id of the inquiry. */
            readonly inquiryId: string;
            /** @description Id of the team. */
            readonly teamId: string;
            /**
             * @description State of the inquiry.
             * @enum {string}
             */
            readonly state: "closed";
        };
        readonly Seats: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Number of seats. */
            readonly seats: number;
            /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
            readonly scheduledBilling: {
                /**
                 * Format: date-time
                 * @description Instant of the renewal.
                 */
                readonly effectiveAt: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description IANA time zone of the days of billing periods. */
                readonly timeZone: string;
            } | null;
        };
        readonly ChangedSeats: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Number of seats. */
            readonly seats: number;
            /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
            readonly scheduledBilling: {
                /**
                 * Format: date-time
                 * @description Instant of the renewal.
                 */
                readonly effectiveAt: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description IANA time zone of the days of billing periods. */
                readonly timeZone: string;
            } | null;
            /** @description Amount charged, for all add-ons. */
            readonly charge: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
        };
        readonly SeatQuote: {
            /** @description Id of the quote. */
            readonly id: string;
            /** @description Signed quote. Send it to confirm the change. */
            readonly quoteId: string;
            /** @description Id of the team. */
            readonly teamId: string;
            /**
             * @description More seats count at once, fewer from the renewal.
             * @enum {string}
             */
            readonly change: "increase" | "reduction";
            /** @description Number of seats now. */
            readonly from: number;
            /** @description Number of seats after the change. */
            readonly to: number;
            /** @description Seats of the scheduled reduction that this change replaces. */
            readonly replaces: number | null;
            /**
             * Format: date-time
             * @description Instant at which the change takes effect: at once, or at the renewal.
             */
            readonly effectiveAt: string;
            /** @description Amount charged at the confirmation, for all add-ons (P9). 0 for fewer seats. */
            readonly amount: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
            /** @description The price by add-on. */
            readonly lines: readonly {
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition of the add-on.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Price of one seat for the whole period, as paid for the current one. */
                readonly unitPrice: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description Amount charged at the confirmation. */
                readonly amount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description Amount before rounding, in minor units. */
                readonly exact: {
                    /** @description Numerator. */
                    readonly numerator: string;
                    /** @description Denominator. */
                    readonly denominator: string;
                };
                /** @description Amount of the next renewal with the new seats, at known prices (P10). Null if the add-on is being removed. */
                readonly renewalAmount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                } | null;
            }[];
            /** @description Days left in the period. */
            readonly remainingDays: number;
            /** @description Days of the period. */
            readonly periodDays: number;
            /** @description Billing period. */
            readonly period: {
                /**
                 * Format: date
                 * @description First local date.
                 */
                readonly from: string;
                /**
                 * Format: date
                 * @description Last local date, exclusive.
                 */
                readonly to: string;
            };
            /**
             * Format: date
             * @description First local date that is charged.
             */
            readonly chargedFrom: string;
            /**
             * Format: date-time
             * @description End of the billing period: the next renewal.
             */
            readonly periodEndsAt: string;
            /** @description Amount of the next renewal with the new seats, for all add-ons (P10). */
            readonly renewalAmount: {
                /** @description Amount in minor units: cents or yen. */
                readonly minor: number;
                /** @description ISO 4217 currency code. */
                readonly currency: string;
            };
            /**
             * Format: date-time
             * @description Instant after which the quote cannot be confirmed.
             */
            readonly expiresAt: string;
        };
        readonly Agent: {
            /** @description Id of the agent. */
            readonly agentId: string;
            /** @description Whether the agent gets no chats, calls or assignments any more. */
            readonly retired: boolean;
            /** @description Languages that the agent supports. */
            readonly languages: readonly ("en" | "ja")[];
            /** @description Products that the agent supports. */
            readonly products: readonly string[];
            /** @description Live channels of the registration. */
            readonly channels: readonly ("callback" | "chat")[];
            /**
             * @description Whether the agent takes live requests.
             * @enum {string}
             */
            readonly availability: "available" | "away";
            /** @description Live channels that the agent currently takes. */
            readonly takes: readonly ("callback" | "chat")[];
            /** @description Live request that the agent is working on. */
            readonly engaged: {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
            } | null;
            /** @description Maximum number of seconds between two heartbeats. */
            readonly heartbeatSeconds: number;
        };
        /** @description Problem document (RFC 9457). */
        readonly Problem: {
            /** @description Stable problem type: `urn:ledgerdesk:problem:<code>`. */
            readonly type: string;
            /** @description Summary of the status in the reader's language (L1). */
            readonly title: string;
            /** @description HTTP status. */
            readonly status: number;
            /** @description What went wrong and what to do, in the language of `?language=` where the route has it, else of `Accept-Language`, else in English. */
            readonly detail: string;
            /** @description Requirement that the request violates. */
            readonly rule?: string;
            /** @description Request id, as in the engine's log. */
            readonly instance?: string;
            /** @description Invalid fields of the request. */
            readonly errors?: readonly {
                /** @description Path of the field. */
                readonly field: string;
                /** @description What is wrong with the value. */
                readonly message: string;
            }[];
        };
        readonly TicketEssentials: {
            /** @description Id of the ticket. */
            readonly ticketId: string;
            /**
             * @description Status of the ticket.
             * @enum {string}
             */
            readonly status: "open" | "on-hold" | "solved" | "closed";
            /** @description Product that the ticket is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /**
             * Format: date-time
             * @description Instant at which the ticket was opened.
             */
            readonly openedAt: string;
            /** @description Instant by which a response is due. Null while no response clock runs. */
            readonly responseDueAt: string | null;
            /** @description Latest response clock. */
            readonly response: {
                /**
                 * @description `none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
                 * @enum {string}
                 */
                readonly state: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Number of the latest response clock. Null if none has started. */
                readonly clock: number | null;
                /** @description Instant at which the clock started. */
                readonly startedAt: string | null;
                /** @description Instant at which the response is at risk. Null unless the clock runs. */
                readonly riskAt: string | null;
                /** @description Instant by which a response is due. Null unless the clock runs. */
                readonly dueAt: string | null;
                /** @description Instant at which the response target was missed. */
                readonly breachedAt: string | null;
                /** @description Instant of the first answer to the clock, or to the ticket if it has no clock. */
                readonly answeredAt: string | null;
            };
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /** @description Entitlement that sets the response target. Null for standard support. */
            readonly entitlement: {
                /** @description Product of the add-on. */
                readonly addOn: string;
                /**
                 * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Response target in minutes. */
                readonly targetMinutes: number;
            } | null;
            /** @description Id of the assigned agent. */
            readonly assignedTo: string | null;
            /** @description Id of the ticket into which this one was merged. */
            readonly mergedInto: string | null;
            /** @description Ids of the tickets that were merged into this one. */
            readonly mergedFrom: readonly string[];
        };
        readonly TicketPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type from the taxonomy. */
                readonly issueType: string;
                /** @description Subject. */
                readonly subject: string;
                /**
                 * @description Status of the ticket.
                 * @enum {string}
                 */
                readonly status: "open" | "on-hold" | "solved" | "closed";
                /** @description Requester's language (BCP 47). */
                readonly language: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /**
                 * Format: date-time
                 * @description Instant at which the ticket was opened.
                 */
                readonly openedAt: string;
                /**
                 * Format: date-time
                 * @description Instant of the last change.
                 */
                readonly updatedAt: string;
                /** @description Entitlement that sets the response target. Null for standard support. */
                readonly entitlement: {
                    /** @description Product of the add-on. */
                    readonly addOn: string;
                    /**
                     * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /**
                     * @description Edition or Champion level.
                     * @enum {string}
                     */
                    readonly level: "essentials" | "enhanced" | "grand" | "epic";
                    /** @description Response target in minutes. */
                    readonly targetMinutes: number;
                } | null;
                /** @description Latest response clock. */
                readonly response: {
                    /**
                     * @description `none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
                     * @enum {string}
                     */
                    readonly state: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                    /** @description Number of the latest response clock. Null if none has started. */
                    readonly clock: number | null;
                    /** @description Instant at which the clock started. */
                    readonly startedAt: string | null;
                    /** @description Instant at which the response is at risk. Null unless the clock runs. */
                    readonly riskAt: string | null;
                    /** @description Instant by which a response is due. Null unless the clock runs. */
                    readonly dueAt: string | null;
                    /** @description Instant at which the response target was missed. */
                    readonly breachedAt: string | null;
                    /** @description Instant of the first answer to the clock, or to the ticket if it has no clock. */
                    readonly answeredAt: string | null;
                };
                /** @description Id of the assigned agent. */
                readonly assignedTo: string | null;
                /** @description The assigned agent. Null if there is none. */
                readonly assignee: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                } | null;
                /** @description Id of the ticket that this one follows up. */
                readonly followUpOf: string | null;
                /** @description Id of the ticket into which this one was merged. */
                readonly mergedInto: string | null;
                /** @description Ids of the tickets that were merged into this one. */
                readonly mergedFrom: readonly string[];
                /** @description Chat or callback that the ticket was created from. */
                readonly cameOf: {
                    /**
                     * @description Live channel.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly TicketWithMessages: {
            /** @description Id of the ticket. */
            readonly ticketId: string;
            /** @description Product that the ticket is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /** @description Subject. */
            readonly subject: string;
            /**
             * @description Status of the ticket.
             * @enum {string}
             */
            readonly status: "open" | "on-hold" | "solved" | "closed";
            /** @description Requester's language (BCP 47). */
            readonly language: string;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant at which the ticket was opened.
             */
            readonly openedAt: string;
            /**
             * Format: date-time
             * @description Instant of the last change.
             */
            readonly updatedAt: string;
            /** @description Entitlement that sets the response target. Null for standard support. */
            readonly entitlement: {
                /** @description Product of the add-on. */
                readonly addOn: string;
                /**
                 * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Response target in minutes. */
                readonly targetMinutes: number;
            } | null;
            /** @description Latest response clock. */
            readonly response: {
                /**
                 * @description `none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
                 * @enum {string}
                 */
                readonly state: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Number of the latest response clock. Null if none has started. */
                readonly clock: number | null;
                /** @description Instant at which the clock started. */
                readonly startedAt: string | null;
                /** @description Instant at which the response is at risk. Null unless the clock runs. */
                readonly riskAt: string | null;
                /** @description Instant by which a response is due. Null unless the clock runs. */
                readonly dueAt: string | null;
                /** @description Instant at which the response target was missed. */
                readonly breachedAt: string | null;
                /** @description Instant of the first answer to the clock, or to the ticket if it has no clock. */
                readonly answeredAt: string | null;
            };
            /** @description Id of the assigned agent. */
            readonly assignedTo: string | null;
            /** @description The assigned agent. Null if there is none. */
            readonly assignee: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            } | null;
            /** @description Id of the ticket that this one follows up. */
            readonly followUpOf: string | null;
            /** @description Id of the ticket into which this one was merged. */
            readonly mergedInto: string | null;
            /** @description Ids of the tickets that were merged into this one. */
            readonly mergedFrom: readonly string[];
            /** @description Chat or callback that the ticket was created from. */
            readonly cameOf: {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
            } | null;
            /** @description Public messages, oldest first by default. */
            readonly messages: readonly {
                /** @description Author of the message. */
                readonly author: {
                    /**
                     * @description Kind of author.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent";
                    /** @description Member id or agent id. */
                    readonly id: string;
                    /** @description Name of the author. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description Text of the message. */
                readonly body: string;
                /** @description Attached files. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in hexadecimal. */
                    readonly sha256: string;
                    /** @description File name. */
                    readonly name: string;
                    /** @description Media type, detected from the content. */
                    readonly mediaType: string;
                    /** @description Size in bytes. */
                    readonly bytes: number;
                }[];
                /**
                 * Format: date-time
                 * @description Instant at which the message was sent.
                 */
                readonly at: string;
                /**
                 * @description `desk`: an internal note.
                 * @enum {string}
                 */
                readonly audience: "public" | "desk";
            }[];
            /** @description Cursor of the next page of messages. Absent on the last page. */
            readonly next?: string;
        };
        readonly Messages: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Author of the message. */
                readonly author: {
                    /**
                     * @description Kind of author.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent";
                    /** @description Member id or agent id. */
                    readonly id: string;
                    /** @description Name of the author. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description Text of the message. */
                readonly body: string;
                /** @description Attached files. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in hexadecimal. */
                    readonly sha256: string;
                    /** @description File name. */
                    readonly name: string;
                    /** @description Media type, detected from the content. */
                    readonly mediaType: string;
                    /** @description Size in bytes. */
                    readonly bytes: number;
                }[];
                /**
                 * Format: date-time
                 * @description Instant at which the message was sent.
                 */
                readonly at: string;
                /**
                 * @description `desk`: an internal note.
                 * @enum {string}
                 */
                readonly audience: "public" | "desk";
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly TicketPresence: {
            /** @description Id of the ticket. */
            readonly ticketId: string;
            /** @description Agents who have the ticket open at the moment, at most 50. Not counted in the ETag. */
            readonly present: readonly {
                /** @description Id of the agent. */
                readonly agentId: string;
                /**
                 * @description What the agent does.
                 * @enum {string}
                 */
                readonly activity: "viewing" | "writing";
                /**
                 * Format: date-time
                 * @description Since when, without a break.
                 */
                readonly since: string;
            }[];
            /** @description Seconds after which an agent who does not repeat the request counts as gone. */
            readonly expiresInSeconds: number;
        };
        readonly QueuePage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type from the taxonomy. */
                readonly issueType: string;
                /** @description Subject. */
                readonly subject: string;
                /**
                 * @description Status of the ticket.
                 * @enum {string}
                 */
                readonly status: "open" | "on-hold" | "solved" | "closed";
                /** @description Requester's language (BCP 47). */
                readonly language: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /**
                 * Format: date-time
                 * @description Instant at which the ticket was opened.
                 */
                readonly openedAt: string;
                /**
                 * Format: date-time
                 * @description Instant of the last change.
                 */
                readonly updatedAt: string;
                /** @description Entitlement that sets the response target. Null for standard support. */
                readonly entitlement: {
                    /** @description Product of the add-on. */
                    readonly addOn: string;
                    /**
                     * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /**
                     * @description Edition or Champion level.
                     * @enum {string}
                     */
                    readonly level: "essentials" | "enhanced" | "grand" | "epic";
                    /** @description Response target in minutes. */
                    readonly targetMinutes: number;
                } | null;
                /** @description Latest response clock. */
                readonly response: {
                    /**
                     * @description `none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
                     * @enum {string}
                     */
                    readonly state: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                    /** @description Number of the latest response clock. Null if none has started. */
                    readonly clock: number | null;
                    /** @description Instant at which the clock started. */
                    readonly startedAt: string | null;
                    /** @description Instant at which the response is at risk. Null unless the clock runs. */
                    readonly riskAt: string | null;
                    /** @description Instant by which a response is due. Null unless the clock runs. */
                    readonly dueAt: string | null;
                    /** @description Instant at which the response target was missed. */
                    readonly breachedAt: string | null;
                    /** @description Instant of the first answer to the clock, or to the ticket if it has no clock. */
                    readonly answeredAt: string | null;
                };
                /** @description Id of the assigned agent. */
                readonly assignedTo: string | null;
                /** @description The assigned agent. Null if there is none. */
                readonly assignee: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                } | null;
                /** @description Id of the ticket that this one follows up. */
                readonly followUpOf: string | null;
                /** @description Id of the ticket into which this one was merged. */
                readonly mergedInto: string | null;
                /** @description Ids of the tickets that were merged into this one. */
                readonly mergedFrom: readonly string[];
                /** @description Chat or callback that the ticket was created from. */
                readonly cameOf: {
                    /**
                     * @description Live channel.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
                /** @description Team of the requester. */
                readonly teamId: string;
                /** @description Member id of the requester. */
                readonly requesterId: string;
                /** @description Team of the requester. */
                readonly team: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description The requester. */
                readonly requester: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description Why the ticket is on hold. */
                readonly holdReason: string | null;
                /** @description Instant at which the solved ticket closes automatically. */
                readonly closesAt: string | null;
                /** @description `clock` of `response`. */
                readonly clock: number | null;
                /** @description `dueAt` of `response`, by which the queue is sorted by default. */
                readonly dueAt: string | null;
                /** @description `breachedAt` of `response`. */
                readonly breachedAt: string | null;
                /** @description Number of messages, internal notes included. */
                readonly messageCount: number;
                /** @description The last message, which may be an internal note. */
                readonly lastMessage: {
                    /** @description Author of the message. */
                    readonly author: {
                        /**
                         * @description Kind of author.
                         * @enum {string}
                         */
                        readonly kind: "member" | "agent";
                        /** @description Member id or agent id. */
                        readonly id: string;
                        /** @description Name of the author. Null if none is recorded. */
                        readonly name: string | null;
                    };
                    /**
                     * @description `desk`: an internal note.
                     * @enum {string}
                     */
                    readonly audience: "public" | "desk";
                    /**
                     * Format: date-time
                     * @description Instant at which it was written.
                     */
                    readonly at: string;
                    /** @description The first 200 characters of its text. */
                    readonly excerpt: string;
                };
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly QueueCounts: {
            /** @description Number of tickets in all. */
            readonly total: number;
            /** @description Numbers by status. */
            readonly byStatus: {
                /** @description Number of tickets that are open and not on hold. */
                readonly open: number;
                /** @description Number of tickets on hold. */
                readonly "on-hold": number;
                /** @description Number of tickets that are solved. */
                readonly solved: number;
                /** @description Number of tickets that are closed. */
                readonly closed: number;
            };
            /** @description Numbers by state of the response. */
            readonly byState: {
                /** @description Number of tickets without a response clock. */
                readonly none: number;
                /** @description Number of tickets whose clock runs. */
                readonly running: number;
                /** @description Number of tickets whose clock is paused. */
                readonly paused: number;
                /** @description Number of tickets that were answered in time. */
                readonly met: number;
                /** @description Number of tickets that were answered too late. */
                readonly late: number;
                /** @description Number of tickets that were solved without an answer. */
                readonly unanswered: number;
                /** @description Number of tickets whose response clock goes on in another ticket. */
                readonly merged: number;
            };
            /** @description False if there may be more: the numbers are of the first 1,000 tickets that were read. */
            readonly isComplete: boolean;
        };
        readonly DeskTicket: {
            /** @description Id of the ticket. */
            readonly ticketId: string;
            /** @description Product that the ticket is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /** @description Subject. */
            readonly subject: string;
            /**
             * @description Status of the ticket.
             * @enum {string}
             */
            readonly status: "open" | "on-hold" | "solved" | "closed";
            /** @description Requester's language (BCP 47). */
            readonly language: string;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant at which the ticket was opened.
             */
            readonly openedAt: string;
            /**
             * Format: date-time
             * @description Instant of the last change.
             */
            readonly updatedAt: string;
            /** @description Entitlement that sets the response target. Null for standard support. */
            readonly entitlement: {
                /** @description Product of the add-on. */
                readonly addOn: string;
                /**
                 * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Response target in minutes. */
                readonly targetMinutes: number;
            } | null;
            /** @description Latest response clock. */
            readonly response: {
                /**
                 * @description `none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
                 * @enum {string}
                 */
                readonly state: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Number of the latest response clock. Null if none has started. */
                readonly clock: number | null;
                /** @description Instant at which the clock started. */
                readonly startedAt: string | null;
                /** @description Instant at which the response is at risk. Null unless the clock runs. */
                readonly riskAt: string | null;
                /** @description Instant by which a response is due. Null unless the clock runs. */
                readonly dueAt: string | null;
                /** @description Instant at which the response target was missed. */
                readonly breachedAt: string | null;
                /** @description Instant of the first answer to the clock, or to the ticket if it has no clock. */
                readonly answeredAt: string | null;
            };
            /** @description Id of the assigned agent. */
            readonly assignedTo: string | null;
            /** @description The assigned agent. Null if there is none. */
            readonly assignee: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            } | null;
            /** @description Id of the ticket that this one follows up. */
            readonly followUpOf: string | null;
            /** @description Id of the ticket into which this one was merged. */
            readonly mergedInto: string | null;
            /** @description Ids of the tickets that were merged into this one. */
            readonly mergedFrom: readonly string[];
            /** @description Chat or callback that the ticket was created from. */
            readonly cameOf: {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
            } | null;
            /** @description Team of the requester. */
            readonly teamId: string;
            /** @description Member id of the requester. */
            readonly requesterId: string;
            /** @description Team of the requester. */
            readonly team: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description The requester. */
            readonly requester: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description Why the ticket is on hold. */
            readonly holdReason: string | null;
            /** @description Instant at which the solved ticket closes automatically. */
            readonly closesAt: string | null;
            /** @description Agents who have the ticket open now. Null with `asOf`: that has no past. */
            readonly present: readonly {
                /** @description Id of the agent. */
                readonly agentId: string;
                /**
                 * @description What the agent does.
                 * @enum {string}
                 */
                readonly activity: "viewing" | "writing";
                /**
                 * Format: date-time
                 * @description Since when, without a break.
                 */
                readonly since: string;
            }[] | null;
            /** @description Messages and internal notes, oldest first by default. */
            readonly messages: readonly {
                /** @description Author of the message. */
                readonly author: {
                    /**
                     * @description Kind of author.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent";
                    /** @description Member id or agent id. */
                    readonly id: string;
                    /** @description Name of the author. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description Text of the message. */
                readonly body: string;
                /** @description Attached files. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in hexadecimal. */
                    readonly sha256: string;
                    /** @description File name. */
                    readonly name: string;
                    /** @description Media type, detected from the content. */
                    readonly mediaType: string;
                    /** @description Size in bytes. */
                    readonly bytes: number;
                }[];
                /**
                 * Format: date-time
                 * @description Instant at which the message was sent.
                 */
                readonly at: string;
                /**
                 * @description `desk`: an internal note.
                 * @enum {string}
                 */
                readonly audience: "public" | "desk";
            }[];
            /** @description Cursor of the next page of messages. Absent on the last page. */
            readonly next?: string;
        };
        readonly BulkResults: {
            /** @description All items. */
            readonly items: readonly {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Value for `If-Match` on the ticket's own routes. */
                readonly etag: string | null;
                /** @description New state of the ticket. Null if the action failed. */
                readonly ticket: components["schemas"]["TicketEssentials"] | null;
                /** @description Why the action failed. Null if it succeeded. */
                readonly problem: components["schemas"]["Problem"] | null;
            }[];
        };
        readonly TicketHistory: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Event type, such as `TicketAssigned`. */
                readonly type: string;
                /**
                 * Format: date-time
                 * @description Instant at which it happened.
                 */
                readonly at: string;
                /** @description Status of the ticket from then on. Null if the event does not set it. */
                readonly status: ("open" | "on-hold" | "solved" | "closed") | null;
                /** @description Agent to whom the ticket was assigned, or from whom it was taken. */
                readonly agent: {
                    /** @description Id of the agent. */
                    readonly id: string;
                    /** @description Name of the agent. Null if none is known. */
                    readonly name: string | null;
                } | null;
                /** @description What the event did to the response clock. Null for other events. */
                readonly clock: {
                    /** @description Number of the response clock, from 1. */
                    readonly number: number;
                    /** @description Instant by which the response is or was due. */
                    readonly dueAt: string | null;
                    /** @description Why the clock stopped. Null unless it did. */
                    readonly outcome: ("answered" | "solved-unanswered" | "merged") | null;
                    /** @description Whether the clock stopped in time. Null unless it stopped. */
                    readonly inTime: boolean | null;
                } | null;
                /** @description Chat or callback that the ticket was created from. */
                readonly request: {
                    /**
                     * @description Live channel.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
                /** @description Who did it. */
                readonly actor: {
                    /**
                     * @description Kind of actor. `engine`: a timer or process of the engine.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Your own member id or the id of an agent. Null for others. */
                    readonly id: string | null;
                    /** @description Your own name or that of an agent. Null if none is known. */
                    readonly name: string | null;
                };
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly DeskTicketHistory: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the event. */
                readonly id: string;
                /** @description Position in the log. */
                readonly position: string;
                /** @description Event type, such as `TicketAssigned`. */
                readonly type: string;
                /**
                 * Format: date-time
                 * @description Instant at which it happened.
                 */
                readonly at: string;
                /** @description Status of the ticket from then on. Null if the event does not set it. */
                readonly status: ("open" | "on-hold" | "solved" | "closed") | null;
                /** @description Agent to whom the ticket was assigned, or from whom it was taken. */
                readonly agent: {
                    /** @description Id of the agent. */
                    readonly id: string;
                    /** @description Name of the agent. Null if none is known. */
                    readonly name: string | null;
                } | null;
                /** @description What the event did to the response clock. Null for other events. */
                readonly clock: {
                    /** @description Number of the response clock, from 1. */
                    readonly number: number;
                    /** @description Instant by which the response is or was due. */
                    readonly dueAt: string | null;
                    /** @description Why the clock stopped. Null unless it did. */
                    readonly outcome: ("answered" | "solved-unanswered" | "merged") | null;
                    /** @description Whether the clock stopped in time. Null unless it stopped. */
                    readonly inTime: boolean | null;
                } | null;
                /** @description Chat or callback that the ticket was created from. */
                readonly request: {
                    /**
                     * @description Live channel.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
                /**
                 * Format: date-time
                 * @description Instant at which it was recorded.
                 */
                readonly recordedAt: string;
                /**
                 * @description `desk`: the requester does not see it.
                 * @enum {string}
                 */
                readonly audience: "public" | "desk";
                /** @description Who did it. */
                readonly actor: {
                    /**
                     * @description Kind of actor. `engine`: a timer or process of the engine.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Member id within the team, or id of the actor. */
                    readonly id: string;
                    /** @description Name of a member or agent. Null if none is known. */
                    readonly name: string | null;
                };
                /** @description Member that the actor acted for. */
                readonly onBehalfOf: {
                    /**
                     * @description Kind of actor. `engine`: a timer or process of the engine.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Member id within the team, or id of the actor. */
                    readonly id: string;
                    /** @description Name of a member or agent. Null if none is known. */
                    readonly name: string | null;
                } | null;
                /** @description Why the ticket is on hold, or was moved to another product or issue type. */
                readonly reason: string | null;
                /** @description Instant at which the solved ticket closes automatically. */
                readonly closesAt: string | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly CallbackEssentials: {
            /** @description Id of the callback. */
            readonly callbackId: string;
            /**
             * @description Status of the callback.
             * @enum {string}
             */
            readonly status: "waiting" | "taken" | "completed" | "cancelled" | "given-up";
            /** @description Why the callback was cancelled. Null if it was not. */
            readonly cancelledFor: ("requester" | "member-deactivated" | "live-support-lost") | null;
            /**
             * @description Premium terms, or standard support, which is served after all premium requests.
             * @enum {string}
             */
            readonly terms: "premium" | "standard";
            /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
            readonly resumesAt: string | null;
            /** @description Position in the queue, from 1. Null if not waiting. */
            readonly position: number | null;
            /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
            readonly expectedWaitSeconds: number | null;
            /** @description Product that the callback is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. Null if none was named. */
            readonly issueType: string | null;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant of the request.
             */
            readonly requestedAt: string;
            /** @description Unanswered calls. */
            readonly attempts: number;
            /** @description Id of the ticket of the callback. */
            readonly ticketId: string | null;
        };
        readonly CallbackPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /**
                 * @description Status of the callback.
                 * @enum {string}
                 */
                readonly status: "waiting" | "taken" | "completed" | "cancelled" | "given-up";
                /** @description Why the callback was cancelled. Null if it was not. */
                readonly cancelledFor: ("requester" | "member-deactivated" | "live-support-lost") | null;
                /**
                 * @description Premium terms, or standard support, which is served after all premium requests.
                 * @enum {string}
                 */
                readonly terms: "premium" | "standard";
                /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
                readonly resumesAt: string | null;
                /** @description Position in the queue, from 1. Null if not waiting. */
                readonly position: number | null;
                /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
                readonly expectedWaitSeconds: number | null;
                /** @description Product that the callback is about. */
                readonly product: string;
                /** @description Issue type from the taxonomy. Null if none was named. */
                readonly issueType: string | null;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /**
                 * Format: date-time
                 * @description Instant of the request.
                 */
                readonly requestedAt: string;
                /** @description Unanswered calls. */
                readonly attempts: number;
                /** @description Id of the ticket of the callback. */
                readonly ticketId: string | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly CallbackToMake: {
            /** @description Id of the callback. */
            readonly callbackId: string;
            /**
             * @description Status of the callback.
             * @enum {string}
             */
            readonly status: "waiting" | "taken" | "completed" | "cancelled" | "given-up";
            /** @description Why the callback was cancelled. Null if it was not. */
            readonly cancelledFor: ("requester" | "member-deactivated" | "live-support-lost") | null;
            /**
             * @description Premium terms, or standard support, which is served after all premium requests.
             * @enum {string}
             */
            readonly terms: "premium" | "standard";
            /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
            readonly resumesAt: string | null;
            /** @description Position in the queue, from 1. Null if not waiting. */
            readonly position: number | null;
            /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
            readonly expectedWaitSeconds: number | null;
            /** @description Product that the callback is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. Null if none was named. */
            readonly issueType: string | null;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant of the request.
             */
            readonly requestedAt: string;
            /** @description Unanswered calls. */
            readonly attempts: number;
            /** @description Id of the ticket of the callback. */
            readonly ticketId: string | null;
            /** @description Team of the requester. */
            readonly teamId: string;
            /** @description Member id of the requester. */
            readonly requesterId: string;
            /** @description Team of the requester. */
            readonly team: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description The requester. */
            readonly requester: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description Phone number to call (E.164). */
            readonly phone: string;
            /** @description Reason given by the requester, null if none was given. */
            readonly reason: string | null;
        };
        readonly ChatEssentials: {
            /** @description Id of the chat. */
            readonly chatId: string;
            /**
             * @description Status of the chat.
             * @enum {string}
             */
            readonly status: "waiting" | "active" | "ended";
            /**
             * @description Premium terms, or standard support, which is served after all premium requests.
             * @enum {string}
             */
            readonly terms: "premium" | "standard";
            /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
            readonly resumesAt: string | null;
            /** @description Position in the queue, from 1. Null if not waiting. */
            readonly position: number | null;
            /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
            readonly expectedWaitSeconds: number | null;
            /** @description Product that the chat is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant at which the chat was started.
             */
            readonly startedAt: string;
            /** @description Instant at which the chat ends automatically if nobody writes or joins. */
            readonly endsAt: string | null;
            /** @description Id of the agent in the chat. */
            readonly agentId: string | null;
            /** @description Id of the ticket created from the transcript, once it exists. */
            readonly ticketId: string | null;
        };
        readonly ChatPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the chat. */
                readonly chatId: string;
                /**
                 * @description Status of the chat.
                 * @enum {string}
                 */
                readonly status: "waiting" | "active" | "ended";
                /**
                 * @description Premium terms, or standard support, which is served after all premium requests.
                 * @enum {string}
                 */
                readonly terms: "premium" | "standard";
                /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
                readonly resumesAt: string | null;
                /** @description Position in the queue, from 1. Null if not waiting. */
                readonly position: number | null;
                /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
                readonly expectedWaitSeconds: number | null;
                /** @description Product that the chat is about. */
                readonly product: string;
                /** @description Issue type from the taxonomy. */
                readonly issueType: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /**
                 * Format: date-time
                 * @description Instant at which the chat was started.
                 */
                readonly startedAt: string;
                /** @description Instant at which the chat ends automatically if nobody writes or joins. */
                readonly endsAt: string | null;
                /** @description Id of the agent in the chat. */
                readonly agentId: string | null;
                /** @description Id of the ticket created from the transcript, once it exists. */
                readonly ticketId: string | null;
                /** @description Null if there is none. */
                readonly agent: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                } | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly ChatWithUpdates: {
            /** @description Id of the chat. */
            readonly chatId: string;
            /**
             * @description Status of the chat.
             * @enum {string}
             */
            readonly status: "waiting" | "active" | "ended";
            /**
             * @description Premium terms, or standard support, which is served after all premium requests.
             * @enum {string}
             */
            readonly terms: "premium" | "standard";
            /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
            readonly resumesAt: string | null;
            /** @description Position in the queue, from 1. Null if not waiting. */
            readonly position: number | null;
            /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
            readonly expectedWaitSeconds: number | null;
            /** @description Product that the chat is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant at which the chat was started.
             */
            readonly startedAt: string;
            /** @description Instant at which the chat ends automatically if nobody writes or joins. */
            readonly endsAt: string | null;
            /** @description Id of the agent in the chat. */
            readonly agentId: string | null;
            /** @description Id of the ticket created from the transcript, once it exists. */
            readonly ticketId: string | null;
            /** @description Null if there is none. */
            readonly agent: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            } | null;
            /** @description A page of the messages and changes of the chat, oldest first. */
            readonly updates: readonly {
                /**
                 * @description Kind of update.
                 * @enum {string}
                 */
                readonly kind: "message" | "joined" | "returned" | "transferred" | "language" | "ended";
                /**
                 * Format: date-time
                 * @description Instant of the update.
                 */
                readonly at: string;
                /** @description Id of the agent. Null: the requester, or, if transferred, the front of the queue. */
                readonly agentId: string | null;
                /** @description The agent with the name. Null if `agentId` is. */
                readonly agent: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                } | null;
                /** @description Text of the message. */
                readonly body: string | null;
                /** @description Why the chat ended. */
                readonly reason: ("requester" | "agent" | "idle" | "nobody-joined" | "member-deactivated" | "live-support-lost") | null;
                /** @description Id of the ticket created from the transcript, once it exists. */
                readonly ticketId: string | null;
                /** @description New language of support. */
                readonly servedLanguage: ("en" | "ja") | null;
            }[];
            /** @description Cursor of the next page, and `Last-Event-ID` for the event stream. Absent on the last page. */
            readonly next?: string;
        };
        readonly ChatToAnswer: {
            /** @description Id of the chat. */
            readonly chatId: string;
            /**
             * @description Status of the chat.
             * @enum {string}
             */
            readonly status: "waiting" | "active" | "ended";
            /**
             * @description Premium terms, or standard support, which is served after all premium requests.
             * @enum {string}
             */
            readonly terms: "premium" | "standard";
            /** @description When agents can take the waiting request again: at the next opening, or after the pause that follows an unanswered call. Null if they can take it now. */
            readonly resumesAt: string | null;
            /** @description Position in the queue, from 1. Null if not waiting. */
            readonly position: number | null;
            /** @description Seconds until its turn, by its position and the pace of the last ten requests of the queue; counted from `resumesAt` if that is later. Null if none was served yet or the request is not waiting. */
            readonly expectedWaitSeconds: number | null;
            /** @description Product that the chat is about. */
            readonly product: string;
            /** @description Issue type from the taxonomy. */
            readonly issueType: string;
            /**
             * @description Language in which support replies.
             * @enum {string}
             */
            readonly servedLanguage: "en" | "ja";
            /**
             * Format: date-time
             * @description Instant at which the chat was started.
             */
            readonly startedAt: string;
            /** @description Instant at which the chat ends automatically if nobody writes or joins. */
            readonly endsAt: string | null;
            /** @description Id of the agent in the chat. */
            readonly agentId: string | null;
            /** @description Id of the ticket created from the transcript, once it exists. */
            readonly ticketId: string | null;
            /** @description Null if there is none. */
            readonly agent: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            } | null;
            /** @description Team of the requester. */
            readonly teamId: string;
            /** @description Member id of the requester. */
            readonly requesterId: string;
            /** @description Team of the requester. */
            readonly team: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description The requester. */
            readonly requester: {
                /** @description Id. */
                readonly id: string;
                /** @description Name. Null if none is recorded. */
                readonly name: string | null;
            };
            /** @description A page of the messages and changes of the chat, oldest first. */
            readonly updates: readonly {
                /**
                 * @description Kind of update.
                 * @enum {string}
                 */
                readonly kind: "message" | "joined" | "returned" | "transferred" | "language" | "ended";
                /**
                 * Format: date-time
                 * @description Instant of the update.
                 */
                readonly at: string;
                /** @description Id of the agent. Null: the requester, or, if transferred, the front of the queue. */
                readonly agentId: string | null;
                /** @description The agent with the name. Null if `agentId` is. */
                readonly agent: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                } | null;
                /** @description Text of the message. */
                readonly body: string | null;
                /** @description Why the chat ended. */
                readonly reason: ("requester" | "agent" | "idle" | "nobody-joined" | "member-deactivated" | "live-support-lost") | null;
                /** @description Id of the ticket created from the transcript, once it exists. */
                readonly ticketId: string | null;
                /** @description New language of support. */
                readonly servedLanguage: ("en" | "ja") | null;
            }[];
            /** @description Cursor of the next page, and `Last-Event-ID` for the event stream. Absent on the last page. */
            readonly next?: string;
        };
        readonly OwnAgent: {
            /** @description Id of the agent. */
            readonly agentId: string;
            /** @description Name of the agent. Null without a registration. */
            readonly name: string | null;
            /** @description Whether the agent gets no chats, calls or assignments any more. */
            readonly retired: boolean;
            /** @description Whether the agent is registered. Other agents answer tickets, but are offered no live requests. */
            readonly registered: boolean;
            /** @description Languages that the agent supports. */
            readonly languages: readonly ("en" | "ja")[];
            /** @description Products that the agent supports. */
            readonly products: readonly string[];
            /** @description Live channels of the registration. */
            readonly channels: readonly ("callback" | "chat")[];
            /**
             * @description Whether the agent takes live requests.
             * @enum {string}
             */
            readonly availability: "available" | "away";
            /** @description Live channels that the agent takes at present. Empty while away. */
            readonly takes: readonly ("callback" | "chat")[];
            /** @description Chat or callback that you work on. */
            readonly engaged: {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
                /** @description Product of the request. */
                readonly product: string | null;
                /** @description Language in which it is served. */
                readonly servedLanguage: ("en" | "ja") | null;
                /** @description Team of the requester. */
                readonly team: {
                    /** @description Id of the team. */
                    readonly id: string;
                    /** @description Name of the team. Null if it is not known. */
                    readonly name: string | null;
                } | null;
                /** @description Who made the request. */
                readonly requester: {
                    /** @description Id of the requester. */
                    readonly id: string;
                    /** @description Name of the requester. Null if it is not known. */
                    readonly name: string | null;
                } | null;
            } | null;
            /** @description Maximum number of seconds between two heartbeats. */
            readonly heartbeatSeconds: number;
            /** @description Last heartbeat of the agent. Null if there is none. */
            readonly lastSeenAt: string | null;
        };
        readonly AgentDetails: {
            /** @description Id of the agent. */
            readonly agentId: string;
            /** @description Name of the agent. Null without a registration. */
            readonly name: string | null;
            /** @description Whether the agent gets no chats, calls or assignments any more. */
            readonly retired: boolean;
            /** @description Whether the agent is registered. Other agents answer tickets, but are offered no live requests. */
            readonly registered: boolean;
            /** @description Languages that the agent supports. */
            readonly languages: readonly ("en" | "ja")[];
            /** @description Products that the agent supports. */
            readonly products: readonly string[];
            /** @description Live channels of the registration. */
            readonly channels: readonly ("callback" | "chat")[];
            /**
             * @description Whether the agent takes live requests.
             * @enum {string}
             */
            readonly availability: "available" | "away";
            /** @description Live channels that the agent takes at present. Empty while away. */
            readonly takes: readonly ("callback" | "chat")[];
            /** @description Live request that the agent is working on. */
            readonly engaged: {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
            } | null;
            /** @description Since when the agent is working on it. */
            readonly engagedSince: string | null;
        };
        readonly AgentPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Name of the agent. Null without a registration. */
                readonly name: string | null;
                /** @description Whether the agent gets no chats, calls or assignments any more. */
                readonly retired: boolean;
                /** @description Whether the agent is registered. Other agents answer tickets, but are offered no live requests. */
                readonly registered: boolean;
                /** @description Languages that the agent supports. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Products that the agent supports. */
                readonly products: readonly string[];
                /** @description Live channels of the registration. */
                readonly channels: readonly ("callback" | "chat")[];
                /**
                 * @description Whether the agent takes live requests.
                 * @enum {string}
                 */
                readonly availability: "available" | "away";
                /** @description Live channels that the agent takes at present. Empty while away. */
                readonly takes: readonly ("callback" | "chat")[];
                /** @description Live request that the agent is working on. */
                readonly engaged: {
                    /**
                     * @description Live channel.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
                /** @description Since when the agent is working on it. */
                readonly engagedSince: string | null;
                /** @description Last heartbeat of the agent. Null if there is none. */
                readonly lastSeenAt: string | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly LiveDesk: {
            /** @description Queues in which a request waits or is worked on, by channel, product and language. */
            readonly queues: readonly {
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Product that the requests are about. */
                readonly product: {
                    /** @description Id of the product. */
                    readonly id: string;
                    /** @description Name of the product. Null if it is not known. */
                    readonly name: string | null;
                };
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /** @description Requests that wait. */
                readonly waiting: number;
                /** @description Of those that wait, how many have premium terms. They are served first. */
                readonly premium: number;
                /** @description Of those that wait, how many have standard terms (L7). */
                readonly standard: number;
                /** @description Of those that wait, how many agents cannot take now: outside the hours, or in a pause (L6, K4). */
                readonly withheld: number;
                /** @description When the oldest request that waits was made. */
                readonly oldestRequestedAt: string | null;
                /** @description Seconds that a request made now would wait, at the pace of the last ten served. Null if none has been served. */
                readonly expectedWaitSeconds: number | null;
                /** @description Requests that agents are working on. */
                readonly held: number;
                /** @description Agents who are available, not engaged, and serve this queue. */
                readonly idleAgents: number;
            }[];
            /** @description Whether more than 5,000 requests wait. The oldest 5,000 are counted. */
            readonly truncated: boolean;
            /** @description Agents who are available and not engaged. */
            readonly idleAgents: number;
        };
        readonly Customer: {
            /** @description Team of the member. */
            readonly team: {
                /** @description Id of the team. */
                readonly id: string;
                /** @description Name of the team. */
                readonly name: string;
                /** @description IANA time zone. */
                readonly timeZone: string;
                /** @description Products in use (R2). */
                readonly products: readonly {
                    /** @description Id of the product. */
                    readonly id: string;
                    /** @description Name of the product. Null if it is not known. */
                    readonly name: string | null;
                }[];
                /** @description Add-ons of the team. */
                readonly addOns: readonly {
                    /** @description Product of the add-on. */
                    readonly product: {
                        /** @description Id of the product. */
                        readonly id: string;
                        /** @description Name of the product. Null if it is not known. */
                        readonly name: string | null;
                    };
                    /**
                     * @description Edition of the add-on.
                     * @enum {string}
                     */
                    readonly edition: "essentials" | "enhanced";
                    /**
                     * @description State of the add-on. Ended ones are left out.
                     * @enum {string}
                     */
                    readonly state: "active" | "removal-scheduled" | "ended";
                }[];
            };
            /** @description The member. */
            readonly member: {
                /** @description Id of the member. */
                readonly id: string;
                /** @description Name of the member. */
                readonly name: string;
                /** @description E-mail address of the member. */
                readonly email: string;
                /** @description Language (BCP 47). */
                readonly language: string;
                /**
                 * @description Status. Only active members have support (E2).
                 * @enum {string}
                 */
                readonly status: "invited" | "active" | "suspended" | "deactivated";
                /** @description Admin roles. Empty: not an admin. */
                readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
                /** @description Champion level of the member. */
                readonly champion: {
                    /**
                     * @description Champion level.
                     * @enum {string}
                     */
                    readonly level: "grand" | "epic";
                    /** @description Product of the personal add-on. Null without Premium Support (C1). */
                    readonly addOn: string | null;
                } | null;
            };
            /** @description Tickets of the member, newest first. */
            readonly tickets: {
                /** @description Items of this page. */
                readonly items: readonly {
                    /** @description Id of the ticket. */
                    readonly ticketId: string;
                    /** @description Subject of the ticket. */
                    readonly subject: string;
                    /**
                     * @description Status of the ticket.
                     * @enum {string}
                     */
                    readonly status: "open" | "on-hold" | "solved" | "closed";
                    /** @description Product that the ticket is about. */
                    readonly product: {
                        /** @description Id of the product. */
                        readonly id: string;
                        /** @description Name of the product. Null if it is not known. */
                        readonly name: string | null;
                    };
                    /** @description Issue type. */
                    readonly issueType: string;
                    /**
                     * Format: date-time
                     * @description When the ticket was opened.
                     */
                    readonly openedAt: string;
                    /**
                     * Format: date-time
                     * @description When the ticket last changed for its requester.
                     */
                    readonly updatedAt: string;
                    /** @description Agent to whom the ticket is assigned. */
                    readonly assignedTo: {
                        /** @description Id of the agent. */
                        readonly id: string;
                        /** @description Name of the agent. Null if it is not known. */
                        readonly name: string | null;
                    } | null;
                }[];
                /** @description Cursor of the next page. Absent on the last page. */
                readonly next?: string;
            };
        };
        readonly TicketView: {
            /** @description Name of the view. */
            readonly name: string;
            /** @description Text to search for. */
            readonly q: string | null;
            /** @description Status filter. */
            readonly status: ("open" | "on-hold" | "solved" | "closed" | "past") | null;
            /** @description Product filter. */
            readonly product: string | null;
            /** @description Issue type filter. */
            readonly issueType: string | null;
            /** @description Filter by the state of the response. */
            readonly state: ("none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged") | null;
            /** @description Whether the response target was missed. */
            readonly breached: boolean | null;
            /** @description Earliest opening instant, inclusive. */
            readonly openedFrom: string | null;
            /** @description Latest opening instant, exclusive. */
            readonly openedTo: string | null;
            /** @description Sort field. */
            readonly sort: ("openedAt" | "updatedAt" | "dueAt" | "breachedAt" | "status") | null;
            /** @description Sort order. */
            readonly order: ("asc" | "desc") | null;
        };
        readonly TicketViews: {
            /** @description All items. */
            readonly items: readonly {
                /** @description Name of the view. */
                readonly name: string;
                /** @description Text to search for. */
                readonly q: string | null;
                /** @description Status filter. */
                readonly status: ("open" | "on-hold" | "solved" | "closed" | "past") | null;
                /** @description Product filter. */
                readonly product: string | null;
                /** @description Issue type filter. */
                readonly issueType: string | null;
                /** @description Filter by the state of the response. */
                readonly state: ("none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged") | null;
                /** @description Whether the response target was missed. */
                readonly breached: boolean | null;
                /** @description Earliest opening instant, inclusive. */
                readonly openedFrom: string | null;
                /** @description Latest opening instant, exclusive. */
                readonly openedTo: string | null;
                /** @description Sort field. */
                readonly sort: ("openedAt" | "updatedAt" | "dueAt" | "breachedAt" | "status") | null;
                /** @description Sort order. */
                readonly order: ("asc" | "desc") | null;
            }[];
        };
        readonly TicketClocks: {
            /** @description Id of the ticket. */
            readonly ticketId: string;
            /** @description Entitlement that sets the response target. Null for standard support. */
            readonly entitlement: {
                /** @description Product of the add-on. */
                readonly addOn: string;
                /**
                 * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Response target in minutes. */
                readonly targetMinutes: number;
            } | null;
            /** @description Response clocks, oldest first. */
            readonly clocks: readonly {
                /** @description Number of the clock within the ticket. */
                readonly clock: number;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /** @description Instant by which a response is due. Null while the clock is paused. */
                readonly dueAt: string | null;
                /**
                 * @description The target with the earliest due instant.
                 * @enum {string}
                 */
                readonly decidedBy: "edition" | "japanese-desk";
                /** @description Whether the response was in time. Null while the clock runs. */
                readonly inTime: boolean | null;
                /** @description Targets of the clock. */
                readonly legs: readonly {
                    /**
                     * @description Which target applies.
                     * @enum {string}
                     */
                    readonly target: "edition" | "japanese-desk";
                    /** @description Requirement that grants the target. */
                    readonly rule: string;
                    /** @description Id of the calendar in which minutes are counted. */
                    readonly calendar: string;
                    /** @description Response target in minutes. */
                    readonly minutes: number;
                    /** @description Due instant of this target. Null while the clock is paused. */
                    readonly dueAt: string | null;
                    /** @description Intervals that add up to `minutes`. Null if calendars or time-zone data have changed since. */
                    readonly counted: readonly {
                        /**
                         * Format: date-time
                         * @description Start of the interval.
                         */
                        readonly from: string;
                        /**
                         * Format: date-time
                         * @description End of the interval.
                         */
                        readonly to: string;
                        /** @description Minutes counted. */
                        readonly minutes: number;
                        /** @description The interval in the calendar's time zone. Null if the target runs around the clock. */
                        readonly local: {
                            /** @description IANA time zone of the calendar. */
                            readonly zone: string;
                            /** @description Start in local time. */
                            readonly from: string;
                            /** @description End in local time. */
                            readonly to: string;
                        } | null;
                    }[] | null;
                }[];
                /** @description Changes of the clock, oldest first. */
                readonly incidents: readonly {
                    /**
                     * Format: date-time
                     * @description Instant of the change.
                     */
                    readonly at: string;
                    /**
                     * @description What happened to the clock.
                     * @enum {string}
                     */
                    readonly what: "started" | "paused" | "resumed" | "at-risk" | "breached" | "answered" | "solved-unanswered" | "merged";
                }[];
                /** @description Versions of the policy, calendars and time-zone data that were used. */
                readonly versions: {
                    readonly [key: string]: string;
                };
            }[];
        };
        readonly TeamDetails: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Name of the team. */
            readonly name: string;
            /** @description ISO 3166-1 alpha-2 country code. */
            readonly country: string;
            /** @description IANA time zone. */
            readonly timeZone: string;
            /** @description Products in use (R2). */
            readonly products: readonly string[];
            /** @description Whether the team may buy and remove Essentials without sales (P4). */
            readonly selfServe: boolean;
            /** @description Id of the account manager. */
            readonly accountManager: string | null;
            /** @description Billing terms. */
            readonly billing: {
                /** @description ISO 4217 currency code. */
                readonly currency: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
            };
            /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
            readonly scheduledBilling: {
                /**
                 * Format: date-time
                 * @description Instant of the renewal.
                 */
                readonly effectiveAt: string;
                /**
                 * @description Length of a billing period.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /**
                 * Format: date
                 * @description Local date from which billing periods are counted.
                 */
                readonly periodStart: string;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description IANA time zone of the days of billing periods. */
                readonly timeZone: string;
            } | null;
            /**
             * Format: date-time
             * @description When the team was registered.
             */
            readonly registeredAt: string;
        };
        readonly TeamPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Name of the team. */
                readonly name: string;
                /** @description ISO 3166-1 alpha-2 country code. */
                readonly country: string;
                /** @description IANA time zone. */
                readonly timeZone: string;
                /** @description Products in use (R2). */
                readonly products: readonly string[];
                /** @description Whether the team may buy and remove Essentials without sales (P4). */
                readonly selfServe: boolean;
                /** @description Id of the account manager. */
                readonly accountManager: string | null;
                /** @description Billing terms. */
                readonly billing: {
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                    /**
                     * @description Length of a billing period.
                     * @enum {string}
                     */
                    readonly interval: "month" | "year";
                    /**
                     * Format: date
                     * @description Local date from which billing periods are counted.
                     */
                    readonly periodStart: string;
                    /** @description Number of seats. */
                    readonly seats: number;
                };
                /** @description Billing terms from the next renewal on. Null if they stay as they are (P8–P10). */
                readonly scheduledBilling: {
                    /**
                     * Format: date-time
                     * @description Instant of the renewal.
                     */
                    readonly effectiveAt: string;
                    /**
                     * @description Length of a billing period.
                     * @enum {string}
                     */
                    readonly interval: "month" | "year";
                    /**
                     * Format: date
                     * @description Local date from which billing periods are counted.
                     */
                    readonly periodStart: string;
                    /** @description Number of seats. */
                    readonly seats: number;
                    /** @description IANA time zone of the days of billing periods. */
                    readonly timeZone: string;
                } | null;
                /**
                 * Format: date-time
                 * @description When the team was registered.
                 */
                readonly registeredAt: string;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly MemberDetails: {
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Id of the member, unique within the team. */
            readonly memberId: string;
            /** @description Name of the member. */
            readonly name: string;
            /** @description E-mail address of the member. */
            readonly email: string;
            /** @description Language (BCP 47). */
            readonly language: string;
            /**
             * @description `deactivated`: the membership has ended.
             * @enum {string}
             */
            readonly status: "invited" | "active" | "suspended" | "deactivated";
            /** @description Whether the status is `active`. Other members have no support (E2). */
            readonly active: boolean;
            /** @description Admin roles. Empty: not an admin. */
            readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            /** @description Champion level of the member. */
            readonly champion: {
                /**
                 * @description Champion level.
                 * @enum {string}
                 */
                readonly level: "grand" | "epic";
                /** @description Product of the personal add-on. Null without Premium Support (C1). */
                readonly addOn: string | null;
            } | null;
            /**
             * Format: date-time
             * @description When the member was added.
             */
            readonly addedAt: string;
        };
        readonly MemberPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Name of the member. */
                readonly name: string;
                /** @description E-mail address of the member. */
                readonly email: string;
                /** @description Language (BCP 47). */
                readonly language: string;
                /**
                 * @description `deactivated`: the membership has ended.
                 * @enum {string}
                 */
                readonly status: "invited" | "active" | "suspended" | "deactivated";
                /** @description Whether the status is `active`. Other members have no support (E2). */
                readonly active: boolean;
                /** @description Admin roles. Empty: not an admin. */
                readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
                /** @description Champion level of the member. */
                readonly champion: {
                    /**
                     * @description Champion level.
                     * @enum {string}
                     */
                    readonly level: "grand" | "epic";
                    /** @description Product of the personal add-on. Null without Premium Support (C1). */
                    readonly addOn: string | null;
                } | null;
                /**
                 * Format: date-time
                 * @description When the member was added.
                 */
                readonly addedAt: string;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly Dashboard: {
            /** @description Number of open requests: tickets, chats and callbacks. */
            readonly open: number;
            /** @description Number of all requests. */
            readonly total: number;
            /** @description Requests by issue type; callbacks that name none are left out. */
            readonly issueTypes: readonly {
                /** @description Issue type from the taxonomy. */
                readonly issueType: string;
                /** @description Number of requests. */
                readonly count: number;
                /** @description Share of all requests. */
                readonly share: number;
                /** @description Counts by month. */
                readonly months: readonly {
                    /** @description Calendar month in UTC. */
                    readonly month: string;
                    /** @description Number of requests. */
                    readonly count: number;
                    /** @description Share of all requests. */
                    readonly share: number;
                }[];
            }[];
            /** @description Requests by product, with every product of the plan. Absent if the team uses only one product (D6). */
            readonly products?: readonly {
                /** @description Product. */
                readonly product: string;
                /** @description Number of requests. */
                readonly count: number;
                /** @description Share of all requests. */
                readonly share: number;
                /** @description Counts by month. */
                readonly months: readonly {
                    /** @description Calendar month in UTC. */
                    readonly month: string;
                    /** @description Number of requests. */
                    readonly count: number;
                    /** @description Share of all requests. */
                    readonly share: number;
                }[];
            }[];
        };
        readonly Recommendations: {
            /** @description Version of the catalogue. */
            readonly catalogueVersion: string;
            /** @description Recommendations, highest score first. */
            readonly items: readonly {
                /** @description Id of the resource. */
                readonly id: string;
                /**
                 * @description Kind of resource.
                 * @enum {string}
                 */
                readonly kind: "article" | "video" | "course";
                /** @description Title in the reader's language. */
                readonly title: string;
                /** @description URL of the resource. */
                readonly link: string;
                /** @description Popularity from the catalogue. */
                readonly popularity: number;
                /** @description Score by which the list is sorted. */
                readonly score: number;
                /** @description Tickets that the recommendation is based on. Empty: recommended by popularity alone. */
                readonly reasons: readonly {
                    /** @description Product of the tickets. */
                    readonly product: string;
                    /** @description Issue type of the tickets. */
                    readonly issueType: string | null;
                    /** @description Number of tickets. */
                    readonly count: number;
                    /** @description Properties that the resource shares with the tickets. */
                    readonly matches: readonly ("issueType" | "product")[];
                }[];
            }[];
        };
        /** @description A team was registered. */
        readonly TeamRegisteredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TeamRegistered";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Name of the team. */
                readonly name: string;
                /** @description Country of the team, as an ISO 3166-1 alpha-2 code. */
                readonly country: string;
                /** @description IANA name of the team's time zone. */
                readonly timeZone: string;
                /** @description Products that the team uses. */
                readonly products: readonly string[];
                /** @description Whether the team may buy add-ons without sales. */
                readonly selfServe: boolean;
                /** @description Who in sales looks after the team. Null: nobody. */
                readonly accountManager: string | null;
                /** @description Whether somebody in sales looks after the team (P4). */
                readonly hasAccountManager: boolean;
                /** @description How the team is billed. */
                readonly billing: {
                    /** @description ISO 4217 code of the currency of prices and charges. */
                    readonly currency: string;
                    /**
                     * @description How often the team is billed.
                     * @enum {string}
                     */
                    readonly interval: "month" | "year";
                    /** @description Local date that all periods count from. */
                    readonly periodStart: string;
                    /** @description Number of seats of the team. */
                    readonly seats: number;
                };
            };
        };
        /** @description The name of a team changed. */
        readonly TeamRenamedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TeamRenamed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Name from now on. */
                readonly name: string;
            };
        };
        /** @description The time zone of a team changed. */
        readonly TeamTimeZoneChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TeamTimeZoneChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description IANA time zone from now on. */
                readonly timeZone: string;
                /** @description P9: the renewal from which billing periods are counted in it. Null: from now on, without an add-on. */
                readonly billedFrom: {
                    /**
                     * Format: date-time
                     * @description When the add-ons renew.
                     */
                    readonly at: string;
                    /** @description First day of the period that begins then, in the time zone of the period before. */
                    readonly firstDay: string;
                } | null;
            };
        };
        /** @description P4: a team may buy and remove Essentials without sales, or no longer. */
        readonly SelfServeChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "SelfServeChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Whether the team may do so from now on. */
                readonly selfServe: boolean;
            };
        };
        /** @description The number of seats of a team without an add-on changed. */
        readonly TeamSeatsChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TeamSeatsChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Number of seats from now on. */
                readonly seats: number;
            };
        };
        /** @description P8: a change of seats was confirmed while the team had an add-on: more at once, fewer from the renewal. */
        readonly SeatChangeConfirmedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "SeatChangeConfirmed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the quote that was confirmed; a quote is applied once (P8). */
                readonly quote: string;
                /** @description Number of seats at the confirmation. */
                readonly from: number;
                /** @description Number of seats after the change. */
                readonly to: number;
                /** @description When the change takes effect: at the confirmation, or at the renewal if there are fewer seats. */
                readonly effectiveAt: string;
                /** @description When the add-ons of the team renew next. */
                readonly renewsAt: string;
                /** @description First day that is charged, in the time zone of the billing period. Null: nothing is charged. */
                readonly chargedFrom: string | null;
                /** @description P9: what is charged for the seats that are added, by add-on. Empty: nothing. */
                readonly charges: readonly {
                    /** @description Product of the add-on. */
                    readonly product: string;
                    /**
                     * @description Edition of the add-on.
                     * @enum {string}
                     */
                    readonly edition: "essentials" | "enhanced";
                    /** @description Price of a seat and billing interval, as paid for the current period. */
                    readonly unitPrice: {
                        /** @description Amount in minor units: cents or yen. */
                        readonly minor: number;
                        /** @description ISO 4217 currency code. */
                        readonly currency: string;
                    };
                    /** @description Amount that was confirmed. */
                    readonly amount: {
                        /** @description Amount in minor units: cents or yen. */
                        readonly minor: number;
                        /** @description ISO 4217 currency code. */
                        readonly currency: string;
                    };
                }[];
            };
        };
        /** @description A reduction of seats that had not taken effect was withdrawn. */
        readonly SeatReductionWithdrawnEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "SeatReductionWithdrawn";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Number of seats that the team keeps. */
                readonly seats: number;
            };
        };
        /** @description The billing interval of a team changed. */
        readonly BillingIntervalChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "BillingIntervalChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /**
                 * @description Length of a billing period after the change.
                 * @enum {string}
                 */
                readonly interval: "month" | "year";
                /** @description P10: the renewal at which the first such period begins. Null: periods are counted so from now on. */
                readonly billedFrom: {
                    /**
                     * Format: date-time
                     * @description When the add-ons renew.
                     */
                    readonly at: string;
                    /** @description First day of the period that begins then, in the time zone of the period before. */
                    readonly firstDay: string;
                } | null;
            };
        };
        /** @description The products that a team uses changed. */
        readonly TeamProductsChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TeamProductsChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Products that the team uses from now on. */
                readonly products: readonly string[];
            };
        };
        /** @description The team's account manager changed. */
        readonly AccountManagerAssignedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AccountManagerAssigned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Who in sales looks after the team from now on. Null: nobody. */
                readonly accountManager: string | null;
                /** @description Whether somebody in sales looks after the team from now on (P4). */
                readonly hasAccountManager: boolean;
            };
        };
        /** @description A member sent an inquiry about an add-on to sales (P3). */
        readonly AddOnInquiryReceivedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnInquiryReceived";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description Id of the member who asks. */
                readonly memberId: string;
                /** @description Message to sales. */
                readonly message: string;
            };
        };
        /** @description P3: sales closed an inquiry without a sale. */
        readonly AddOnInquiryClosedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnInquiryClosed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
                /** @description Id of the member who asked. Null: version 1 did not record it. */
                readonly memberId: string | null;
                /** @description Why sales closed the inquiry. */
                readonly reason: string;
            };
        };
        /** @description The texts of an inquiry were erased with the member who asked. One that was open is closed without a sale. */
        readonly AddOnInquiryErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnInquiryErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
                /** @description Id of the member who asked. */
                readonly memberId: string;
            };
        };
        /** @description A member was added to a team. */
        readonly MemberAddedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberAdded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Name of the member. */
                readonly name: string;
                /** @description E-mail address of the member. */
                readonly email: string;
                /** @description Language that the member prefers, as a BCP 47 tag. */
                readonly language: string;
                /** @description Admin roles of the member. */
                readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            };
        };
        /** @description The name of a member was recorded, even if it is the same as before. */
        readonly MemberRenamedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberRenamed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Name from now on. */
                readonly name: string;
            };
        };
        /** @description The e-mail address of a member was recorded, even if it is the same as before. Mails go to it from then on. */
        readonly MemberEmailChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberEmailChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description E-mail address from now on. */
                readonly email: string;
            };
        };
        /** @description The language of a member changed. Open tickets keep theirs. */
        readonly MemberLanguageChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberLanguageChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Language from now on (BCP 47). */
                readonly language: string;
            };
        };
        /** @description The admin roles of a member changed (H1). */
        readonly AdminRolesAssignedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AdminRolesAssigned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description All admin roles of the member from now on. */
                readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            };
        };
        /** @description E2: the member has not joined yet, has joined, is suspended, or is active again. Members are added as active. */
        readonly MemberStatusChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberStatusChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /**
                 * @description Status from now on.
                 * @enum {string}
                 */
                readonly status: "invited" | "active" | "suspended";
            };
        };
        /** @description The membership ended permanently (E2). */
        readonly MemberDeactivatedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberDeactivated";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
        };
        /** @description The personal data of a member was erased: names, addresses and the texts of saved views. The membership ended before. */
        readonly MemberErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "MemberErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
        };
        /** @description A member became a Champion, or got another level (C1). */
        readonly ChampionNamedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChampionNamed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /**
                 * @description Level of the Champion.
                 * @enum {string}
                 */
                readonly level: "grand" | "epic";
                /** @description Product of the personal add-on; null if the Champion was named without Premium Support (C1). */
                readonly addOn: string | null;
            };
        };
        /** @description A member is no longer a Champion: the personal add-on ends. Open tickets keep their response targets (E11). */
        readonly ChampionWithdrawnEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChampionWithdrawn";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
        };
        /** @description A member saved a view of the ticket list. */
        readonly TicketViewSavedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketViewSaved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Id of the view. Derived from the name: saving under the same name replaces the view. */
                readonly viewId: string;
                /** @description Name of the view. */
                readonly name: string;
                /** @description Search text; null for none. */
                readonly q: string | null;
                /** @description Filter and order of the view. */
                readonly filter: {
                    /** @description Status of the tickets. */
                    readonly status: ("open" | "on-hold" | "solved" | "closed" | "past") | null;
                    /** @description Product of the tickets. */
                    readonly product: string | null;
                    /** @description Issue type of the tickets. */
                    readonly issueType: string | null;
                    /** @description State of the response. */
                    readonly state: ("none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged") | null;
                    /** @description Whether the response target was missed. */
                    readonly breached: boolean | null;
                    /** @description Tickets opened at this instant or later. */
                    readonly openedFrom: string | null;
                    /** @description Tickets opened before this instant. */
                    readonly openedTo: string | null;
                    /** @description What the tickets are sorted by. */
                    readonly sort: ("openedAt" | "updatedAt" | "dueAt" | "breachedAt" | "status") | null;
                    /** @description Order of the tickets. */
                    readonly order: ("asc" | "desc") | null;
                };
            };
        };
        /** @description A member removed a saved view. */
        readonly TicketViewRemovedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketViewRemoved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
                /** @description Id of the view. */
                readonly viewId: string;
            };
        };
        /** @description A purchase of an add-on was confirmed. */
        readonly AddOnPurchasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnPurchased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition that was bought.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Id of the quote that was confirmed; a quote is applied once (P8). */
                readonly quote: string;
                /** @description The inquiry that sales completed with this purchase (P3). Null: none. */
                readonly inquiry: string | null;
                /** @description Number of seats. */
                readonly seats: number;
                /** @description First period. */
                readonly period: {
                    /** @description First day of the period. */
                    readonly from: string;
                    /** @description Day after the last day of the period. */
                    readonly to: string;
                };
                /** @description End of the period in the team's time zone. */
                readonly periodEndsAt: string;
                /** @description When the add-on renews. */
                readonly renewsAt: string;
            };
        };
        /** @description A removal of the add-on was confirmed: the add-on ends with the period (P11). */
        readonly AddOnRemovalScheduledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnRemovalScheduled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description When the add-on ends. */
                readonly effectiveAt: string;
            };
        };
        /** @description A scheduled removal was withdrawn. */
        readonly AddOnRemovalWithdrawnEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnRemovalWithdrawn";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
        };
        /** @description P10: the next period has begun. */
        readonly AddOnRenewedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnRenewed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition in the period.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Number of seats in the period. */
                readonly seats: number;
                /** @description The period that began. */
                readonly period: {
                    /** @description First day of the period. */
                    readonly from: string;
                    /** @description Day after the last day of the period. */
                    readonly to: string;
                };
                /** @description End of the period in the team's time zone. */
                readonly periodEndsAt: string;
                /** @description When the period began, which may be long before the event was recorded. */
                readonly renewedAt: string;
                /** @description When the add-on renews next. */
                readonly renewsAt: string;
            };
        };
        /** @description P8: the seats of an add-on follow those of the team: seats were added within the period. */
        readonly AddOnSeatsChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnSeatsChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description Id of the quote that was confirmed. Null: the add-on catches up with seats that no quote of it covers. */
                readonly quote: string | null;
                /** @description Number of seats paid for before. */
                readonly from: number;
                /** @description Number of seats paid for from now on. */
                readonly to: number;
                /** @description When the seats were added, which may be before the event was recorded. */
                readonly effectiveAt: string;
            };
        };
        /** @description P11: a removal has taken effect. */
        readonly AddOnEndedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AddOnEnded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description When the add-on ended. */
                readonly endedAt: string;
            };
        };
        /** @description P14: the edition changed: an upgrade takes effect at once, a downgrade at the next renewal. */
        readonly EditionChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "EditionChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition before the change.
                 * @enum {string}
                 */
                readonly from: "essentials" | "enhanced";
                /**
                 * @description Edition after the change.
                 * @enum {string}
                 */
                readonly to: "essentials" | "enhanced";
                /** @description Id of the quote that was confirmed; a quote is applied once (P8). */
                readonly quote: string;
                /** @description When the change takes effect. */
                readonly effectiveAt: string;
                /** @description The inquiry that sales completed with the confirmation (P3). Null: none. Set only in the first event of a confirmation. */
                readonly inquiry: string | null;
            };
        };
        /** @description P14: a downgrade was confirmed. It takes effect at the next renewal. */
        readonly EditionChangeScheduledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "EditionChangeScheduled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Edition before the change.
                 * @enum {string}
                 */
                readonly from: "essentials" | "enhanced";
                /**
                 * @description Edition after the change.
                 * @enum {string}
                 */
                readonly to: "essentials" | "enhanced";
                /** @description Id of the quote that was confirmed; a quote is applied once (P8). */
                readonly quote: string;
                /** @description When the change takes effect. */
                readonly effectiveAt: string;
                /** @description The inquiry that sales completed with the confirmation (P3). Null: none. Set only in the first event of a confirmation. */
                readonly inquiry: string | null;
                /** @description P1: the price that sales agreed for the new edition, and who; null if a price is listed. */
                readonly agreed: {
                    /** @description Price of a seat and billing interval. */
                    readonly unitPrice: {
                        /** @description Amount in minor units: cents or yen. */
                        readonly minor: number;
                        /** @description ISO 4217 currency code. */
                        readonly currency: string;
                    };
                    /** @description Who in sales agreed on the price. */
                    readonly by: string;
                } | null;
            };
        };
        /** @description A scheduled change of edition was withdrawn. */
        readonly EditionChangeWithdrawnEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "EditionChangeWithdrawn";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
        };
        /** @description A purchase, renewal or upgrade was charged, or seats that were added. */
        readonly ChargeIssuedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChargeIssued";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /** @description Id of the charge. */
                readonly chargeId: string;
                /**
                 * @description What the charge is for.
                 * @enum {string}
                 */
                readonly reason: "purchase" | "renewal" | "upgrade" | "seats";
                /** @description When the charge became due: at the confirmation or the start of the period. Null: at `occurredAt`. */
                readonly effectiveAt: string | null;
                /**
                 * @description Edition that is charged.
                 * @enum {string}
                 */
                readonly edition: "essentials" | "enhanced";
                /** @description Amount of the charge. */
                readonly amount: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description P9: (unit price − replaced price) × seats × remaining days ÷ days of the period, before rounding half up. */
                readonly exact: {
                    /** @description Numerator, in decimal digits. */
                    readonly numerator: string;
                    /** @description Denominator, in decimal digits. */
                    readonly denominator: string;
                };
                /** @description Per seat and billing interval. */
                readonly unitPrice: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                };
                /** @description P14: the unit price already paid for these days, deducted by an upgrade. Null: nothing is deducted. */
                readonly replaces: {
                    /** @description Amount in minor units: cents or yen. */
                    readonly minor: number;
                    /** @description ISO 4217 currency code. */
                    readonly currency: string;
                } | null;
                /** @description Number of seats that are charged. */
                readonly seats: number;
                /** @description Days that are charged. */
                readonly remainingDays: number;
                /** @description Days of the whole period. */
                readonly periodDays: number;
                /** @description Period that the charge belongs to. */
                readonly period: {
                    /** @description First day of the period. */
                    readonly from: string;
                    /** @description Day after the last day of the period. */
                    readonly to: string;
                };
                /** @description Version of the price file used. Null: the one named in the event's metadata. */
                readonly priceVersion: string | null;
                /** @description P1: who in sales agreed on the unit price, because none is listed in the currency. Null: it is listed. */
                readonly agreedBy: string | null;
            };
        };
        /** @description A requester opened a ticket, or a chat or callback became one. */
        readonly TicketOpenedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketOpened";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Subject of the ticket. */
                readonly subject: string;
                /** @description First message of the ticket. */
                readonly body: string;
                /** @description Language of the request, as a BCP 47 tag. */
                readonly language: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /** @description Right to a response target. Null: standard support, without a target (E10). */
                readonly entitlement: {
                    /** @description Product of the add-on. */
                    readonly addOn: string;
                    /**
                     * @description Whether the entitlement comes from the team's add-on or from a Champion's own.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /**
                     * @description Edition of the add-on, or level of the Champion.
                     * @enum {string}
                     */
                    readonly level: "essentials" | "enhanced" | "grand" | "epic";
                    /** @description Response target in minutes. */
                    readonly targetMinutes: number;
                } | null;
                /** @description The solved or closed ticket that this one follows up (V3). Null: none. */
                readonly followUpOf: string | null;
                /** @description Files attached to the first message. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in lower-case hex. */
                    readonly sha256: string;
                    /** @description Name of the file. */
                    readonly name: string;
                    /** @description Media type of the file. */
                    readonly mediaType: string;
                    /** @description Size of the file in bytes. */
                    readonly bytes: number;
                }[];
            };
        };
        /** @description Links the ticket to the chat or callback it was created from (R6, K4). */
        readonly LiveSupportLinkedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "LiveSupportLinked";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /**
                 * @description Channel of the request.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
            };
        };
        /** @description A response clock of the ticket started, because its entitlement has a response target. */
        readonly ResponseClockStartedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseClockStarted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the clock started. */
                readonly startedAt: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /** @description Targets of the clock. */
                readonly legs: readonly {
                    /**
                     * @description Target that the leg stands for.
                     * @enum {string}
                     */
                    readonly target: "edition" | "japanese-desk";
                    /** @description Calendar that the leg counts in; `always` is elapsed time. */
                    readonly calendar: string;
                    /** @description Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
                    readonly minutes: number;
                    /**
                     * Format: date-time
                     * @description When the leg ends.
                     */
                    readonly dueAt: string;
                }[];
                /**
                 * @description Target of the leg that ends first.
                 * @enum {string}
                 */
                readonly decidedBy: "edition" | "japanese-desk";
                /** @description When the warning is due. */
                readonly riskAt: string;
                /** @description When the answer is due. */
                readonly dueAt: string;
            };
        };
        /** @description The response clock was paused, because the ticket was put on hold. */
        readonly ResponseClockPausedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseClockPaused";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the clock was paused. */
                readonly pausedAt: string;
                /** @description Minutes left of each leg, in open time of its calendar. */
                readonly remaining: readonly {
                    /**
                     * @description Target that the leg stands for.
                     * @enum {string}
                     */
                    readonly target: "edition" | "japanese-desk";
                    /** @description Minutes left. */
                    readonly minutes: number;
                }[];
            };
        };
        /** @description The response clock runs again, because the ticket is no longer on hold. */
        readonly ResponseClockResumedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseClockResumed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the clock was resumed. */
                readonly resumedAt: string;
                /** @description Targets of the clock, with the minutes that were left. */
                readonly legs: readonly {
                    /**
                     * @description Target that the leg stands for.
                     * @enum {string}
                     */
                    readonly target: "edition" | "japanese-desk";
                    /** @description Calendar that the leg counts in; `always` is elapsed time. */
                    readonly calendar: string;
                    /** @description Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
                    readonly minutes: number;
                    /**
                     * Format: date-time
                     * @description When the leg ends.
                     */
                    readonly dueAt: string;
                }[];
                /**
                 * @description Target of the leg that ends first.
                 * @enum {string}
                 */
                readonly decidedBy: "edition" | "japanese-desk";
                /** @description When the warning is due. */
                readonly riskAt: string;
                /** @description When the answer is due. */
                readonly dueAt: string;
            };
        };
        /** @description The response clock stopped, because the ticket was answered or solved. */
        readonly ResponseClockStoppedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseClockStopped";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the clock stopped. */
                readonly stoppedAt: string;
                /** @description When the answer was due. Null: the clock was paused. */
                readonly dueAt: string | null;
                /**
                 * @description Why the clock stopped. `solved-unanswered` and `merged` are neither met nor missed. `merged`: the clock of another ticket counts instead.
                 * @enum {string}
                 */
                readonly reason: "answered" | "solved-unanswered" | "merged";
                /** @description Whether the answer came by the due time. */
                readonly inTime: boolean;
            };
        };
        /** @description The answer is due soon. */
        readonly ResponseAtRiskEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseAtRisk";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the warning was due. */
                readonly riskAt: string;
                /** @description When the answer is due. */
                readonly dueAt: string;
            };
        };
        /** @description The ticket was not answered by its due time. */
        readonly ResponseTargetBreachedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ResponseTargetBreached";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the response clock, from 1. */
                readonly clock: number;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the answer was due. */
                readonly dueAt: string;
                /** @description When the engine noticed the breach. */
                readonly detectedAt: string;
            };
        };
        /** @description The requester wrote a reply. */
        readonly TicketRepliedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketReplied";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Text of the message. */
                readonly body: string;
                /** @description Files attached to the message. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in lower-case hex. */
                    readonly sha256: string;
                    /** @description Name of the file. */
                    readonly name: string;
                    /** @description Media type of the file. */
                    readonly mediaType: string;
                    /** @description Size of the file in bytes. */
                    readonly bytes: number;
                }[];
            };
        };
        /** @description An agent answered the requester. */
        readonly TicketAnsweredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketAnswered";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Text of the message. */
                readonly body: string;
                /** @description Files attached to the message. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in lower-case hex. */
                    readonly sha256: string;
                    /** @description Name of the file. */
                    readonly name: string;
                    /** @description Media type of the file. */
                    readonly mediaType: string;
                    /** @description Size of the file in bytes. */
                    readonly bytes: number;
                }[];
                /** @description Id of the agent who answered. */
                readonly agentId: string;
                /** @description When the agent wrote it, if that was before the event: in the chat that became the ticket. Null otherwise. */
                readonly writtenAt: string | null;
            };
        };
        /** @description An agent wrote a note that the requester cannot see (V4). */
        readonly InternalNoteAddedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "InternalNoteAdded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Text of the message. */
                readonly body: string;
                /** @description Files attached to the message. */
                readonly attachments: readonly {
                    /** @description SHA-256 of the content, in lower-case hex. */
                    readonly sha256: string;
                    /** @description Name of the file. */
                    readonly name: string;
                    /** @description Media type of the file. */
                    readonly mediaType: string;
                    /** @description Size of the file in bytes. */
                    readonly bytes: number;
                }[];
                /** @description Id of the agent who wrote the note. */
                readonly agentId: string;
            };
        };
        /** @description The ticket was assigned to an agent. */
        readonly TicketAssignedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketAssigned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent to whom the ticket is assigned. */
                readonly agentId: string;
            };
        };
        /** @description The ticket is no longer assigned to an agent. */
        readonly TicketUnassignedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketUnassigned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent to whom the ticket was assigned. */
                readonly agentId: string;
            };
        };
        /** @description An agent moved the ticket to another product or issue type. Entitlement and response clocks stay (E11). The earlier values and `openedAt` are those under which the ticket was counted (D4, D5). */
        readonly TicketReclassifiedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketReclassified";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent who moved the ticket. */
                readonly agentId: string;
                /** @description Product before. */
                readonly previousProduct: string;
                /** @description Issue type before. */
                readonly previousIssueType: string;
                /** @description When the ticket was opened. */
                readonly openedAt: string;
                /** @description Why the ticket was moved. */
                readonly reason: string;
            };
        };
        /** @description An agent put the ticket on hold. */
        readonly TicketHeldEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketHeld";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Why the ticket is on hold. */
                readonly reason: string;
            };
        };
        /** @description The ticket is no longer on hold. */
        readonly TicketResumedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketResumed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /**
                 * @description Whether an agent resumed the ticket or a reply of the requester did.
                 * @enum {string}
                 */
                readonly by: "agent" | "reply";
            };
        };
        /** @description The ticket was solved. */
        readonly TicketSolvedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketSolved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent who solved the ticket. Null: its requester ended the chat before an agent joined (R6), or was erased. */
                readonly agentId: string | null;
                /** @description When the ticket closes automatically unless it is reopened. Null: never. */
                readonly closesAt: string | null;
            };
        };
        /** @description An agent reopened a solved ticket. */
        readonly TicketReopenedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketReopened";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent who reopened the ticket. */
                readonly agentId: string;
            };
        };
        /** @description The ticket was closed. */
        readonly TicketClosedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketClosed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent who closed the ticket. Null: it closed automatically, or its requester was erased. */
                readonly agentId: string | null;
                /**
                 * @description Whether an agent closed the ticket, it closed automatically, or it closed because its requester was erased.
                 * @enum {string}
                 */
                readonly by: "agent" | "time" | "erased";
            };
        };
        /** @description Closes the ticket: its requester and agents go on in another ticket of the requester. */
        readonly TicketMergedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketMerged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the ticket is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Id of the agent who merged the ticket. */
                readonly agentId: string;
                /** @description The ticket into which this one was merged. */
                readonly into: string;
                /** @description When the ticket was opened. */
                readonly openedAt: string;
                /** @description Whether it was neither solved nor closed before. */
                readonly wasOpen: boolean;
                /** @description Its right to a response target. Null: standard support (E10). */
                readonly entitlement: {
                    /** @description Product of the add-on. */
                    readonly addOn: string;
                    /**
                     * @description Whether the entitlement comes from the team's add-on or from a Champion's own.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /**
                     * @description Edition of the add-on, or level of the Champion.
                     * @enum {string}
                     */
                    readonly level: "essentials" | "enhanced" | "grand" | "epic";
                    /** @description Response target in minutes. */
                    readonly targetMinutes: number;
                } | null;
                /** @description The clock that goes on. Null if no clock ran, or its target was missed: the miss stays with this ticket. */
                readonly carriedClock: {
                    /**
                     * Format: date-time
                     * @description When its minutes began to count: at its start, its last resumption, or the merge if it was paused until then.
                     */
                    readonly startedAt: string;
                    /**
                     * @description Language of support of the request.
                     * @enum {string}
                     */
                    readonly servedLanguage: "en" | "ja";
                    /** @description The targets, of which the earliest decides. */
                    readonly legs: readonly {
                        /**
                         * @description Target that the leg stands for.
                         * @enum {string}
                         */
                        readonly target: "edition" | "japanese-desk";
                        /** @description Calendar that the leg counts in; `always` is elapsed time. */
                        readonly calendar: string;
                        /** @description Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
                        readonly minutes: number;
                        /**
                         * Format: date-time
                         * @description When the leg ends.
                         */
                        readonly dueAt: string;
                    }[];
                    /**
                     * @description The target that is due first.
                     * @enum {string}
                     */
                    readonly decidedBy: "edition" | "japanese-desk";
                    /**
                     * Format: date-time
                     * @description When the warning is due.
                     */
                    readonly riskAt: string;
                    /**
                     * Format: date-time
                     * @description When the answer is due.
                     */
                    readonly dueAt: string;
                } | null;
            };
        };
        /** @description Records in the other ticket that `from` was merged into it. */
        readonly TicketMergeReceivedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketMergeReceived";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description The ticket that was merged. */
                readonly from: string;
                /** @description Id of the agent who merged it. */
                readonly agentId: string;
                /** @description The right of the merged ticket to a response target. Null: standard support (E10). */
                readonly entitlement: {
                    /** @description Product of the add-on. */
                    readonly addOn: string;
                    /**
                     * @description Whether the entitlement comes from the team's add-on or from a Champion's own.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /**
                     * @description Edition of the add-on, or level of the Champion.
                     * @enum {string}
                     */
                    readonly level: "essentials" | "enhanced" | "grand" | "epic";
                    /** @description Response target in minutes. */
                    readonly targetMinutes: number;
                } | null;
            };
        };
        /** @description The texts and files of a ticket were erased with its requester: subject, messages, notes and reasons. The ticket was closed before. Its times, counts and response clocks stay. */
        readonly TicketErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "TicketErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
            };
        };
        /** @description A requester requested a callback (K1). */
        readonly CallbackRequestedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackRequested";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /** @description Phone number to call, in E.164 format (K2). */
                readonly phone: string;
                /** @description Reason that the requester gave (K1). Null: none. */
                readonly reason: string | null;
                /** @description Language of the request, or else the member's language when the callback was requested. */
                readonly language: string;
                /**
                 * @description Language in which support calls.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /** @description Ticket that the callback is about. Null: none. */
                readonly ticketId: string | null;
                /** @description Issue type, by its name in the taxonomy (D4). Null: none was named. */
                readonly issueType: string | null;
                /**
                 * @description Terms of the callback (L7).
                 * @enum {string}
                 */
                readonly terms: "premium" | "standard";
                /** @description Time zone of the hours of standard support (L7); null with premium terms. */
                readonly timeZone: string | null;
            };
        };
        /** @description An agent took the callback, to call the requester. */
        readonly CallbackTakenEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackTaken";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream; null in events from before engagements existed. */
                readonly engagementId: string | null;
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
            };
        };
        /** @description The agent reached the requester and completed the callback. */
        readonly CallbackCompletedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackCompleted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream; null in events from before engagements existed. */
                readonly engagementId: string | null;
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
            };
        };
        /** @description The call was unanswered; the callback returns to its position in the queue (K4). */
        readonly CallbackUnansweredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackUnanswered";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream; null in events from before engagements existed. */
                readonly engagementId: string | null;
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /** @description Number of calls so far. */
                readonly attempts: number;
                /** @description When the next call is possible. Null: at once, or it is not called again. */
                readonly retryAt: string | null;
            };
        };
        /** @description The agent was released before the call; the callback returns to its position in the queue. */
        readonly CallbackReturnedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackReturned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream; null in events from before engagements existed. */
                readonly engagementId: string | null;
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
            };
        };
        /** @description The agent has handed the callback over, to another agent or to the front of its queue. */
        readonly CallbackTransferredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackTransferred";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream; null in events from before engagements existed. */
                readonly engagementId: string | null;
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /** @description Id of the agent who has taken it from now on. Null: it waits at the front of its queue. */
                readonly toAgentId: string | null;
                /** @description The engagement in the stream of that agent. Null: none. */
                readonly toEngagementId: string | null;
            };
        };
        /** @description All attempts that the policy allows went unanswered; the request continues as a ticket. */
        readonly CallbackGivenUpEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackGivenUp";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /** @description Number of calls. */
                readonly attempts: number;
                /** @description Id of the ticket that the request continues as. */
                readonly ticketId: string;
            };
        };
        /** @description The callback was cancelled. */
        readonly CallbackCancelledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackCancelled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /**
                 * @description Why the callback was cancelled.
                 * @enum {string}
                 */
                readonly reason: "requester" | "member-deactivated" | "live-support-lost";
                /** @description Id of the agent who had taken it. Null: it waited. */
                readonly agentId: string | null;
                /** @description The engagement of that agent. Null: it waited. */
                readonly engagementId: string | null;
            };
        };
        /** @description L4: the Japanese desk closed while the callback waited. It keeps its position and is served in English. */
        readonly CallbackLanguageChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackLanguageChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
                /**
                 * @description Language in which support calls from now on.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
            };
        };
        /** @description The phone number and the reason of a callback were erased with its requester. The callback was over before. */
        readonly CallbackErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "CallbackErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the callback. */
                readonly callbackId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description Product that the callback is about. */
                readonly product: string;
            };
        };
        /** @description R6: a requester started a chat and waits for an agent. */
        readonly ChatStartedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatStarted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the chat is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the chat ends automatically unless a message arrives first. */
                readonly endsAt: string;
                /** @description First message of the requester. */
                readonly message: string;
                /** @description Language of the request, as a BCP 47 tag. */
                readonly language: string;
                /**
                 * @description Language in which support replies.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
                /**
                 * @description Terms of the chat (L7).
                 * @enum {string}
                 */
                readonly terms: "premium" | "standard";
                /** @description Time zone of the hours of standard support (L7); null with premium terms. */
                readonly timeZone: string | null;
            };
        };
        /** @description An agent joined the chat. */
        readonly ChatJoinedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatJoined";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the chat ends automatically unless a message arrives first. */
                readonly endsAt: string;
                /** @description Id of the agent who joined. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream. */
                readonly engagementId: string;
            };
        };
        /** @description The requester or the agent wrote a message. */
        readonly ChatMessagePostedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatMessagePosted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the chat ends automatically unless a message arrives first. */
                readonly endsAt: string;
                /** @description Id of the agent who wrote the message. Null: the requester did. */
                readonly agentId: string | null;
                /** @description Text of the message. */
                readonly body: string;
            };
        };
        /** @description The agent was released; the chat returns to its position in the queue. */
        readonly ChatReturnedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatReturned";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the chat ends automatically unless a message arrives first. */
                readonly endsAt: string;
                /** @description Id of the agent who was released. */
                readonly agentId: string;
                /** @description The engagement in the agent's stream. */
                readonly engagementId: string;
            };
        };
        /** @description The agent has handed the chat over, to another agent or to the front of its queue. */
        readonly ChatTransferredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatTransferred";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /** @description When the chat ends automatically unless a message arrives first. */
                readonly endsAt: string;
                /** @description Id of the agent who handed the chat over. */
                readonly agentId: string;
                /** @description The engagement in that agent's stream. Null: none. */
                readonly engagementId: string | null;
                /** @description Id of the agent who is in the chat from now on. Null: it waits at the front of its queue. */
                readonly toAgentId: string | null;
                /** @description The engagement in the stream of that agent. Null: none. */
                readonly toEngagementId: string | null;
            };
        };
        /** @description The chat ended. Its transcript becomes a ticket. */
        readonly ChatEndedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatEnded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Product that the chat is about. */
                readonly product: string;
                /** @description Issue type, by its name in the taxonomy. */
                readonly issueType: string;
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /**
                 * @description How the chat ended.
                 * @enum {string}
                 */
                readonly reason: "requester" | "agent" | "idle" | "nobody-joined" | "member-deactivated" | "live-support-lost";
                /** @description Id of the agent in the chat. Null: none. */
                readonly agentId: string | null;
                /** @description The engagement of that agent. Null: none. */
                readonly engagementId: string | null;
                /** @description Id of the ticket that the transcript becomes. Null: the requester is no longer a member of the team (E2). */
                readonly ticketId: string | null;
            };
        };
        /** @description L4: the Japanese desk closed while the chat waited. It keeps its position and is served in English. */
        readonly ChatLanguageChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatLanguageChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
                /**
                 * @description Language in which support replies from now on.
                 * @enum {string}
                 */
                readonly servedLanguage: "en" | "ja";
            };
        };
        /** @description The messages of a chat were erased with its requester. The chat ended before. */
        readonly ChatErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ChatErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the chat. */
                readonly chatId: string;
                /** @description Id of the requester's team. */
                readonly teamId: string;
                /** @description Id of the member who requests support. */
                readonly requesterId: string;
            };
        };
        /** @description An agent was registered, or registered again with other abilities. */
        readonly AgentRegisteredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentRegistered";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Name of the agent. */
                readonly name: string;
                /** @description Languages in which the agent serves. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Products that the agent serves. */
                readonly products: readonly string[];
                /** @description Channels that the agent serves. */
                readonly channels: readonly ("callback" | "chat")[];
            };
        };
        /** @description The name of an agent was recorded, even if it is the same as before. */
        readonly AgentRenamedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentRenamed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Name from now on. */
                readonly name: string;
            };
        };
        /** @description The languages or products that an agent serves changed. */
        readonly AgentSkillsChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentSkillsChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Languages in which the agent serves from now on. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Products that the agent serves from now on. */
                readonly products: readonly string[];
            };
        };
        /** @description An agent gets no chats, calls or assignments any more. A request in progress is finished. */
        readonly AgentRetiredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentRetired";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
            };
        };
        /** @description An agent who was retired takes requests again. */
        readonly AgentReinstatedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentReinstated";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
            };
        };
        /** @description The name of an agent was erased. The agent was retired before, and can be neither changed nor reinstated. */
        readonly AgentErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
            };
        };
        /** @description The agent's availability, or the channels on which the agent takes requests, changed. */
        readonly AgentAvailabilityChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentAvailabilityChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /**
                 * @description Availability from now on.
                 * @enum {string}
                 */
                readonly availability: "available" | "away";
                /** @description Channels on which the agent takes requests from now on. */
                readonly channels: readonly ("callback" | "chat")[];
            };
        };
        /** @description Reserves the agent for one request (K4). The request is assigned by an event in its own stream. */
        readonly AgentEngagedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentEngaged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Identifies this engagement: an agent may be engaged for the same request twice. */
                readonly engagementId: string;
                /**
                 * @description Channel of the request.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
                /** @description The engagement of another agent whose request this one takes over. Null: a request from the queue. */
                readonly transferOf: string | null;
            };
        };
        /** @description The agent is free again: the request finished, or the agent cannot serve it. */
        readonly AgentReleasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentReleased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Identifies this engagement: an agent may be engaged for the same request twice. */
                readonly engagementId: string;
                /**
                 * @description Channel of the request.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Id of the chat or callback. */
                readonly requestId: string;
                /**
                 * @description Why the agent was released.
                 * @enum {string}
                 */
                readonly reason: "finished" | "refused" | "transferred" | "vanished";
            };
        };
        /** @description The state of the agent after the events before it, so that an agent's stream can grow for years and still be read quickly. It changes nothing. */
        readonly AgentStateRecordedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "AgentStateRecorded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the agent. */
                readonly agentId: string;
                /** @description Whether the agent is registered. */
                readonly registered: boolean;
                /** @description Whether the agent gets no chats, calls or assignments any more. */
                readonly retired: boolean;
                /** @description Whether the name of the agent was erased. */
                readonly erased: boolean;
                /** @description Languages in which the agent serves. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Products that the agent serves. */
                readonly products: readonly string[];
                /** @description Channels that the agent serves. */
                readonly channels: readonly ("callback" | "chat")[];
                /**
                 * @description Availability of the agent.
                 * @enum {string}
                 */
                readonly availability: "available" | "away";
                /** @description Channels on which the agent currently takes requests. */
                readonly takes: readonly ("callback" | "chat")[];
                /** @description The request that the agent is engaged for; null for none. */
                readonly engaged: {
                    /** @description Identifies the engagement. */
                    readonly engagementId: string;
                    /** @description The engagement of another agent whose request this one takes over. Null: a request from the queue. */
                    readonly transferOf: string | null;
                    /**
                     * @description Channel of the request.
                     * @enum {string}
                     */
                    readonly channel: "callback" | "chat";
                    /** @description Id of the chat or callback. */
                    readonly requestId: string;
                } | null;
            };
        };
        /** @description A service registered a webhook. */
        readonly WebhookRegisteredEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookRegistered";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description The service that registered the webhook. */
                readonly owner: string;
                /** @description URL that events are posted to. The query is never shown. */
                readonly url: string;
                /** @description Event types to deliver; an empty list means all. */
                readonly types: readonly string[];
                /** @description Teams whose events are delivered; null means all, and events of no team. */
                readonly teams: readonly string[] | null;
            };
        };
        /** @description A webhook was changed: it sends the events of these types and teams to this URL from now on. */
        readonly WebhookChangedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookChanged";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description URL that events are posted to. The query is never shown. */
                readonly url: string;
                /** @description Event types to deliver; an empty list means all. */
                readonly types: readonly string[];
                /** @description Teams whose events are delivered; null means all, and events of no team. */
                readonly teams: readonly string[] | null;
            };
        };
        /** @description A webhook was paused: it receives nothing, and no event recorded from now on, until it resumes. */
        readonly WebhookPausedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookPaused";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
        };
        /** @description A paused webhook was resumed. */
        readonly WebhookResumedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookResumed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
        };
        /** @description The secret of a webhook was rotated: the new one signs deliveries from now on. */
        readonly WebhookSecretRotatedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookSecretRotated";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Number of the secret, from 1. */
                readonly generation: number;
            };
        };
        /** @description A replay was requested: the events after a position and before this event are sent again. */
        readonly WebhookReplayRequestedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookReplayRequested";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Position after which events are sent again. */
                readonly after: string;
            };
        };
        /** @description A webhook was removed. */
        readonly WebhookRemovedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "WebhookRemoved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /**
                 * @description `removed`: by its owner. `gone`: the receiver responded with 410.
                 * @enum {string}
                 */
                readonly reason: "removed" | "gone";
            };
        };
        /** @description A member booked a consultation. */
        readonly ConsultationBookedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultationBooked";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the consultation. */
                readonly consultationId: string;
                /** @description Product of the add-on that includes it. */
                readonly product: string;
                /** @description Id of the member who booked. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /**
                 * @description Whether the team's add-on or a Champion's own includes it (C6).
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /** @description When it starts. */
                readonly startsAt: string;
                /** @description When it ends. */
                readonly endsAt: string;
            };
        };
        /** @description The consultation took place. */
        readonly ConsultationHeldEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultationHeld";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the consultation. */
                readonly consultationId: string;
                /** @description Product of the add-on that includes it. */
                readonly product: string;
                /** @description Id of the member who booked. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
            };
        };
        /** @description The consultation was cancelled. It can be booked again. */
        readonly ConsultationCancelledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultationCancelled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the consultation. */
                readonly consultationId: string;
                /** @description Product of the add-on that includes it. */
                readonly product: string;
                /** @description Id of the member who booked. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /**
                 * @description Why it was cancelled.
                 * @enum {string}
                 */
                readonly reason: "requested" | "add-on-ended" | "edition-ended" | "champion-withdrawn" | "member-left";
            };
        };
        /** @description A root-cause session was scheduled. */
        readonly RootCauseSessionScheduledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "RootCauseSessionScheduled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the session. */
                readonly sessionId: string;
                /** @description Id of the member who scheduled it. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /** @description When it starts. */
                readonly startsAt: string;
                /** @description When it ends. */
                readonly endsAt: string;
            };
        };
        /** @description The session took place. */
        readonly RootCauseSessionHeldEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "RootCauseSessionHeld";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the session. */
                readonly sessionId: string;
                /** @description Id of the member who scheduled it. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
            };
        };
        /** @description The session was cancelled. Another can be scheduled in the same quarter. */
        readonly RootCauseSessionCancelledEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "RootCauseSessionCancelled";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the session. */
                readonly sessionId: string;
                /** @description Id of the member who scheduled it. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /**
                 * @description Why it was cancelled.
                 * @enum {string}
                 */
                readonly reason: "requested" | "add-on-ended" | "edition-ended" | "champion-withdrawn" | "member-left";
            };
        };
        /** @description A team's usage of a feature was recorded. The count replaces the previous one. */
        readonly FeatureUsageRecordedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "FeatureUsageRecorded";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /** @description Name of the feature. */
                readonly feature: string;
                /** @description Number of uses in the quarter so far. */
                readonly count: number;
            };
        };
        /** @description The digest of a quarter was composed. `DigestMailed` and `DigestNotMailed` record the outcome of its mails. */
        readonly FeatureDigestSentEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "FeatureDigestSent";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /** @description Q2: the three least used features of the products that the team uses, least used first. */
                readonly features: readonly {
                    /** @description Name of the feature. */
                    readonly feature: string;
                    /** @description Number of uses in the quarter so far. */
                    readonly count: number;
                }[];
                /** @description Q1, C5: ids of all active admins at that time who are no Champions: whom the digest is addressed to. */
                readonly recipients: readonly string[];
            };
        };
        /** @description The mail server accepted the digest's mails to these members. */
        readonly DigestMailedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "DigestMailed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /** @description Ids of these members. */
                readonly memberIds: readonly string[];
            };
        };
        /** @description The digest was not mailed to these members. A mail that an operator retries may still be sent. */
        readonly DigestNotMailedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "DigestNotMailed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC: `2026-Q4`. */
                readonly quarter: string;
                /** @description Ids of these members. */
                readonly memberIds: readonly string[];
                /**
                 * @description Why the digest was not mailed.
                 * @enum {string}
                 */
                readonly reason: "late" | "past" | "mail-off" | "member-left" | "not-admin" | "champion" | "no-add-on" | "no-address" | "undeliverable" | "few-features";
            };
        };
        /** @description The time slot of a consultant was reserved for an appointment that is being booked. */
        readonly ConsultantReservedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultantReserved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the consultation or session. */
                readonly appointmentId: string;
                /** @description Id of the team. */
                readonly teamId: string;
                /**
                 * @description Kind of the appointment.
                 * @enum {string}
                 */
                readonly occasion: "consultation" | "root-cause-session";
                /** @description When the appointment starts. */
                readonly startsAt: string;
                /** @description When the appointment ends. */
                readonly endsAt: string;
                /** @description When the reservation lapses unless it is confirmed. */
                readonly until: string;
            };
        };
        /** @description The appointment was booked: the reservation stays. */
        readonly ConsultantConfirmedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultantConfirmed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the consultation or session. */
                readonly appointmentId: string;
                /** @description Id of the team. */
                readonly teamId: string;
            };
        };
        /** @description The time slot is free again. */
        readonly ConsultantReleasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultantReleased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Id of the consultation or session. */
                readonly appointmentId: string;
                /** @description Id of the team. */
                readonly teamId: string;
            };
        };
        /** @description What identified a consultant was erased. Nobody can reserve the consultant any more. */
        readonly ConsultantErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ConsultantErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the consultant. */
                readonly consultantId: string;
            };
        };
        /** @description An operator accepted that the log lost events, for example because it was restored from an older backup. Checkpoints of an earlier epoch that the log contradicts are no longer valid. */
        readonly LogLossAcceptedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "LogLossAccepted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Number of the epoch that begins. */
                readonly epoch: number;
                /** @description Position of the last event before this one. Null: the log was empty. */
                readonly lastPosition: string | null;
                /** @description Id of the last event before this one. Null: the log was empty. */
                readonly lastEventId: string | null;
                /** @description Checkpoints that are no longer valid. */
                readonly lost: readonly {
                    /** @description Kind and name of what had read the log, e.g. `read model ticket-list`. */
                    readonly reader: string;
                    /** @description Position of the event. */
                    readonly position: string;
                    /** @description Id of the event. Null: the checkpoint did not record it. */
                    readonly eventId: string | null;
                }[];
                /** @description Reason that the operator gave. Null: none. */
                readonly reason: string | null;
            };
        };
        /** @description An operator decided that one version of a read model leaves out an event that it cannot apply. Rows that are rebuilt or replayed leave it out too. */
        readonly ProjectionEventSkippedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ProjectionEventSkipped";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Name of the read model. */
                readonly projection: string;
                /** @description Version of the read model. */
                readonly projectionVersion: number;
                /** @description Id of the event that is left out. */
                readonly eventId: string;
                /** @description Type of that event. */
                readonly eventType: string;
                /** @description Position of that event. */
                readonly position: string;
                /** @description Reason that the operator gave. Null: none. */
                readonly reason: string | null;
            };
        };
        /** @description An operator made one version of a read model try again. If it left out events until then, its rows are rebuilt with them. */
        readonly ProjectionRetriedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ProjectionRetried";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Name of the read model. */
                readonly projection: string;
                /** @description Version of the read model. */
                readonly projectionVersion: number;
                /** @description Ids of the events that it left out until then. */
                readonly withdrawn: readonly string[];
                /** @description Reason that the operator gave. Null: none. */
                readonly reason: string | null;
            };
        };
        /** @description A process of the engine started. Recorded before the first event that the process records; a process that records nothing is not recorded. */
        readonly EngineStartedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "EngineStarted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the process, made at its start. */
                readonly instanceId: string;
                /** @description Version of the engine. */
                readonly engineVersion: string;
                /** @description SHA-256 of the compiled engine, in lower-case hex. Null: it is not a build. */
                readonly build: string | null;
                /** @description Parts of the engine that run in the process (`ROLES`). */
                readonly roles: readonly string[];
                /** @description The clock of the process. */
                readonly clock: {
                    /**
                     * @description `system`: the clock of the machine, guarded against steps. `simulated`: a clock that the settings start.
                     * @enum {string}
                     */
                    readonly source: "system" | "simulated";
                    /** @description Time at which a simulated clock started. Null for the clock of the machine. */
                    readonly start: string | null;
                    /** @description Simulated seconds per second; 1 for the clock of the machine. */
                    readonly speed: number;
                };
                /** @description Version of Node.js. */
                readonly nodeVersion: string;
                /** @description Release of the time-zone database. */
                readonly timeZones: string;
                /** @description Every configured version of the policy files that decisions use. */
                readonly policies: readonly {
                    /** @description Name of the file. */
                    readonly name: string;
                    /** @description Version of the file. */
                    readonly policyVersion: string;
                    /** @description SHA-256 of the contents as canonical JSON (RFC 8785), in lower-case hex. */
                    readonly sha256: string;
                }[];
                /** @description Settings that change what is recorded or promised, by name. Never secrets. */
                readonly settings: readonly {
                    /** @description Name of the setting. */
                    readonly name: string;
                    /** @description Its value, as text of at most 500 characters. */
                    readonly value: string;
                }[];
            };
        };
        /** @description The engine dropped what the retention of the policy allows to drop. */
        readonly RetentionAppliedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "RetentionApplied";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /**
                 * @description What was dropped.
                 * @enum {string}
                 */
                readonly kind: "unattached-files" | "sent-messages" | "dead-messages" | "read-records";
                /** @description Number of files, messages or records. */
                readonly count: number;
                /** @description Older ones were to be dropped. */
                readonly before: string;
                /** @description Time of the oldest one that was dropped. Null: not known. */
                readonly from: string | null;
                /** @description Time of the newest one that was dropped. Null: not known. */
                readonly to: string | null;
                /** @description Version of the policy file. */
                readonly policyVersion: string;
                /** @description For records of reads: the tree before. Null for anything else. */
                readonly readTree: {
                    /** @description Id of the tree. */
                    readonly id: string;
                    /** @description Number of leaves. */
                    readonly size: number;
                    /** @description Root hash in base64. */
                    readonly root: string;
                    /** @description Index of the first record that was dropped. */
                    readonly firstLeaf: number;
                    /** @description Index of the last record that was dropped. */
                    readonly lastLeaf: number;
                } | null;
            };
        };
        /** @description An operator began to move the simulated clock of a sandbox forward. The clock stands until `ClockMoved`. */
        readonly ClockMoveStartedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ClockMoveStarted";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the move. */
                readonly moveId: string;
                /** @description Time of the simulated clock at the start. */
                readonly from: string;
                /** @description Time to move to. */
                readonly to: string;
            };
        };
        /** @description The simulated clock reached an instant at which something falls due, on the way to that of a move. Recorded where several engines share the log, so that all follow. */
        readonly ClockSteppedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ClockStepped";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the move. */
                readonly moveId: string;
                /** @description Time that the clock reached. */
                readonly to: string;
            };
        };
        /** @description The simulated clock was moved, and what fell due by then is recorded. The clock goes on from there. */
        readonly ClockMovedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "ClockMoved";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the move. */
                readonly moveId: string;
                /** @description Time of the simulated clock at the start. */
                readonly from: string;
                /** @description Time that was to be reached. */
                readonly to: string;
                /** @description Time of the simulated clock at the end: `to`, or up to 100 ms later if something falls due at that moment. */
                readonly reached: string;
            };
        };
        /** @description A version of a policy file was used for the first time. */
        readonly PolicyVersionUsedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "PolicyVersionUsed";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /**
                 * @description Name of the file.
                 * @enum {string}
                 */
                readonly name: "policy" | "prices" | "calendars" | "taxonomy" | "features" | "catalogue";
                /** @description Version of the file. */
                readonly policyVersion: string;
                /** @description SHA-256 of the contents as canonical JSON (RFC 8785), in lower-case hex. */
                readonly sha256: string;
                /** @description The contents as canonical JSON. Null: they exceed 512 KiB. */
                readonly text: string | null;
            };
        };
        /** @description Somebody requested that all personal data of a person is erased. The engine does it from then on. */
        readonly SubjectErasureRequestedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "SubjectErasureRequested";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the erasure. */
                readonly erasureId: string;
                /** @description Id of the team of a member. Null: the person is no member. */
                readonly teamId: string | null;
                /**
                 * @description Kind of the person.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "consultant";
                /** @description Id of the person: of a member, `<team id>.<member id>`. */
                readonly subjectId: string;
            };
        };
        /** @description The personal data of a person is erased: from the log, the read models, the outbox and the files. */
        readonly SubjectErasedEvent: {
            /**
             * @description Event type. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly type: "SubjectErased";
            /** @description Version of the data of the event type. */
            readonly version: number;
            /** @description Data of the event. */
            readonly data: {
                /** @description Id of the erasure. */
                readonly erasureId: string;
                /** @description Id of the team of a member. Null: the person is no member. */
                readonly teamId: string | null;
                /**
                 * @description Kind of the person.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "consultant";
                /** @description Id of the person: of a member, `<team id>.<member id>`. */
                readonly subjectId: string;
                /** @description Number of the person's tickets. */
                readonly tickets: number;
                /** @description Number of the person's chats. */
                readonly chats: number;
                /** @description Number of the person's callbacks. */
                readonly callbacks: number;
                /** @description Number of the person's inquiries about add-ons. */
                readonly inquiries: number;
            };
        };
        /** @description Type, version and data of an event of the log. Accept types that you do not know: later versions add some. */
        readonly Event: components["schemas"]["TeamRegisteredEvent"] | components["schemas"]["TeamRenamedEvent"] | components["schemas"]["TeamTimeZoneChangedEvent"] | components["schemas"]["SelfServeChangedEvent"] | components["schemas"]["TeamSeatsChangedEvent"] | components["schemas"]["SeatChangeConfirmedEvent"] | components["schemas"]["SeatReductionWithdrawnEvent"] | components["schemas"]["BillingIntervalChangedEvent"] | components["schemas"]["TeamProductsChangedEvent"] | components["schemas"]["AccountManagerAssignedEvent"] | components["schemas"]["AddOnInquiryReceivedEvent"] | components["schemas"]["AddOnInquiryClosedEvent"] | components["schemas"]["AddOnInquiryErasedEvent"] | components["schemas"]["MemberAddedEvent"] | components["schemas"]["MemberRenamedEvent"] | components["schemas"]["MemberEmailChangedEvent"] | components["schemas"]["MemberLanguageChangedEvent"] | components["schemas"]["AdminRolesAssignedEvent"] | components["schemas"]["MemberStatusChangedEvent"] | components["schemas"]["MemberDeactivatedEvent"] | components["schemas"]["MemberErasedEvent"] | components["schemas"]["ChampionNamedEvent"] | components["schemas"]["ChampionWithdrawnEvent"] | components["schemas"]["TicketViewSavedEvent"] | components["schemas"]["TicketViewRemovedEvent"] | components["schemas"]["AddOnPurchasedEvent"] | components["schemas"]["AddOnRemovalScheduledEvent"] | components["schemas"]["AddOnRemovalWithdrawnEvent"] | components["schemas"]["AddOnRenewedEvent"] | components["schemas"]["AddOnSeatsChangedEvent"] | components["schemas"]["AddOnEndedEvent"] | components["schemas"]["EditionChangedEvent"] | components["schemas"]["EditionChangeScheduledEvent"] | components["schemas"]["EditionChangeWithdrawnEvent"] | components["schemas"]["ChargeIssuedEvent"] | components["schemas"]["TicketOpenedEvent"] | components["schemas"]["LiveSupportLinkedEvent"] | components["schemas"]["ResponseClockStartedEvent"] | components["schemas"]["ResponseClockPausedEvent"] | components["schemas"]["ResponseClockResumedEvent"] | components["schemas"]["ResponseClockStoppedEvent"] | components["schemas"]["ResponseAtRiskEvent"] | components["schemas"]["ResponseTargetBreachedEvent"] | components["schemas"]["TicketRepliedEvent"] | components["schemas"]["TicketAnsweredEvent"] | components["schemas"]["InternalNoteAddedEvent"] | components["schemas"]["TicketAssignedEvent"] | components["schemas"]["TicketUnassignedEvent"] | components["schemas"]["TicketReclassifiedEvent"] | components["schemas"]["TicketHeldEvent"] | components["schemas"]["TicketResumedEvent"] | components["schemas"]["TicketSolvedEvent"] | components["schemas"]["TicketReopenedEvent"] | components["schemas"]["TicketClosedEvent"] | components["schemas"]["TicketMergedEvent"] | components["schemas"]["TicketMergeReceivedEvent"] | components["schemas"]["TicketErasedEvent"] | components["schemas"]["CallbackRequestedEvent"] | components["schemas"]["CallbackTakenEvent"] | components["schemas"]["CallbackCompletedEvent"] | components["schemas"]["CallbackUnansweredEvent"] | components["schemas"]["CallbackReturnedEvent"] | components["schemas"]["CallbackTransferredEvent"] | components["schemas"]["CallbackGivenUpEvent"] | components["schemas"]["CallbackCancelledEvent"] | components["schemas"]["CallbackLanguageChangedEvent"] | components["schemas"]["CallbackErasedEvent"] | components["schemas"]["ChatStartedEvent"] | components["schemas"]["ChatJoinedEvent"] | components["schemas"]["ChatMessagePostedEvent"] | components["schemas"]["ChatReturnedEvent"] | components["schemas"]["ChatTransferredEvent"] | components["schemas"]["ChatEndedEvent"] | components["schemas"]["ChatLanguageChangedEvent"] | components["schemas"]["ChatErasedEvent"] | components["schemas"]["AgentRegisteredEvent"] | components["schemas"]["AgentRenamedEvent"] | components["schemas"]["AgentSkillsChangedEvent"] | components["schemas"]["AgentRetiredEvent"] | components["schemas"]["AgentReinstatedEvent"] | components["schemas"]["AgentErasedEvent"] | components["schemas"]["AgentAvailabilityChangedEvent"] | components["schemas"]["AgentEngagedEvent"] | components["schemas"]["AgentReleasedEvent"] | components["schemas"]["AgentStateRecordedEvent"] | components["schemas"]["WebhookRegisteredEvent"] | components["schemas"]["WebhookChangedEvent"] | components["schemas"]["WebhookPausedEvent"] | components["schemas"]["WebhookResumedEvent"] | components["schemas"]["WebhookSecretRotatedEvent"] | components["schemas"]["WebhookReplayRequestedEvent"] | components["schemas"]["WebhookRemovedEvent"] | components["schemas"]["ConsultationBookedEvent"] | components["schemas"]["ConsultationHeldEvent"] | components["schemas"]["ConsultationCancelledEvent"] | components["schemas"]["RootCauseSessionScheduledEvent"] | components["schemas"]["RootCauseSessionHeldEvent"] | components["schemas"]["RootCauseSessionCancelledEvent"] | components["schemas"]["FeatureUsageRecordedEvent"] | components["schemas"]["FeatureDigestSentEvent"] | components["schemas"]["DigestMailedEvent"] | components["schemas"]["DigestNotMailedEvent"] | components["schemas"]["ConsultantReservedEvent"] | components["schemas"]["ConsultantConfirmedEvent"] | components["schemas"]["ConsultantReleasedEvent"] | components["schemas"]["ConsultantErasedEvent"] | components["schemas"]["LogLossAcceptedEvent"] | components["schemas"]["ProjectionEventSkippedEvent"] | components["schemas"]["ProjectionRetriedEvent"] | components["schemas"]["EngineStartedEvent"] | components["schemas"]["RetentionAppliedEvent"] | components["schemas"]["ClockMoveStartedEvent"] | components["schemas"]["ClockSteppedEvent"] | components["schemas"]["ClockMovedEvent"] | components["schemas"]["PolicyVersionUsedEvent"] | components["schemas"]["SubjectErasureRequestedEvent"] | components["schemas"]["SubjectErasedEvent"];
        /** @description Type, version and data of an event that webhooks receive. Accept types that you do not know: later versions add some. */
        readonly DeliveredEvent: components["schemas"]["TeamRegisteredEvent"] | components["schemas"]["TeamRenamedEvent"] | components["schemas"]["TeamTimeZoneChangedEvent"] | components["schemas"]["SelfServeChangedEvent"] | components["schemas"]["TeamSeatsChangedEvent"] | components["schemas"]["SeatChangeConfirmedEvent"] | components["schemas"]["SeatReductionWithdrawnEvent"] | components["schemas"]["BillingIntervalChangedEvent"] | components["schemas"]["TeamProductsChangedEvent"] | components["schemas"]["AccountManagerAssignedEvent"] | components["schemas"]["AddOnInquiryReceivedEvent"] | components["schemas"]["AddOnInquiryClosedEvent"] | components["schemas"]["AddOnInquiryErasedEvent"] | components["schemas"]["MemberAddedEvent"] | components["schemas"]["MemberRenamedEvent"] | components["schemas"]["MemberEmailChangedEvent"] | components["schemas"]["MemberLanguageChangedEvent"] | components["schemas"]["AdminRolesAssignedEvent"] | components["schemas"]["MemberStatusChangedEvent"] | components["schemas"]["MemberDeactivatedEvent"] | components["schemas"]["MemberErasedEvent"] | components["schemas"]["ChampionNamedEvent"] | components["schemas"]["ChampionWithdrawnEvent"] | components["schemas"]["TicketViewSavedEvent"] | components["schemas"]["TicketViewRemovedEvent"] | components["schemas"]["AddOnPurchasedEvent"] | components["schemas"]["AddOnRemovalScheduledEvent"] | components["schemas"]["AddOnRemovalWithdrawnEvent"] | components["schemas"]["AddOnRenewedEvent"] | components["schemas"]["AddOnSeatsChangedEvent"] | components["schemas"]["AddOnEndedEvent"] | components["schemas"]["EditionChangedEvent"] | components["schemas"]["EditionChangeScheduledEvent"] | components["schemas"]["EditionChangeWithdrawnEvent"] | components["schemas"]["ChargeIssuedEvent"] | components["schemas"]["TicketOpenedEvent"] | components["schemas"]["LiveSupportLinkedEvent"] | components["schemas"]["ResponseClockStartedEvent"] | components["schemas"]["ResponseClockPausedEvent"] | components["schemas"]["ResponseClockResumedEvent"] | components["schemas"]["ResponseClockStoppedEvent"] | components["schemas"]["ResponseAtRiskEvent"] | components["schemas"]["ResponseTargetBreachedEvent"] | components["schemas"]["TicketRepliedEvent"] | components["schemas"]["TicketAnsweredEvent"] | components["schemas"]["InternalNoteAddedEvent"] | components["schemas"]["TicketAssignedEvent"] | components["schemas"]["TicketUnassignedEvent"] | components["schemas"]["TicketReclassifiedEvent"] | components["schemas"]["TicketHeldEvent"] | components["schemas"]["TicketResumedEvent"] | components["schemas"]["TicketSolvedEvent"] | components["schemas"]["TicketReopenedEvent"] | components["schemas"]["TicketClosedEvent"] | components["schemas"]["TicketMergedEvent"] | components["schemas"]["TicketMergeReceivedEvent"] | components["schemas"]["TicketErasedEvent"] | components["schemas"]["CallbackRequestedEvent"] | components["schemas"]["CallbackTakenEvent"] | components["schemas"]["CallbackCompletedEvent"] | components["schemas"]["CallbackUnansweredEvent"] | components["schemas"]["CallbackReturnedEvent"] | components["schemas"]["CallbackTransferredEvent"] | components["schemas"]["CallbackGivenUpEvent"] | components["schemas"]["CallbackCancelledEvent"] | components["schemas"]["CallbackLanguageChangedEvent"] | components["schemas"]["CallbackErasedEvent"] | components["schemas"]["ChatStartedEvent"] | components["schemas"]["ChatJoinedEvent"] | components["schemas"]["ChatMessagePostedEvent"] | components["schemas"]["ChatReturnedEvent"] | components["schemas"]["ChatTransferredEvent"] | components["schemas"]["ChatEndedEvent"] | components["schemas"]["ChatLanguageChangedEvent"] | components["schemas"]["ChatErasedEvent"] | components["schemas"]["AgentRegisteredEvent"] | components["schemas"]["AgentRenamedEvent"] | components["schemas"]["AgentSkillsChangedEvent"] | components["schemas"]["AgentRetiredEvent"] | components["schemas"]["AgentReinstatedEvent"] | components["schemas"]["AgentErasedEvent"] | components["schemas"]["AgentAvailabilityChangedEvent"] | components["schemas"]["AgentEngagedEvent"] | components["schemas"]["AgentReleasedEvent"] | components["schemas"]["AgentStateRecordedEvent"] | components["schemas"]["ConsultationBookedEvent"] | components["schemas"]["ConsultationHeldEvent"] | components["schemas"]["ConsultationCancelledEvent"] | components["schemas"]["RootCauseSessionScheduledEvent"] | components["schemas"]["RootCauseSessionHeldEvent"] | components["schemas"]["RootCauseSessionCancelledEvent"] | components["schemas"]["FeatureUsageRecordedEvent"] | components["schemas"]["FeatureDigestSentEvent"] | components["schemas"]["DigestMailedEvent"] | components["schemas"]["DigestNotMailedEvent"] | components["schemas"]["ConsultantReservedEvent"] | components["schemas"]["ConsultantConfirmedEvent"] | components["schemas"]["ConsultantReleasedEvent"] | components["schemas"]["ConsultantErasedEvent"] | components["schemas"]["LogLossAcceptedEvent"] | components["schemas"]["SubjectErasureRequestedEvent"] | components["schemas"]["SubjectErasedEvent"];
        /** @description An event of the log. Personal fields of its data are masked for analysts. */
        readonly LoggedEvent: {
            readonly type: "LoggedEvent";
            /** @description Id of the event. */
            readonly id: string;
            /** @description Name of the stream. */
            readonly stream: string;
            /** @description Revision within the stream, from 0. */
            readonly revision: number;
            /** @description Position in the log. */
            readonly position: string;
            /**
             * Format: date-time
             * @description Instant at which the event occurred.
             */
            readonly occurredAt: string;
            /**
             * Format: date-time
             * @description Instant at which the event was recorded.
             */
            readonly recordedAt: string;
            /** @description Metadata of the event. */
            readonly metadata: {
                /** @description Id of the command that recorded the event. */
                readonly commandId: string;
                /** @description Hash of the request that carried the command. */
                readonly requestHash: string;
                /** @description Correlation id of the request. */
                readonly correlationId: string;
                /** @description Id of the command or event that caused this event. */
                readonly causationId: string;
                /** @description Who sent the command. */
                readonly actor: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                };
                /** @description Member that the actor acted for. */
                readonly onBehalfOf?: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                };
                /** @description Tenant of the engine. */
                readonly tenant: string;
                /** @description Revisions of the other streams that the decision read. -1: the stream was empty. */
                readonly read?: {
                    readonly [key: string]: number;
                };
                /** @description Versions of policy, calendars, prices and time-zone data that the decision used. */
                readonly versions?: {
                    readonly [key: string]: string;
                };
                /** @description Where an imported event comes from. */
                readonly provenance?: {
                    /**
                     * @description How the event came into the log.
                     * @enum {string}
                     */
                    readonly kind: "import";
                    /** @description Name of the imported log. */
                    readonly source: string;
                    /** @description SHA-256 of the imported file, in hex. */
                    readonly fileSha256: string;
                    /** @description Line of the file. Null for what a timer recorded between the rows. */
                    readonly row: number | null;
                };
                /** @description What simulated the event. Absent for what users of the engine caused. */
                readonly simulation?: {
                    /**
                     * @description `simulate`: the command of that name. `engine`: an engine with the setting `SCENARIO`.
                     * @enum {string}
                     */
                    readonly source: "simulate" | "engine";
                    /** @description Name of the scenario. */
                    readonly scenario: string;
                    /** @description Seed of the random numbers. Null: none. */
                    readonly seed: number | null;
                };
                /** @description The simulated clock of the times. Absent: the clock of the machine. */
                readonly clock?: {
                    /**
                     * @description Kind of the clock.
                     * @enum {string}
                     */
                    readonly source: "simulated";
                    /**
                     * Format: date-time
                     * @description Time of the clock when the process started.
                     */
                    readonly start: string;
                    /** @description Simulated seconds per second. */
                    readonly speed: number;
                };
            };
        } & Omit<components["schemas"]["Event"], "type">;
        readonly EventPage: {
            /** @description Events of this page. */
            readonly items: readonly components["schemas"]["LoggedEvent"][];
            /** @description `after` of the next page. Absent on the last page. */
            readonly next?: string;
            /** @description Position up to which the read model `event-index` had read the log. Absent if the read model was not needed. */
            readonly position?: string;
        };
        readonly EventWithLinks: {
            /** @description The event. */
            readonly event: components["schemas"]["LoggedEvent"];
            /** @description The command that recorded the event. */
            readonly command: {
                /** @description Id of the command. */
                readonly commandId: string;
                /** @description Correlation id of the request. */
                readonly correlationId: string;
                /** @description Id of the command or event that caused the command; its own id if a request did. */
                readonly causationId: string;
                /** @description Who sent the command. */
                readonly actor: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                };
                /** @description Member that the actor acted for. */
                readonly onBehalfOf: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                } | null;
                /** @description All events that the command recorded at once. */
                readonly events: readonly {
                    /** @description Id of the event. */
                    readonly id: string;
                    /** @description Event type. */
                    readonly type: string;
                    /** @description Name of the stream. */
                    readonly stream: string;
                    /** @description Revision within the stream, from 0. */
                    readonly revision: number;
                    /** @description Position in the log. */
                    readonly position: string;
                    /**
                     * Format: date-time
                     * @description Instant at which the event occurred.
                     */
                    readonly occurredAt: string;
                    /**
                     * Format: date-time
                     * @description Instant at which the event was recorded.
                     */
                    readonly recordedAt: string;
                    /** @description Id of the command that recorded the event. */
                    readonly commandId: string;
                    /** @description Id of the command or event that caused this event. */
                    readonly causationId: string;
                    /** @description Who sent the command. */
                    readonly actor: {
                        /**
                         * @description Kind of actor.
                         * @enum {string}
                         */
                        readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                        /** @description Id of the actor. */
                        readonly id: string;
                    };
                }[];
            };
            /** @description What caused the event, nearest first: at most 20 events. */
            readonly causes: readonly {
                /** @description Id of the event. */
                readonly id: string;
                /** @description Event type. */
                readonly type: string;
                /** @description Name of the stream. */
                readonly stream: string;
                /** @description Revision within the stream, from 0. */
                readonly revision: number;
                /** @description Position in the log. */
                readonly position: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event occurred.
                 */
                readonly occurredAt: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event was recorded.
                 */
                readonly recordedAt: string;
                /** @description Id of the command that recorded the event. */
                readonly commandId: string;
                /** @description Id of the command or event that caused this event. */
                readonly causationId: string;
                /** @description Who sent the command. */
                readonly actor: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                };
            }[];
            /** @description Events that name the event or its command as their cause. */
            readonly effects: readonly {
                /** @description Id of the event. */
                readonly id: string;
                /** @description Event type. */
                readonly type: string;
                /** @description Name of the stream. */
                readonly stream: string;
                /** @description Revision within the stream, from 0. */
                readonly revision: number;
                /** @description Position in the log. */
                readonly position: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event occurred.
                 */
                readonly occurredAt: string;
                /**
                 * Format: date-time
                 * @description Instant at which the event was recorded.
                 */
                readonly recordedAt: string;
                /** @description Id of the command that recorded the event. */
                readonly commandId: string;
                /** @description Id of the command or event that caused this event. */
                readonly causationId: string;
                /** @description Who sent the command. */
                readonly actor: {
                    /**
                     * @description Kind of actor.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the actor. */
                    readonly id: string;
                };
            }[];
            /** @description Whether there are more effects: list them with `causationId`. */
            readonly hasMoreEffects: boolean;
            /** @description Position up to which the read model `event-index` had read the log. */
            readonly position: string;
        };
        readonly Mail: {
            /** @description Id of the mail. */
            readonly mailId: string;
            /**
             * @description Kind of mail.
             * @enum {string}
             */
            readonly occasion: "answer" | "digest" | "appointment";
            /** @description Team of the recipient. */
            readonly teamId: string;
            /** @description Member id of the recipient. */
            readonly memberId: string;
            /** @description Recipient address with the local part hidden. */
            readonly address: string | null;
            /** @description Stream of the event that the mail is about. */
            readonly stream: string;
            /** @description Revision of that event. */
            readonly revision: number;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
        };
        readonly MailWithHistory: {
            /** @description Id of the mail. */
            readonly mailId: string;
            /**
             * @description Kind of mail.
             * @enum {string}
             */
            readonly occasion: "answer" | "digest" | "appointment";
            /** @description Team of the recipient. */
            readonly teamId: string;
            /** @description Member id of the recipient. */
            readonly memberId: string;
            /** @description Recipient address with the local part hidden. */
            readonly address: string | null;
            /** @description Stream of the event that the mail is about. */
            readonly stream: string;
            /** @description Revision of that event. */
            readonly revision: number;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
            /** @description The latest 20 attempts, oldest first. */
            readonly history: readonly {
                /**
                 * Format: date-time
                 * @description Instant of the attempt.
                 */
                readonly at: string;
                /** @description Null if it was sent. */
                readonly error: string | null;
                /** @description Response of the receiver. Null if the attempt made no request. */
                readonly answer: {
                    /** @description Status code of the response. Null without a response. */
                    readonly status: number | null;
                    /** @description Time until the response, or the failure, in ms. */
                    readonly durationMs: number;
                    /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                    readonly body: string | null;
                } | null;
            }[];
        };
        readonly MailPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the mail. */
                readonly mailId: string;
                /**
                 * @description Kind of mail.
                 * @enum {string}
                 */
                readonly occasion: "answer" | "digest" | "appointment";
                /** @description Team of the recipient. */
                readonly teamId: string;
                /** @description Member id of the recipient. */
                readonly memberId: string;
                /** @description Recipient address with the local part hidden. */
                readonly address: string | null;
                /** @description Stream of the event that the mail is about. */
                readonly stream: string;
                /** @description Revision of that event. */
                readonly revision: number;
                /**
                 * @description `dead`: all attempts have failed.
                 * @enum {string}
                 */
                readonly state: "waiting" | "sent" | "dead";
                /** @description Delivery attempts so far. */
                readonly attempts: number;
                /**
                 * Format: date-time
                 * @description Instant at which the message was queued.
                 */
                readonly createdAt: string;
                /** @description Instant of the next attempt. */
                readonly dueAt: string | null;
                /** @description Error of the last attempt. */
                readonly lastError: string | null;
                /** @description Instant of the delivery. */
                readonly sentAt: string | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly Alive: {
            /**
             * @description Always `ok`.
             * @enum {string}
             */
            readonly status: "ok";
        };
        readonly Readiness: {
            /**
             * @description Overall status.
             * @enum {string}
             */
            readonly status: "ok" | "catching-up" | "degraded" | "unavailable" | "stopping";
            /** @description Names of the stores, read models, processes and timers that fail. */
            readonly failing: readonly string[];
            /** @description Names of the read models and processes that have yet to read earlier events. Absent if there are none. */
            readonly catchingUp?: readonly string[];
        };
        readonly Health: {
            /**
             * @description Overall status.
             * @enum {string}
             */
            readonly status: "ok" | "catching-up" | "degraded" | "unavailable" | "stopping";
            /** @description Names of the stores, read models, processes and timers that fail. */
            readonly failing: readonly string[];
            /** @description Names of the read models and processes that have yet to read earlier events. Absent if there are none. */
            readonly catchingUp?: readonly string[];
            /** @description Whether the log can be written. `refusing`: not at the moment, for example because the disk is full. `failed`: not before a restart. Null if a server keeps the log and this engine appends nothing to it. */
            readonly log: ("writable" | "refusing" | "failed") | null;
            /** @description The engine's clock. Null if it is simulated. */
            readonly clock: {
                /**
                 * @description `held`: timers, charges and mails wait until a step of the clock is confirmed. `ahead`: the log was recorded by a clock that is ahead of the machine's.
                 * @enum {string}
                 */
                readonly state: "ok" | "held" | "ahead";
                /** @description Difference between the engine's clock and the machine's, in seconds. */
                readonly seconds: number;
            } | null;
            /** @description Read models. */
            readonly projections: readonly {
                /** @description Name of the read model. */
                readonly name: string;
                /** @description Version of the read model. */
                readonly version: number;
                /**
                 * @description State of the read model.
                 * @enum {string}
                 */
                readonly state: "rebuilding" | "running" | "poisoned" | "failing";
                /** @description Whether queries read this version. */
                readonly serving: boolean;
                /** @description Position up to which the log has been read. */
                readonly position: string;
                /** @description Events between `position` and the head of the log. */
                readonly lag: number;
                /** @description Why the read model is stopped. */
                readonly trouble?: {
                    /** @description Error message. */
                    readonly message: string;
                    /** @description Position of the event that failed. */
                    readonly position?: string;
                    /** @description Id of the event that failed. */
                    readonly eventId?: string;
                };
                /** @description Ids of events that an operator decided to leave out. Absent if there are none. */
                readonly skipped?: readonly string[];
            }[];
            /** @description Timers. Null if they run in another process. */
            readonly deadlines: {
                /** @description Timers held in memory. */
                readonly armed: number;
                /** @description Timers that are firing. */
                readonly inFlight: number;
                /**
                 * Format: date-time
                 * @description Due instant of the next timer.
                 */
                readonly nextAt?: string;
                /** @description Why timers could not be loaded. */
                readonly trouble?: string;
                /** @description Timers that failed and are retried. */
                readonly failing: readonly {
                    /** @description Key of the timer. */
                    readonly key: string;
                    /**
                     * Format: date-time
                     * @description Due instant.
                     */
                    readonly dueAt: string;
                    /** @description Failed attempts. */
                    readonly attempts: number;
                    /** @description Error message. */
                    readonly message: string;
                }[];
            } | null;
            /** @description Processes. Null if they run elsewhere. */
            readonly processes: readonly {
                /** @description Name of the process. */
                readonly name: string;
                /**
                 * @description `waiting`: after an accepted loss of events, until an operator decides where it continues.
                 * @enum {string}
                 */
                readonly state: "running" | "failing" | "waiting";
                /** @description Position up to which the log has been handled. */
                readonly position: string;
                /** @description Events between `position` and the head of the log when it was last read. */
                readonly lag: number;
                /** @description Why the process is stopped. */
                readonly trouble?: {
                    /** @description Error message. */
                    readonly message: string;
                    /** @description Position of the event that failed. */
                    readonly position?: string;
                    /** @description Id of the event that failed. */
                    readonly eventId?: string;
                };
            }[] | null;
            /** @description The check of the stores. Null before it begins, and where it does not run. */
            readonly scrub: {
                /**
                 * @description `waiting` until the next round begins; `failing` if a check could not be carried out, which is repeated.
                 * @enum {string}
                 */
                readonly state: "running" | "waiting" | "failing";
                /** @description Number of rounds that are complete. */
                readonly rounds: number;
                /** @description Position up to which the events were checked in this round. */
                readonly position: string;
                /** @description Number of events that this engine has checked since it started. */
                readonly events: number;
                /** @description Null before the first one. */
                readonly completedAt: string | null;
                /** @description What the current and the last round have found, by code. */
                readonly findings: readonly {
                    /** @description What kind of fact is wrong: a code of docs/doctor.md. */
                    readonly code: string;
                    /**
                     * @description `unknown`: a question that the stores cannot answer.
                     * @enum {string}
                     */
                    readonly state: "damage" | "unknown" | "note";
                    /** @description Where it was found first. */
                    readonly place: string;
                    /** @description What is wrong there. */
                    readonly detail: string;
                    /** @description Number of findings with this code. */
                    readonly count: number;
                }[];
                /** @description Why the last attempt failed. Absent if it did not. */
                readonly message?: string;
            } | null;
            /** @description Whether mails are sent. Null if processes run elsewhere. */
            readonly mail: ("on" | "off") | null;
        };
        readonly Me: {
            /**
             * @description Kind of the token.
             * @enum {string}
             */
            readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator";
            /** @description Id of the caller. That of a member is unique within the team. */
            readonly id: string;
            /** @description Name of a member or registered agent; null for others. */
            readonly name: string | null;
            /** @description Scopes of a service; null if its token names none. */
            readonly scopes: readonly string[] | null;
            /**
             * Format: date-time
             * @description When the token expires.
             */
            readonly tokenExpiresAt: string;
            /** @description The member that a service acts for. `language`, `status`, `roles`, `champion`, `team` and what follows are its. */
            readonly onBehalfOf: {
                /** @description Id of the member. */
                readonly id: string;
                /** @description Name of the member. */
                readonly name: string | null;
            } | null;
            /** @description Language of the member (BCP 47). */
            readonly language: string | null;
            /** @description Status of the member: only active ones have support (E2). Null for who was never added, and for other callers. */
            readonly status: ("invited" | "active" | "suspended" | "deactivated") | null;
            /** @description Admin roles of the member. */
            readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
            /** @description Champion level of the member. */
            readonly champion: {
                /**
                 * @description Champion level.
                 * @enum {string}
                 */
                readonly level: "grand" | "epic";
                /** @description Product of the personal add-on. Null without Premium Support (C1). */
                readonly addOn: string | null;
            } | null;
            /** @description Team of an active member. */
            readonly team: {
                /** @description Id of the team. */
                readonly id: string;
                /** @description Name of the team. */
                readonly name: string;
                /** @description IANA time zone. */
                readonly timeZone: string;
                /** @description Products in use (R2). */
                readonly products: readonly {
                    /** @description Id of the product. */
                    readonly id: string;
                    /** @description Name of the product. */
                    readonly name: string;
                }[];
                /** @description Add-ons of the team. */
                readonly addOns: readonly {
                    /** @description Product of the add-on. */
                    readonly product: {
                        /** @description Id of the product. */
                        readonly id: string;
                        /** @description Name of the product. */
                        readonly name: string;
                    };
                    /**
                     * @description Edition of the add-on.
                     * @enum {string}
                     */
                    readonly edition: "essentials" | "enhanced";
                    /**
                     * @description State of the add-on. Ended ones are left out.
                     * @enum {string}
                     */
                    readonly state: "active" | "removal-scheduled" | "ended";
                }[];
                /** @description Who buys and removes add-ons (P4–P6). */
                readonly purchases: {
                    /**
                     * @description Members of the team, or sales only (P4).
                     * @enum {string}
                     */
                    readonly by: "members" | "sales";
                    /** @description Admin roles of which a member needs one (P6). */
                    readonly roles: readonly ("team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin")[];
                    /** @description Editions that members can buy and remove (P5). */
                    readonly editions: readonly ("essentials" | "enhanced")[];
                };
            } | null;
            /** @description Add-ons that the member may buy or remove, or why not (P4–P7). */
            readonly purchases: readonly {
                /** @description Product of the add-on. */
                readonly product: {
                    /** @description Id of the product. */
                    readonly id: string;
                    /** @description Name of the product. */
                    readonly name: string;
                };
                /**
                 * @description Action possible for the add-on (P7).
                 * @enum {string}
                 */
                readonly action: "add" | "remove" | "keep";
                /** @description Whether the caller may. */
                readonly allowed: boolean;
                /** @description Why the caller may not. */
                readonly refused: {
                    /** @description Problem code: that of the response of the routes. */
                    readonly code: string;
                    /** @description Requirement that refuses it. */
                    readonly rule: string | null;
                    /** @description Reason in the reader's language. */
                    readonly detail: string;
                } | null;
            }[];
            /** @description Live support by product of the team and channel, as of now (E9, L5–L7). Empty for who is not an active member. */
            readonly liveSupport: readonly {
                /** @description Product that the request would be about. */
                readonly product: {
                    /** @description Id of the product. */
                    readonly id: string;
                    /** @description Name of the product. */
                    readonly name: string;
                };
                /**
                 * @description Live channel.
                 * @enum {string}
                 */
                readonly channel: "callback" | "chat";
                /** @description Whether the caller may. */
                readonly allowed: boolean;
                /** @description Why the caller may not. */
                readonly refused: {
                    /** @description Problem code: that of the response of the routes. */
                    readonly code: string;
                    /** @description Requirement that refuses it. */
                    readonly rule: string | null;
                    /** @description Reason in the reader's language. */
                    readonly detail: string;
                } | null;
                /** @description When the channel opens next. Null while it is open, and if it never is. */
                readonly opensAt: string | null;
            }[];
            /** @description What the caller may do. */
            readonly may: {
                /** @description Open, read and reply to own tickets (E2). */
                readonly tickets: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Use the hub (H1, H2, C4). */
                readonly hub: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description See add-ons and charges: of the own team, sales and operators of any (P6). */
                readonly billing: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Change seats while the team has an add-on: of the own team, sales of any (P4–P6). */
                readonly seats: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Send inquiries to sales (P3). */
                readonly inquiries: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Work on all teams' tickets. */
                readonly desk: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Be offered chats and callbacks while available: registered agents (K4). */
                readonly liveRequests: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Search teams and read members and agents. */
                readonly directory: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Sell to any team, and close inquiries (P3). */
                readonly sales: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Book and complete appointments of any team (E4, Q3). */
                readonly programme: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Register and change teams, members and agents. */
                readonly administration: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description See the health of the engine in detail. */
                readonly operations: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Read reports and read models. */
                readonly analysis: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Read and follow the log. Analysts see no personal data. */
                readonly log: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description List and retry mails. */
                readonly mails: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Subscribe to events. */
                readonly webhooks: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
                /** @description Record the use of features (Q2). */
                readonly features: {
                    /** @description Whether the caller may. */
                    readonly allowed: boolean;
                    /** @description Why the caller may not. */
                    readonly refused: {
                        /** @description Problem code: that of the response of the routes. */
                        readonly code: string;
                        /** @description Requirement that refuses it. */
                        readonly rule: string | null;
                        /** @description Reason in the reader's language. */
                        readonly detail: string;
                    } | null;
                };
            };
        };
        readonly Consultation: {
            /** @description Id of the member. */
            readonly memberId: string;
            /** @description Id of the consultant. */
            readonly consultantId: string;
            /**
             * Format: date-time
             * @description Start.
             */
            readonly startsAt: string;
            /**
             * Format: date-time
             * @description End.
             */
            readonly endsAt: string;
            /**
             * Format: date-time
             * @description When it was booked.
             */
            readonly bookedAt: string;
            /**
             * @description Status of the appointment.
             * @enum {string}
             */
            readonly status: "booked" | "held" | "cancelled";
            /** @description Id of the consultation. */
            readonly consultationId: string;
            /** @description Product of the add-on. */
            readonly product: string;
            /**
             * @description Add-on or Champion level that includes the consultation.
             * @enum {string}
             */
            readonly source: "team" | "champion";
        };
        readonly RootCauseSession: {
            /** @description Id of the member. */
            readonly memberId: string;
            /** @description Id of the consultant. */
            readonly consultantId: string;
            /**
             * Format: date-time
             * @description Start.
             */
            readonly startsAt: string;
            /**
             * Format: date-time
             * @description End.
             */
            readonly endsAt: string;
            /**
             * Format: date-time
             * @description When it was booked.
             */
            readonly bookedAt: string;
            /**
             * @description Status of the appointment.
             * @enum {string}
             */
            readonly status: "booked" | "held" | "cancelled";
            /** @description Id of the session. */
            readonly sessionId: string;
            /** @description Calendar quarter in UTC. */
            readonly quarter: string;
        };
        readonly ProgrammeStanding: {
            /** @description Consultations included in the add-ons. */
            readonly consultations: readonly {
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Add-on or Champion level that includes the consultation.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Whether the consultation can be booked.
                 * @enum {string}
                 */
                readonly state: "open" | "booked" | "used";
                /** @description The booked or held consultation. */
                readonly consultation: {
                    /** @description Id of the member. */
                    readonly memberId: string;
                    /** @description Id of the consultant. */
                    readonly consultantId: string;
                    /**
                     * Format: date-time
                     * @description Start.
                     */
                    readonly startsAt: string;
                    /**
                     * Format: date-time
                     * @description End.
                     */
                    readonly endsAt: string;
                    /**
                     * Format: date-time
                     * @description When it was booked.
                     */
                    readonly bookedAt: string;
                    /**
                     * @description Status of the appointment.
                     * @enum {string}
                     */
                    readonly status: "booked" | "held" | "cancelled";
                    /** @description Id of the consultation. */
                    readonly consultationId: string;
                    /** @description Product of the add-on. */
                    readonly product: string;
                    /**
                     * @description Add-on or Champion level that includes the consultation.
                     * @enum {string}
                     */
                    readonly source: "team" | "champion";
                    /** @description The consultant. */
                    readonly consultant: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                    /** @description The member. For members, the name of another one is null. */
                    readonly member: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                } | null;
            }[];
            /** @description Root-cause sessions of this quarter and the next. */
            readonly rootCauseSessions: readonly {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
                /**
                 * @description Whether the session can be scheduled.
                 * @enum {string}
                 */
                readonly state: "open" | "booked" | "used" | "not-included";
                /** @description The scheduled or held session. */
                readonly session: {
                    /** @description Id of the member. */
                    readonly memberId: string;
                    /** @description Id of the consultant. */
                    readonly consultantId: string;
                    /**
                     * Format: date-time
                     * @description Start.
                     */
                    readonly startsAt: string;
                    /**
                     * Format: date-time
                     * @description End.
                     */
                    readonly endsAt: string;
                    /**
                     * Format: date-time
                     * @description When it was booked.
                     */
                    readonly bookedAt: string;
                    /**
                     * @description Status of the appointment.
                     * @enum {string}
                     */
                    readonly status: "booked" | "held" | "cancelled";
                    /** @description Id of the session. */
                    readonly sessionId: string;
                    /** @description The consultant. */
                    readonly consultant: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                    /** @description The member. For members, the name of another one is null. */
                    readonly member: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                } | null;
            }[];
        };
        readonly ConsultantPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /** @description Name of the consultant. Null if it is erased. */
                readonly name: string | null;
                /** @description Languages that the consultant supports. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Products that the consultant supports. */
                readonly products: readonly string[];
                /** @description Starts of the hours in which the consultant can be booked. */
                readonly freeHours: readonly string[];
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly TeamProgramme: {
            /** @description Up to 100 consultations, newest first, cancelled ones included. */
            readonly consultations: readonly {
                /** @description Id of the member. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /**
                 * Format: date-time
                 * @description Start.
                 */
                readonly startsAt: string;
                /**
                 * Format: date-time
                 * @description End.
                 */
                readonly endsAt: string;
                /**
                 * Format: date-time
                 * @description When it was booked.
                 */
                readonly bookedAt: string;
                /**
                 * @description Status of the appointment.
                 * @enum {string}
                 */
                readonly status: "booked" | "held" | "cancelled";
                /** @description Id of the consultation. */
                readonly consultationId: string;
                /** @description Product of the add-on. */
                readonly product: string;
                /**
                 * @description Add-on or Champion level that includes the consultation.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /** @description The consultant. */
                readonly consultant: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description The member. For members, the name of another one is null. */
                readonly member: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
            }[];
            /** @description Root-cause sessions of this quarter and the next. */
            readonly rootCauseSessions: readonly {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
                /** @description The last session that was scheduled. Null for none. */
                readonly session: {
                    /** @description Id of the member. */
                    readonly memberId: string;
                    /** @description Id of the consultant. */
                    readonly consultantId: string;
                    /**
                     * Format: date-time
                     * @description Start.
                     */
                    readonly startsAt: string;
                    /**
                     * Format: date-time
                     * @description End.
                     */
                    readonly endsAt: string;
                    /**
                     * Format: date-time
                     * @description When it was booked.
                     */
                    readonly bookedAt: string;
                    /**
                     * @description Status of the appointment.
                     * @enum {string}
                     */
                    readonly status: "booked" | "held" | "cancelled";
                    /** @description Id of the session. */
                    readonly sessionId: string;
                    /** @description The consultant. */
                    readonly consultant: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                    /** @description The member. For members, the name of another one is null. */
                    readonly member: {
                        /** @description Id. */
                        readonly id: string;
                        /** @description Name. Null if none is recorded. */
                        readonly name: string | null;
                    };
                } | null;
            }[];
        };
        readonly SessionAgenda: {
            /** @description Calendar quarter in UTC. */
            readonly quarter: string;
            /** @description The session. */
            readonly session: {
                /** @description Id of the member. */
                readonly memberId: string;
                /** @description Id of the consultant. */
                readonly consultantId: string;
                /**
                 * Format: date-time
                 * @description Start.
                 */
                readonly startsAt: string;
                /**
                 * Format: date-time
                 * @description End.
                 */
                readonly endsAt: string;
                /**
                 * Format: date-time
                 * @description When it was booked.
                 */
                readonly bookedAt: string;
                /**
                 * @description Status of the appointment.
                 * @enum {string}
                 */
                readonly status: "booked" | "held" | "cancelled";
                /** @description Id of the session. */
                readonly sessionId: string;
                /** @description The consultant. */
                readonly consultant: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
                /** @description The member. For members, the name of another one is null. */
                readonly member: {
                    /** @description Id. */
                    readonly id: string;
                    /** @description Name. Null if none is recorded. */
                    readonly name: string | null;
                };
            };
            /** @description Figures of the previous quarter and of this one. */
            readonly trends: readonly {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
                /** @description Tickets, chats and callbacks, each counted once. */
                readonly requests: number;
                /** @description Response targets missed. */
                readonly breaches: number;
                /** @description Requests by issue type, without callbacks that name none. */
                readonly issueTypes: readonly {
                    /** @description Issue type from the taxonomy. */
                    readonly issueType: string;
                    /** @description Number of requests. */
                    readonly count: number;
                }[];
                /** @description Requests by product. */
                readonly products: readonly {
                    /** @description Product. */
                    readonly product: string;
                    /** @description Number of requests. */
                    readonly count: number;
                }[];
                /** @description Figures by month. */
                readonly months: readonly {
                    /** @description Calendar month in UTC. */
                    readonly month: string;
                    /** @description Tickets, chats and callbacks, each counted once. */
                    readonly requests: number;
                    /** @description Response targets missed. */
                    readonly breaches: number;
                }[];
            }[];
            /** @description Features that the team used least. */
            readonly leastUsed: readonly {
                /** @description Id of the feature. */
                readonly feature: string;
                /** @description Number of times the team used the feature in the quarter. */
                readonly count: number;
            }[];
        };
        readonly FeatureUsage: {
            /** @description Id of the feature. */
            readonly feature: string;
            /** @description Number of times the team used the feature in the quarter. */
            readonly count: number;
            /** @description Id of the team. */
            readonly teamId: string;
            /** @description Calendar quarter in UTC. */
            readonly quarter: string;
        };
        readonly Read: {
            /** @description Index of the record in the tree of the read audit, from 0. */
            readonly leaf: number;
            /**
             * Format: date-time
             * @description When the response was sent.
             */
            readonly at: string;
            /** @description `Request-Id` of the response. */
            readonly requestId: string;
            /** @description Who read. */
            readonly caller: {
                /**
                 * @description Kind of caller.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                /** @description Id of the caller. */
                readonly id: string;
            };
            /** @description Member that a service acted for. */
            readonly onBehalfOf: {
                /**
                 * @description Kind of caller.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                /** @description Id of the caller. */
                readonly id: string;
            } | null;
            /** @description HTTP method; `SSE` for events that a stream has sent; `CLI` for a command. */
            readonly method: string;
            /** @description Template of the route, or the command. */
            readonly route: string;
            /**
             * @description `shown`: data was sent. `not-modified`: the caller had it already. `refused`: the caller may not read it, or it does not exist.
             * @enum {string}
             */
            readonly outcome: "shown" | "not-modified" | "refused";
            /** @description HTTP status; null for a command. */
            readonly status: number | null;
            /** @description Position of the log up to which the data was known; null if nothing was shown. */
            readonly position: string | null;
            /** @description People whose data was shown; `*` for an export of everyone. */
            readonly subjects: readonly string[];
            /** @description Tickets, teams and other resources that were shown or asked for. */
            readonly resources: readonly string[];
        };
        readonly ReadPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Index of the record in the tree of the read audit, from 0. */
                readonly leaf: number;
                /**
                 * Format: date-time
                 * @description When the response was sent.
                 */
                readonly at: string;
                /** @description `Request-Id` of the response. */
                readonly requestId: string;
                /** @description Who read. */
                readonly caller: {
                    /**
                     * @description Kind of caller.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the caller. */
                    readonly id: string;
                };
                /** @description Member that a service acted for. */
                readonly onBehalfOf: {
                    /**
                     * @description Kind of caller.
                     * @enum {string}
                     */
                    readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                    /** @description Id of the caller. */
                    readonly id: string;
                } | null;
                /** @description HTTP method; `SSE` for events that a stream has sent; `CLI` for a command. */
                readonly method: string;
                /** @description Template of the route, or the command. */
                readonly route: string;
                /**
                 * @description `shown`: data was sent. `not-modified`: the caller had it already. `refused`: the caller may not read it, or it does not exist.
                 * @enum {string}
                 */
                readonly outcome: "shown" | "not-modified" | "refused";
                /** @description HTTP status; null for a command. */
                readonly status: number | null;
                /** @description Position of the log up to which the data was known; null if nothing was shown. */
                readonly position: string | null;
                /** @description People whose data was shown; `*` for an export of everyone. */
                readonly subjects: readonly string[];
                /** @description Tickets, teams and other resources that were shown or asked for. */
                readonly resources: readonly string[];
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly ClockMove: {
            /** @description Id of the move. */
            readonly moveId: string;
            /**
             * @description `moving`: the clock stands, except for the steps on the way. `done`: it runs on.
             * @enum {string}
             */
            readonly state: "moving" | "done";
            /**
             * Format: date-time
             * @description Time of the clock at the start.
             */
            readonly from: string;
            /**
             * Format: date-time
             * @description Time to move to.
             */
            readonly to: string;
            /** @description Time of the clock at the end: `to`, or up to 100 ms later if something falls due at that moment. Null while the clock moves. */
            readonly reached: string | null;
        };
        readonly SandboxClock: {
            /**
             * Format: date-time
             * @description The current time of the engine.
             */
            readonly now: string;
            /** @description The last move of the clock. Null before the first. */
            readonly latestMove: components["schemas"]["ClockMove"] | null;
        };
        readonly SupportRoute: {
            /**
             * @description Site on which the member gets support.
             * @enum {string}
             */
            readonly site: "hub" | "support-page";
            /** @description Path of the site. */
            readonly path: string;
            /** @description Routes available there. */
            readonly links: readonly {
                /** @description Relation of the link. */
                readonly rel: string;
                /**
                 * @description HTTP method.
                 * @enum {string}
                 */
                readonly method: "GET" | "POST";
                /** @description Path of the route. */
                readonly href: string;
            }[];
            /** @description Why the member gets support there. */
            readonly reason: {
                /** @description Requirement on which the text is based. */
                readonly rule: string;
                /**
                 * @description Code of the text.
                 * @enum {string}
                 */
                readonly code: "hub-with-add-on" | "hub-for-champion" | "hub-for-admins" | "hub-needs-add-on";
                /** @description Text for the requester in the reader's language. */
                readonly message: string;
            };
        };
        readonly ContactOptions: {
            /** @description Product that the options apply to. */
            readonly product: string;
            /** @description Entitlement for the product. Null for standard support. */
            readonly entitlement: {
                /** @description Product of the add-on. */
                readonly addOn: string;
                /**
                 * @description Whether the entitlement comes from the team's add-on or from a Champion level.
                 * @enum {string}
                 */
                readonly source: "team" | "champion";
                /**
                 * @description Edition or Champion level.
                 * @enum {string}
                 */
                readonly level: "essentials" | "enhanced" | "grand" | "epic";
                /** @description Response target in minutes. */
                readonly targetMinutes: number;
            } | null;
            /** @description Opening hours of the Japanese desk. */
            readonly japaneseDesk: {
                /** @description Id of the calendar. */
                readonly calendar: string;
                /** @description IANA time zone of the calendar. */
                readonly timeZone: string;
                /** @description Opening hours by weekday. */
                readonly weekly: {
                    /** @description Opening hours of the day. */
                    readonly mon: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly tue: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly wed: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly thu: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly fri: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly sat: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                    /** @description Opening hours of the day. */
                    readonly sun: readonly {
                        /** @description Opening time. */
                        readonly opens: string;
                        /** @description Closing time, exclusive. `24:00` is midnight. */
                        readonly closes: string;
                    }[];
                };
                /** @description Local dates on which support is closed. */
                readonly holidays: readonly string[];
                /** @description Whether support is open now. */
                readonly openNow: boolean;
                /** @description Instant of the next opening. Null while open. */
                readonly nextOpensAt: string | null;
            };
            /** @description Issue types for a ticket. */
            readonly issueTypes: readonly {
                /** @description Id of the issue type. */
                readonly id: string;
                /** @description Name in the reader's language. */
                readonly name: string;
            }[];
            /** @description Channels. */
            readonly options: readonly {
                /**
                 * @description Channel.
                 * @enum {string}
                 */
                readonly channel: "request" | "chat" | "callback";
                /** @description Whether the channel is available to the requester now. */
                readonly offered: boolean;
                /** @description Why the channel is not available. */
                readonly notOffered: {
                    /** @description Requirement on which the text is based. */
                    readonly rule: string;
                    /**
                     * @description Code of the text.
                     * @enum {string}
                     */
                    readonly code: "live-support-for-admins" | "no-add-on" | "no-live-support" | "live-support-closed";
                    /** @description Text for the requester in the reader's language. */
                    readonly message: string;
                } | null;
                /** @description Languages in which the channel is available now. Empty if it is not. */
                readonly languages: readonly ("en" | "ja")[];
                /** @description Opening hours of the channel. Null if the channel is never open to the caller. */
                readonly hours: {
                    /** @description Id of the calendar. */
                    readonly calendar: string;
                    /** @description IANA time zone of the calendar. */
                    readonly timeZone: string;
                    /** @description Opening hours by weekday. */
                    readonly weekly: {
                        /** @description Opening hours of the day. */
                        readonly mon: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly tue: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly wed: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly thu: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly fri: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly sat: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                        /** @description Opening hours of the day. */
                        readonly sun: readonly {
                            /** @description Opening time. */
                            readonly opens: string;
                            /** @description Closing time, exclusive. `24:00` is midnight. */
                            readonly closes: string;
                        }[];
                    };
                    /** @description Local dates on which support is closed. */
                    readonly holidays: readonly string[];
                    /** @description Whether support is open now. */
                    readonly openNow: boolean;
                    /** @description Instant of the next opening. Null while open. */
                    readonly nextOpensAt: string | null;
                } | null;
                /** @description Response targets by language. Null without a promised response time. */
                readonly responseTargets: {
                    /** @description Target for tickets in English. */
                    readonly en: {
                        /**
                         * @description Language in which support replies.
                         * @enum {string}
                         */
                        readonly servedLanguage: "en" | "ja";
                        /** @description Response target in minutes. */
                        readonly minutes: number;
                        /**
                         * @description Which target applies.
                         * @enum {string}
                         */
                        readonly decidedBy: "edition" | "japanese-desk";
                        /**
                         * Format: date-time
                         * @description Instant by which a ticket opened now would be answered.
                         */
                        readonly dueAt: string;
                    };
                    /** @description Target for tickets in Japanese. */
                    readonly ja: {
                        /**
                         * @description Language in which support replies.
                         * @enum {string}
                         */
                        readonly servedLanguage: "en" | "ja";
                        /** @description Response target in minutes. */
                        readonly minutes: number;
                        /**
                         * @description Which target applies.
                         * @enum {string}
                         */
                        readonly decidedBy: "edition" | "japanese-desk";
                        /**
                         * Format: date-time
                         * @description Instant by which a ticket opened now would be answered.
                         */
                        readonly dueAt: string;
                    };
                } | null;
                /** @description Texts to show with the channel. */
                readonly hints: readonly {
                    /** @description Requirement on which the text is based. */
                    readonly rule: string;
                    /**
                     * @description Code of the text.
                     * @enum {string}
                     */
                    readonly code: "hub-with-add-on" | "hub-for-champion" | "hub-for-admins" | "hub-needs-add-on" | "live-support-for-admins" | "no-add-on" | "no-live-support" | "live-support-closed" | "standard-support" | "callback-urgent" | "callback-number" | "callback-given-up" | "callback-about" | "mail-attachments" | "chat-requester";
                    /** @description Text for the requester in the reader's language. */
                    readonly message: string;
                }[];
            }[];
        };
        readonly Time: {
            /**
             * Format: date-time
             * @description The current time of the engine.
             */
            readonly now: string;
            /**
             * @description Clock of the machine, or a simulated one for demos and tests (`CLOCK_START`, `CLOCK_SPEED`).
             * @enum {string}
             */
            readonly source: "machine" | "simulated";
            /** @description Seconds of the engine's time per real second. */
            readonly speed: number;
            /**
             * @description `held`: the machine's clock has stepped forward, and timers wait for an operator. `ahead`: the engine's time is ahead of the machine's and slower until that has caught up.
             * @enum {string}
             */
            readonly state: "ok" | "held" | "ahead";
        };
        /** @description Body of a request to a webhook: an event. Personal fields of its data are masked by values of the same type. */
        readonly DeliveryRequest: {
            readonly type: "DeliveryRequest";
            /**
             * Format: date-time
             * @description Instant at which the event occurred.
             */
            readonly timestamp: string;
            /** @description Id of the event, the same in every delivery of it, as in `webhook-id`. */
            readonly id: string;
            /** @description Stream of the event. */
            readonly stream: string;
            /** @description Number of the event in its stream, from 0. */
            readonly revision: number;
            /** @description Position of the event in the log. */
            readonly position: string;
            /**
             * Format: date-time
             * @description Instant at which the engine recorded the event.
             */
            readonly recordedAt: string;
            /** @description Who caused the event. */
            readonly actor: {
                /**
                 * @description Kind of the caller.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                /** @description Id of the caller. */
                readonly id: string;
            };
            /** @description The member for whom the actor acted. Absent if it acted for itself. */
            readonly onBehalfOf?: {
                /**
                 * @description Kind of the caller.
                 * @enum {string}
                 */
                readonly kind: "member" | "agent" | "sales" | "service" | "analyst" | "auditor" | "operator" | "engine";
                /** @description Id of the caller. */
                readonly id: string;
            };
            /** @description True in test events and samples. Absent in others. */
            readonly test?: boolean;
        } & Omit<components["schemas"]["DeliveredEvent"], "type">;
        readonly Webhook: {
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /** @description Service that owns the webhook. */
            readonly owner: string;
            /** @description URL that events are posted to. Its query is shown to nobody, since it may contain credentials. */
            readonly url: string;
            /** @description Event types sent to the webhook. Empty: all. */
            readonly types: readonly string[];
            /** @description Teams whose events are sent to the webhook. Null: all. */
            readonly teams: readonly string[] | null;
            /** @description Number of the current secret, from 1. */
            readonly generation: number;
            /** @description Instant since which the webhook is paused and receives nothing. Null: it is not. */
            readonly pausedAt: string | null;
            /** @description Instant of the last secret rotation. */
            readonly rotatedAt: string | null;
            /** @description `gone`: removed because the receiver responded with 410. */
            readonly removed: ("removed" | "gone") | null;
        };
        readonly WebhookWithSecret: {
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /** @description Service that owns the webhook. */
            readonly owner: string;
            /** @description URL that events are posted to. Its query is shown to nobody, since it may contain credentials. */
            readonly url: string;
            /** @description Event types sent to the webhook. Empty: all. */
            readonly types: readonly string[];
            /** @description Teams whose events are sent to the webhook. Null: all. */
            readonly teams: readonly string[] | null;
            /** @description Number of the current secret, from 1. */
            readonly generation: number;
            /** @description Instant since which the webhook is paused and receives nothing. Null: it is not. */
            readonly pausedAt: string | null;
            /** @description Instant of the last secret rotation. */
            readonly rotatedAt: string | null;
            /** @description `gone`: removed because the receiver responded with 410. */
            readonly removed: ("removed" | "gone") | null;
            /** @description Signing secret. Returned only by this request. */
            readonly secret: string;
        };
        readonly WebhookPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Service that owns the webhook. */
                readonly owner: string;
                /** @description URL that events are posted to. Its query is shown to nobody, since it may contain credentials. */
                readonly url: string;
                /** @description Event types sent to the webhook. Empty: all. */
                readonly types: readonly string[];
                /** @description Teams whose events are sent to the webhook. Null: all. */
                readonly teams: readonly string[] | null;
                /** @description Number of the current secret, from 1. */
                readonly generation: number;
                /** @description Instant since which the webhook is paused and receives nothing. Null: it is not. */
                readonly pausedAt: string | null;
                /**
                 * Format: date-time
                 * @description Instant of the registration.
                 */
                readonly registeredAt: string;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly Delivery: {
            /** @description Id of the delivery. */
            readonly deliveryId: string;
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /**
             * @description `replay`: sent again by a replay. `test`: a sample event.
             * @enum {string}
             */
            readonly kind: "event" | "replay" | "test";
            /** @description Event type. Null for deliveries queued by version 0.1.0. */
            readonly type: string | null;
            /** @description Id of the event, the `webhook-id` of the request. */
            readonly eventId: string;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
            /** @description Response of the receiver. Null if the attempt made no request. */
            readonly lastAnswer: {
                /** @description Status code of the response. Null without a response. */
                readonly status: number | null;
                /** @description Time until the response, or the failure, in ms. */
                readonly durationMs: number;
                /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                readonly body: string | null;
            } | null;
            /** @description Stream of the event. `sample-1` for `test`. */
            readonly stream: string;
            /** @description Revision of the event. */
            readonly revision: number;
        };
        readonly OperatorDelivery: {
            /** @description Id of the delivery. */
            readonly deliveryId: string;
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /**
             * @description `replay`: sent again by a replay. `test`: a sample event.
             * @enum {string}
             */
            readonly kind: "event" | "replay" | "test";
            /** @description Event type. Null for deliveries queued by version 0.1.0. */
            readonly type: string | null;
            /** @description Id of the event, the `webhook-id` of the request. */
            readonly eventId: string;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
            /** @description Response of the receiver. Null if the attempt made no request. */
            readonly lastAnswer: {
                /** @description Status code of the response. Null without a response. */
                readonly status: number | null;
                /** @description Time until the response, or the failure, in ms. */
                readonly durationMs: number;
                /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                readonly body: string | null;
            } | null;
        };
        readonly OperatorDeliveryPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the delivery. */
                readonly deliveryId: string;
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /**
                 * @description `replay`: sent again by a replay. `test`: a sample event.
                 * @enum {string}
                 */
                readonly kind: "event" | "replay" | "test";
                /** @description Event type. Null for deliveries queued by version 0.1.0. */
                readonly type: string | null;
                /** @description Id of the event, the `webhook-id` of the request. */
                readonly eventId: string;
                /**
                 * @description `dead`: all attempts have failed.
                 * @enum {string}
                 */
                readonly state: "waiting" | "sent" | "dead";
                /** @description Delivery attempts so far. */
                readonly attempts: number;
                /**
                 * Format: date-time
                 * @description Instant at which the message was queued.
                 */
                readonly createdAt: string;
                /** @description Instant of the next attempt. */
                readonly dueAt: string | null;
                /** @description Error of the last attempt. */
                readonly lastError: string | null;
                /** @description Instant of the delivery. */
                readonly sentAt: string | null;
                /** @description Response of the receiver. Null if the attempt made no request. */
                readonly lastAnswer: {
                    /** @description Status code of the response. Null without a response. */
                    readonly status: number | null;
                    /** @description Time until the response, or the failure, in ms. */
                    readonly durationMs: number;
                    /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                    readonly body: string | null;
                } | null;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
        readonly OperatorDeliveryWithHistory: {
            /** @description Id of the delivery. */
            readonly deliveryId: string;
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /**
             * @description `replay`: sent again by a replay. `test`: a sample event.
             * @enum {string}
             */
            readonly kind: "event" | "replay" | "test";
            /** @description Event type. Null for deliveries queued by version 0.1.0. */
            readonly type: string | null;
            /** @description Id of the event, the `webhook-id` of the request. */
            readonly eventId: string;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
            /** @description Response of the receiver. Null if the attempt made no request. */
            readonly lastAnswer: {
                /** @description Status code of the response. Null without a response. */
                readonly status: number | null;
                /** @description Time until the response, or the failure, in ms. */
                readonly durationMs: number;
                /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                readonly body: string | null;
            } | null;
            /** @description The latest 20 attempts, oldest first. */
            readonly history: readonly {
                /**
                 * Format: date-time
                 * @description Instant of the attempt.
                 */
                readonly at: string;
                /** @description Null if it was sent. */
                readonly error: string | null;
                /** @description Response of the receiver. Null if the attempt made no request. */
                readonly answer: {
                    /** @description Status code of the response. Null without a response. */
                    readonly status: number | null;
                    /** @description Time until the response, or the failure, in ms. */
                    readonly durationMs: number;
                    /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                    readonly body: string | null;
                } | null;
            }[];
        };
        readonly DeliveryWithHistory: {
            /** @description Id of the delivery. */
            readonly deliveryId: string;
            /** @description Id of the webhook. */
            readonly webhookId: string;
            /**
             * @description `replay`: sent again by a replay. `test`: a sample event.
             * @enum {string}
             */
            readonly kind: "event" | "replay" | "test";
            /** @description Event type. Null for deliveries queued by version 0.1.0. */
            readonly type: string | null;
            /** @description Id of the event, the `webhook-id` of the request. */
            readonly eventId: string;
            /**
             * @description `dead`: all attempts have failed.
             * @enum {string}
             */
            readonly state: "waiting" | "sent" | "dead";
            /** @description Delivery attempts so far. */
            readonly attempts: number;
            /**
             * Format: date-time
             * @description Instant at which the message was queued.
             */
            readonly createdAt: string;
            /** @description Instant of the next attempt. */
            readonly dueAt: string | null;
            /** @description Error of the last attempt. */
            readonly lastError: string | null;
            /** @description Instant of the delivery. */
            readonly sentAt: string | null;
            /** @description Response of the receiver. Null if the attempt made no request. */
            readonly lastAnswer: {
                /** @description Status code of the response. Null without a response. */
                readonly status: number | null;
                /** @description Time until the response, or the failure, in ms. */
                readonly durationMs: number;
                /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                readonly body: string | null;
            } | null;
            /** @description Stream of the event. `sample-1` for `test`. */
            readonly stream: string;
            /** @description Revision of the event. */
            readonly revision: number;
            /** @description The latest 20 attempts, oldest first. */
            readonly history: readonly {
                /**
                 * Format: date-time
                 * @description Instant of the attempt.
                 */
                readonly at: string;
                /** @description Null if it was sent. */
                readonly error: string | null;
                /** @description Response of the receiver. Null if the attempt made no request. */
                readonly answer: {
                    /** @description Status code of the response. Null without a response. */
                    readonly status: number | null;
                    /** @description Time until the response, or the failure, in ms. */
                    readonly durationMs: number;
                    /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                    readonly body: string | null;
                } | null;
            }[];
        };
        readonly WebhookEventTypes: {
            /** @description All items. */
            readonly items: readonly {
                /** @description Event type. */
                readonly type: string;
                /** @description Version of newly recorded events. It increases when the fields of `data` change. */
                readonly version: number;
                /** @description Fields of `data` whose values are masked. */
                readonly masked: readonly string[];
                readonly sample: components["schemas"]["DeliveryRequest"];
            }[];
        };
        readonly DeliveryPage: {
            /** @description Items of this page. */
            readonly items: readonly {
                /** @description Id of the delivery. */
                readonly deliveryId: string;
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /**
                 * @description `replay`: sent again by a replay. `test`: a sample event.
                 * @enum {string}
                 */
                readonly kind: "event" | "replay" | "test";
                /** @description Event type. Null for deliveries queued by version 0.1.0. */
                readonly type: string | null;
                /** @description Id of the event, the `webhook-id` of the request. */
                readonly eventId: string;
                /**
                 * @description `dead`: all attempts have failed.
                 * @enum {string}
                 */
                readonly state: "waiting" | "sent" | "dead";
                /** @description Delivery attempts so far. */
                readonly attempts: number;
                /**
                 * Format: date-time
                 * @description Instant at which the message was queued.
                 */
                readonly createdAt: string;
                /** @description Instant of the next attempt. */
                readonly dueAt: string | null;
                /** @description Error of the last attempt. */
                readonly lastError: string | null;
                /** @description Instant of the delivery. */
                readonly sentAt: string | null;
                /** @description Response of the receiver. Null if the attempt made no request. */
                readonly lastAnswer: {
                    /** @description Status code of the response. Null without a response. */
                    readonly status: number | null;
                    /** @description Time until the response, or the failure, in ms. */
                    readonly durationMs: number;
                    /** @description The first 1,024 bytes of the response, as text. Null if it is empty. */
                    readonly body: string | null;
                } | null;
                /** @description Stream of the event. `sample-1` for `test`. */
                readonly stream: string;
                /** @description Revision of the event. */
                readonly revision: number;
            }[];
            /** @description Cursor of the next page. Absent on the last page. */
            readonly next?: string;
        };
    };
    responses: never;
    parameters: {
        /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
        readonly IdempotencyKey: string;
        /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
        readonly IfMatch: string;
        /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
        readonly IfNoneMatch: string;
        /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
        readonly CorrelationId: string;
        /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
        readonly LedgerPosition: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly checkLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Alive"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly checkReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly checkReadinessForReads: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHealthInDetail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTeams: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Text in the name or id. Case and width of letters do not count. */
                readonly q?: string;
                /** @description Product in use. */
                readonly product?: string;
                /** @description ISO 3166-1 alpha-2 country code in upper case. */
                readonly country?: string;
                /** @description Id of the account manager. */
                readonly accountManager?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TeamPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly registerTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterTeamBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTeam: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TeamDetails"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeTeamBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeProductsOfTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductsBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly assignAccountManager: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccountManagerBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMembersOfTeam: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Text in the name, id or e-mail address. Case and width of letters do not count. */
                readonly q?: string;
                /** @description Status of the member. Default: any. */
                readonly status?: "invited" | "active" | "suspended" | "deactivated";
                /** @description Admin role of the member. */
                readonly role?: "team_admin" | "user_management_admin" | "support_admin" | "billing_admin" | "content_admin" | "security_admin" | "reporting_admin";
                /** @description `true`: Champions only. `false`: no Champions. */
                readonly champion?: "true" | "false";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly addMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddMemberBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly suspendOrActivateMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MemberStatusBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemberDetails"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deactivateMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeMemberBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly assignAdminRoles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RolesBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly assignChampionLevel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChampionBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly withdrawChampionLevel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listReadModels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadModels"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readReadModel: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Prefix of row keys, e.g. `acme.` of `issue-patterns`. */
                readonly prefix?: string;
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of rows. 50 by default. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description Name of the read model. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadModelPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listEventsThatMadeRow: {
        readonly parameters: {
            readonly query: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Key of the row, as in `GET /v1/read-models/{name}`. */
                readonly key: string;
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of events. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description Name of the read model. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reportResponseTimes: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Team to report on. Default: all teams. */
                readonly team?: string;
                /** @description Only clocks started, charges issued and digests sent at or after this instant. */
                readonly from?: string;
                /** @description Only clocks, charges and digests before this instant. */
                readonly to?: string;
                /** @description IANA time zone of the months. UTC by default. */
                readonly timeZone?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResponseReport"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reportCharges: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Team to report on. Default: all teams. */
                readonly team?: string;
                /** @description Only clocks started, charges issued and digests sent at or after this instant. */
                readonly from?: string;
                /** @description Only clocks, charges and digests before this instant. */
                readonly to?: string;
                /** @description IANA time zone of the months. UTC by default. */
                readonly timeZone?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChargeReport"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reportFeatureDigests: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Team to report on. Default: all teams. */
                readonly team?: string;
                /** @description Only clocks started, charges issued and digests sent at or after this instant. */
                readonly from?: string;
                /** @description Only clocks, charges and digests before this instant. */
                readonly to?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DigestReport"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly uploadFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file.
                     */
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description The requested data. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly downloadAttachment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description SHA-256 of the content, in hexadecimal. */
                readonly sha256: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly downloadAttachmentOfAnyTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
                /** @description SHA-256 of the content, in hexadecimal. */
                readonly sha256: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listAddOns: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddOns"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly confirmQuote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PurchaseBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PurchasedAddOn"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly quoteAddOn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["QuoteBody"];
            };
        };
        readonly responses: {
            /** @description The requested data. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly previewRemovalOfAddOn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RemovalPreview"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly confirmRemovalOfAddOn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RemovalBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddOn"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelScheduledRemoval: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddOn"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelScheduledEditionChange: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Product of the add-on. */
                readonly product: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddOn"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCharges: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChargePage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listInquiries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description State of the inquiries. `completed`: by a purchase or change of edition. `closed`: without one. */
                readonly state?: "open" | "completed" | "closed";
                /** @description Only those of one team. */
                readonly team?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SalesInquiryPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly quoteSeats: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SeatQuoteBody"];
            };
        };
        readonly responses: {
            /** @description The requested data. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SeatQuote"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly confirmSeatQuote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SeatChangeBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedSeats"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelScheduledReductionOfSeats: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Seats"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOwnInquiries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InquiryPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sendInquiry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InquiryBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Inquiry"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly closeInquiryWithoutSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the inquiry. */
                readonly inquiryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InquiryClosureBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClosedInquiry"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listAgents: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Text in the name or id. Case and width of letters do not count. */
                readonly q?: string;
                /** @description Product that the agent supports. */
                readonly product?: string;
                /** @description Language that the agent supports. */
                readonly language?: "en" | "ja";
                /** @description Live channel of the registration. */
                readonly channel?: "callback" | "chat";
                /** @description Whether the agent takes live requests. */
                readonly availability?: "available" | "away";
                /** @description Always refused with `no-past`: live queues and presence are only known as they are now. */
                readonly asOf?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly registerAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterAgentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the agent. */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentDetails"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the agent. */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeAgentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly setAvailability: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AvailabilityBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTicketQueue: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Status. `open`: neither solved nor closed, including tickets on hold; `past`: solved or closed. */
                readonly status?: "open" | "on-hold" | "solved" | "closed" | "past";
                /** @description Team of the requester. */
                readonly team?: string;
                /** @description Member id of the requester. Requires `team`. */
                readonly requester?: string;
                /** @description Product. */
                readonly product?: string;
                /** @description Issue type from the taxonomy. */
                readonly issueType?: string;
                /** @description Edition or Champion level that sets the response target, or `standard` for none. */
                readonly level?: "essentials" | "enhanced" | "grand" | "epic" | "standard";
                /** @description Language of support. */
                readonly language?: "en" | "ja";
                /** @description `state` of `response`. */
                readonly state?: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Whether the target of the latest response clock was missed. */
                readonly breached?: "true" | "false";
                /** @description Id of the assigned agent. */
                readonly assignedTo?: string;
                /** @description Only tickets without an assigned agent. */
                readonly unassigned?: "true";
                /** @description Text to search for in the subject and the first 1,000 characters of the request. */
                readonly q?: string;
                /** @description Opened at or after this instant. */
                readonly openedFrom?: string;
                /** @description Opened before this instant. */
                readonly openedTo?: string;
                /** @description Last changed at or after this instant. */
                readonly updatedFrom?: string;
                /** @description Last changed before this instant. */
                readonly updatedTo?: string;
                /** @description Due at or after this instant. */
                readonly dueFrom?: string;
                /** @description Due before this instant. */
                readonly dueTo?: string;
                /** @description Response target missed at or after this instant. */
                readonly breachedFrom?: string;
                /** @description Response target missed before this instant. */
                readonly breachedTo?: string;
                /** @description Sort field, `dueAt` by default. Tickets without a value come last, by age. */
                readonly sort?: "dueAt" | "openedAt" | "updatedAt" | "breachedAt";
                /** @description Sort order, `asc` by default. */
                readonly order?: "asc" | "desc";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QueuePage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly countTicketsByStatusAndResponseState: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Status. `open`: neither solved nor closed, including tickets on hold; `past`: solved or closed. */
                readonly status?: "open" | "on-hold" | "solved" | "closed" | "past";
                /** @description Team of the requester. */
                readonly team?: string;
                /** @description Member id of the requester. Requires `team`. */
                readonly requester?: string;
                /** @description Product. */
                readonly product?: string;
                /** @description Issue type from the taxonomy. */
                readonly issueType?: string;
                /** @description Edition or Champion level that sets the response target, or `standard` for none. */
                readonly level?: "essentials" | "enhanced" | "grand" | "epic" | "standard";
                /** @description Language of support. */
                readonly language?: "en" | "ja";
                /** @description `state` of `response`. */
                readonly state?: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Whether the target of the latest response clock was missed. */
                readonly breached?: "true" | "false";
                /** @description Id of the assigned agent. */
                readonly assignedTo?: string;
                /** @description Only tickets without an assigned agent. */
                readonly unassigned?: "true";
                /** @description Text to search for in the subject and the first 1,000 characters of the request. */
                readonly q?: string;
                /** @description Opened at or after this instant. */
                readonly openedFrom?: string;
                /** @description Opened before this instant. */
                readonly openedTo?: string;
                /** @description Last changed at or after this instant. */
                readonly updatedFrom?: string;
                /** @description Last changed before this instant. */
                readonly updatedTo?: string;
                /** @description Due at or after this instant. */
                readonly dueFrom?: string;
                /** @description Due before this instant. */
                readonly dueTo?: string;
                /** @description Response target missed at or after this instant. */
                readonly breachedFrom?: string;
                /** @description Response target missed before this instant. */
                readonly breachedTo?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QueueCounts"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly openTicketForRequester: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenTicketForRequesterBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly answerTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly addInternalNote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly assignTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignmentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly unassignTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeProductOrIssueTypeOfTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClassificationBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly mergeTicketIntoAnother: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MergeBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly claimTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putTicketOnHold: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HoldBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resumeTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly solveTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SolutionBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reopenSolvedTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly closeTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTicketOfAnyTeam: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the messages by time, `asc` by default. */
                readonly order?: "asc" | "desc";
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeskTicket"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMessagesOfAnyTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the messages by time, `asc` by default. */
                readonly order?: "asc" | "desc";
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Messages"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listHistoryOfAnyTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the events, oldest first (`asc`) by default. */
                readonly order?: "asc" | "desc";
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeskTicketHistory"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly actOnSeveralTickets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BulkMove"] | components["schemas"]["BulkAssignment"] | components["schemas"]["BulkClassification"] | components["schemas"]["BulkHold"] | components["schemas"]["BulkSolution"] | components["schemas"]["BulkMessage"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkResults"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly takeNextCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NextRequestBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackToMake"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly completeCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the callback. */
                readonly callbackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly recordUnansweredCall: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the callback. */
                readonly callbackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly joinNextChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NextRequestBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatToAnswer"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postChatMessageAsAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChatMessageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly endChatAsAgent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMeAsAgent: {
        readonly parameters: {
            readonly query?: {
                /** @description Always refused with `no-past`: live queues and presence are only known as they are now. */
                readonly asOf?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OwnAgent"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLiveQueues: {
        readonly parameters: {
            readonly query?: {
                /** @description Always refused with `no-past`: live queues and presence are only known as they are now. */
                readonly asOf?: string;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LiveDesk"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCustomer: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the member, unique within the team. */
                readonly memberId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly transferChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly transferCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the callback. */
                readonly callbackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly showYourselfOnTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TicketPresenceBody"];
            };
        };
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketPresence"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly leaveTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketPresence"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followDesk: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id of the last event received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDashboard: {
        readonly parameters: {
            readonly query?: {
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRecommendations: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of the texts: `ja` for Japanese, `de` for German, else English (L1). Default: that of `Accept-Language`. */
                readonly language?: string;
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description Maximum number of recommendations. 10 by default. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recommendations"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id of the last event received. */
                readonly "Last-Event-ID"?: string;
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description Position after which to read. Default: the start of the log or, for the live stream, its end. */
                readonly after?: string;
                /** @description Prefix of stream names, e.g. `ticket-`. */
                readonly stream?: string;
                /** @description Event types, separated by commas. */
                readonly types?: string;
                /** @description Order of the log, or newest first with `desc`: `after` is then the position before which to read. */
                readonly order?: "asc" | "desc";
                /** @description Only events recorded at or after this instant. */
                readonly from?: string;
                /** @description Only events of this stream. The log reads them without scanning others. */
                readonly streamName?: string;
                /** @description Only events with this correlation id. */
                readonly correlationId?: string;
                /** @description Only events that this command or event caused directly. */
                readonly causationId?: string;
                /** @description Only events of commands that this caller sent, as `kind:id`; a member is `member:<teamId>.<memberId>`. */
                readonly actor?: string;
                /** @description Only events of commands that were sent for this member, as `member:<teamId>.<memberId>`. */
                readonly onBehalfOf?: string;
                /** @description Maximum number of events. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getEventWithLinks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the event. */
                readonly eventId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventWithLinks"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followLog: {
        readonly parameters: {
            readonly query?: {
                /** @description Position after which to read. Default: the start of the log or, for the live stream, its end. */
                readonly after?: string;
                /** @description Prefix of stream names, e.g. `ticket-`. */
                readonly stream?: string;
                /** @description Event types, separated by commas. */
                readonly types?: string;
            };
            readonly header?: {
                /** @description Id of the last event received. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listChats: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description `open`: those that wait or that an agent has. `past`: those that are over. Default: all. */
                readonly phase?: "open" | "past";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartChatBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCallbacks: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description `open`: those that wait or that an agent has. `past`: those that are over. Default: all. */
                readonly phase?: "open" | "past";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly requestCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RequestCallbackBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the callback. */
                readonly callbackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelCallback: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the callback. */
                readonly callbackId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CallbackEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getChat: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of updates. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatWithUpdates"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly endChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postChatMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChatMessageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followChat: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id of the last event received. */
                readonly "Last-Event-ID"?: string;
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Id of the chat. */
                readonly chatId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMails: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Only messages in this state. `dead`: all attempts have failed. */
                readonly state?: "waiting" | "sent" | "dead";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the mail. */
                readonly mailId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MailWithHistory"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly retryMail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description Id of the mail. */
                readonly mailId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Mail"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMe: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of the texts: `ja` for Japanese, `de` for German, else English (L1). Default: that of `Accept-Language`. */
                readonly language?: string;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getProgramme: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProgrammeStanding"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listConsultants: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Free hours from this instant on. Default: now. */
                readonly from?: string;
                /** @description Number of days to look ahead. Default: 7. */
                readonly days?: number;
                /** @description Product that the consultant supports. */
                readonly product?: string;
                /** @description Language that the consultant supports. */
                readonly language?: "en" | "ja";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConsultantPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly bookConsultation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConsultationBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly moveConsultation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the consultation. */
                readonly consultationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppointmentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelOwnConsultation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the consultation. */
                readonly consultationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly scheduleRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppointmentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootCauseSession"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly moveRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppointmentBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootCauseSession"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelOwnRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootCauseSession"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAgendaOfRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAgenda"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTeamProgramme: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TeamProgramme"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly bookConsultationForMember: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConsultationForBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly completeConsultation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the consultation. */
                readonly consultationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelConsultation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the consultation. */
                readonly consultationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Consultation"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly completeRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootCauseSession"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootCauseSession"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAgendaOfTeamRootCauseSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Calendar quarter in UTC. */
                readonly quarter: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAgenda"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly recordFeatureUsage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the team. */
                readonly teamId: string;
                /** @description Id of the feature. */
                readonly feature: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UsageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeatureUsage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listReads: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Only reads that showed data of this person, as `kind:id`; a member is `member:<teamId>.<memberId>`. Exports of everyone are included. */
                readonly subject?: string;
                /** @description Only reads that showed this resource, or asked for it, as `kind:id`. */
                readonly resource?: string;
                /** @description Only reads by this caller, as `kind:id`. */
                readonly caller?: string;
                /** @description Only reads of this route, as its template, or by this command, such as `ledgerdesk export`. */
                readonly route?: string;
                /** @description Only reads at or after this instant. */
                readonly from?: string;
                /** @description Only reads before this instant. */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSandboxClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SandboxClock"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly moveSandboxClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveClockBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClockMove"];
                };
            };
            /** @description The new state. */
            readonly 202: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClockMove"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSupportRoute: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of the texts: `ja` for Japanese, `de` for German, else English (L1). Default: that of `Accept-Language`. */
                readonly language?: string;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportRoute"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listContactOptions: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of the texts: `ja` for Japanese, `de` for German, else English (L1). Default: that of `Accept-Language`. */
                readonly language?: string;
                /** @description Product. Required if the team uses several products (R2). */
                readonly product?: string;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactOptions"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSavedViews: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketViews"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSavedView: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Name of the view. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly saveView: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Name of the view. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SaveViewBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSavedView: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Name of the view. */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketViews"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Status filter. */
                readonly status?: "open" | "on-hold" | "solved" | "closed" | "past";
                /** @description Product filter. */
                readonly product?: string;
                /** @description Issue type filter. */
                readonly issueType?: string;
                /** @description State of the response. */
                readonly state?: "none" | "running" | "paused" | "met" | "late" | "unanswered" | "merged";
                /** @description Whether the response target was missed. */
                readonly breached?: boolean;
                /** @description Text to search for in subject and first message. Case-insensitive. */
                readonly q?: string;
                /** @description Opened at or after this instant. */
                readonly openedFrom?: string;
                /** @description Opened before this instant. */
                readonly openedTo?: string;
                /** @description Sort field, `openedAt` by default. Ties are sorted newest first. */
                readonly sort?: "openedAt" | "updatedAt" | "dueAt" | "breachedAt" | "status";
                /** @description Sort order, `desc` by default. Tickets without a value come last in either order. */
                readonly order?: "asc" | "desc";
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
                /** @description One of your saved views. Other query parameters take precedence over its filters. */
                readonly view?: string;
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly openTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenTicketBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replyToTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketEssentials"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the messages by time, `asc` by default. */
                readonly order?: "asc" | "desc";
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketWithMessages"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMessagesOfTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the messages by time, `asc` by default. */
                readonly order?: "asc" | "desc";
                /** @description Log position or instant as of which to read. Default: the current state. */
                readonly asOf?: string;
                /** @description Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` (what had happened by then). Default: `recorded`. */
                readonly by?: "recorded" | "occurred";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Messages"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly explainResponseClocksOfTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketClocks"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly explainResponseClocksOfAnyTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketClocks"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listHistoryOfTicket: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Order of the events, oldest first (`asc`) by default. */
                readonly order?: "asc" | "desc";
            };
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path: {
                /** @description Id of the ticket. */
                readonly ticketId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketHistory"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTime: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Time"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followTicketsChatsAndCallbacks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Id of the last event received. */
                readonly "Last-Event-ID"?: string;
                /** @description The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only. */
                readonly "Ledger-On-Behalf-Of"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `Ledger-Position` of an earlier response. The response waits until its data includes that position. */
                readonly "Ledger-Position"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly registerWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WebhookChangesBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 200: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replayEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description `ETag`s of earlier responses. 412 if the resource has another one by now. */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
                /** @description `*`: 412 if the resource exists. `ETag`s: 412 if it has one of them. */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description 1 to 64 letters, digits, - or _. Stored with the events. */
                readonly "Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position. */
                readonly "Ledger-Position"?: components["parameters"]["LedgerPosition"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReplayBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description Revision of the resource, for `If-Match`. */
                    readonly ETag?: string;
                    /** @description Position of the write in the log. A request with this header sees a state that includes the write. */
                    readonly "Ledger-Position"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Only messages in this state. `dead`: all attempts have failed. */
                readonly state?: "waiting" | "sent" | "dead";
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Id of the delivery. */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryWithHistory"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly retryDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Id of the delivery. */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replayDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
                /** @description Id of the delivery. */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sendTestEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description Id of the webhook. */
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TestBody"];
            };
        };
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDeliveriesOfAllWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the previous page. */
                readonly cursor?: string;
                /** @description Maximum number of items. */
                readonly limit?: number;
                /** @description Only messages in this state. `dead`: all attempts have failed. */
                readonly state?: "waiting" | "sent" | "dead";
                /** @description Only those of one webhook. */
                readonly webhook?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorDeliveryPage"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDeliveryOfAnyWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of the delivery. */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorDeliveryWithHistory"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly retryDeliveryOfAnyWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one. */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /** @description Id of the delivery. */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new state. */
            readonly 201: {
                headers: {
                    /** @description `true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise. */
                    readonly "Idempotency-Replayed"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorDelivery"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listEventTypes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The requested data. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEventTypes"];
                };
            };
            /** @description The request was refused. 429 has the header `Retry-After`. */
            readonly "4XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`. */
            readonly "5XX": {
                headers: {
                    /** @description Seconds after which a retry may succeed. */
                    readonly "Retry-After"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receiveEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Id of the event, the same in every attempt and replay: store it to ignore duplicates. */
                readonly "webhook-id": string;
                /** @description Time of the attempt in Unix seconds. Refuse requests that are older than 5 minutes. */
                readonly "webhook-timestamp": string;
                /** @description Signatures, separated by spaces; one must match. Each is `v1,` and the Base64 of the HMAC-SHA-256 of `<webhook-id>.<webhook-timestamp>.<body>` with the secret of the webhook: the bytes whose Base64 follows `whsec_`. There are two for a day after the secret was rotated. */
                readonly "webhook-signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeliveryRequest"];
            };
        };
        readonly responses: {
            /** @description The webhook is removed, and gets no further request. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retried later. Other deliveries to the webhook wait for `Retry-After` too. */
            readonly 429: {
                headers: {
                    /** @description Seconds, or a date, until which no further request is wanted; a day at most. */
                    readonly "Retry-After"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retried later. Other deliveries to the webhook wait for `Retry-After` too. */
            readonly 503: {
                headers: {
                    /** @description Seconds, or a date, until which no further request is wanted; a day at most. */
                    readonly "Retry-After"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The event was received. The body of the response is not used. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retried after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h. */
            readonly default: {
                headers: {
                    /** @description Seconds, or a date, until which no further request is wanted; a day at most. */
                    readonly "Retry-After"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
