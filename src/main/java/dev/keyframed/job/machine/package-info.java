/**
 * Decides the life of a job as one pure and total function, without a clock, a network or a store.
 *
 * <p>{@link dev.keyframed.job.machine.Machine#apply} gets the moment and returns a decision. The
 * caller stores the next job first and carries out the effects afterwards. An effect that is lost
 * in a crash follows again from the stored job, by its {@code due} moment.
 *
 * <pre>
 *           claim              created              success               saved
 *   queued ───────► submitting ───────► generating ─────────► downloading ───────► succeeded
 *     ▲                │   │ lost after  ▲   │                    ▲  │
 *     │  surely no     │   │ the vote    │   │ failed,            │  │ attempts
 *     ├────────────────┘   ▼             │   │ given up           │  │ used up
 *     │                uncertain ────────┘   │                    │  │
 *     │                    │     callback    │       late success │  │
 *     │ retry              │ none came       ▼                    │  │
 *     └────────────────────┴────────────► failed ─────────────────┘◄─┘
 *
 *   queued       cancelled; failed (expired); generating (an attempt left behind is a task)
 *   submitting   cancelled; failed (refused for good); queued (refused for now, or surely no task);
 *                generating (by the answer, or by a push if the answer was lost)
 *   uncertain    cancelled; failed or queued (by policy); queued (an operator: no task);
 *                generating (a push, an operator or the late answer names the task)
 *   generating   cancelled; queued (failed, attempts left); uncertain (no query knows the task that a push named)
 *   downloading  cancelled; generating (the creation's answer names another task than the push did, or the provider
 *                does not know the file: its task is queried again)
 *   failed       downloading (a late success, or a retry of the download); generating (a retry queries again a
 *                task whose end is not known, or an operator names it); queued (a retry)
 *   rejected     refused at admission: no transition leads here or away
 * </pre>
 *
 * The table says what each event leads to. An event {@code Answered} stands under the outcome of
 * its creation: Created, Refused, Faulted, AnswerLost, AnswerUnreadable. An empty cell means that
 * the job stays. It also stays for an event of an attempt that is not the current one, except a
 * task of an attempt left behind (below).
 *
 * <pre>
 *                 queued      submitting          uncertain    generating           downloading  failed         cancelled
 *  Claimed        submitting
 *                 or failed (1)
 *  ChallengeReceived          vote (2)
 *  Created                    generating          generating   names the task (3)   (3)          query (4)      its cost
 *  Refused, now               queued              queued
 *  Refused, untried           queued, failed (18) queued, failed
 *  Refused, good              failed              failed
 *  Faulted                    as AnswerLost (5)
 *  AnswerLost                 queued (6),
 *                             uncertain,
 *                             generating (7)
 *  AnswerUnreadable           uncertain,
 *                             generating (7)
 *  Pushed                     notes the task      generating   due now, or later                 query (4)
 *  Queried
 *    running                                                   next query, failed (8)            next query
 *    succeeded                                                 downloading                       downloading
 *    failed                                                    queued, failed (9), (17)          ends the queries (17)
 *    unknown                                                   next query, failed (8),           next query
 *                                                              uncertain (10), failed (15)
 *  TaskOfAnotherJob           forgets the task                 uncertain (10)                    (16)
 *  Saved                                                                            succeeded
 *  DownloadFailed                                                                   later,
 *                                                                                   generating (19),
 *                                                                                   failed (11)
 *  Due            ready,      as AnswerLost       failed,      failed (8)
 *                 failed (1)                      queued (12)
 *  Cancel         cancelled   cancelled           cancelled    cancelled            cancelled
 *  Retry                                                                                         (13)
 *  ResolvedAs                                     generating                                     generating (14)
 *  ResolvedNotCreated                             queued                                         queued (14)
 *
 *  (1) expires_at has passed           (2) once, for the current attempt only: nothing else grants the echo
 *  (3) the answer has the last word: another task than a push or an operator named is queried anew
 *  (4) while the end of its task is not known: the job stays failed, the scanner queries; only a success revives it
 *  (5) final at once where no task can exist and the error is not passing
 *  (6) surely no task: no vote stored, by the Redis of the claim, for an account whose creations are challenged,
 *      unless two waves of voided attempts without a challenge between them put that in doubt
 *  (7) a push has named the task       (8) poll.give_up_after has passed
 *  (9) the input refused, or no attempt left            (10) only a push has named it: it may be mistaken
 *  (11) download.attempts by the file's own fault; by that of others, poll.give_up_after since the video was there
 *  (12) by submit.on_uncertain, after submit.uncertain_wait
 *  (13) the cheapest step that failed: download again; else query a task whose end is not known; else queued
 *  (14) if it failed as submission_uncertain
 *  (15) only an operator has named it, and ten queries do not know it: mistyped. It fails as submission_uncertain, so
 *       that another may be named, and not by submit.on_uncertain: nothing is paid because of a slip
 *  (16) it fails as submission_uncertain: the queried task is another job's
 *  (17) where a push has named it, only if the store binds it to this job: else as TaskOfAnotherJob. Unless the creation's
 *       answer has named it, its attempt is left behind
 *  (18) forty claims without a request: it must not delay the other jobs for good
 *  (19) the file is unknown to the provider: its task is queried for it, with growing pauses. After that no failure
 *       of the task pays for another: the job ends as a failed download, and a retry queries again
 * </pre>
 *
 * An attempt left behind is known by its URL. It was voided or given up; or its task, as named by a
 * push or an operator, has failed; or a Redis that was set back has forgotten it. If it turns out
 * to be a task after all, or another one, a queued job takes it up, and so does a submitting job
 * without a vote. A failed job queries it. Other jobs leave it alone, since another task is under
 * way.
 *
 * <p>Money: while an attempt is under way its price is in {@code reserved} or in {@code spent},
 * exactly once. A success spends it, and so does giving up an attempt that may have been charged. A
 * refusal or a failure takes it back.
 */
package dev.keyframed.job.machine;
