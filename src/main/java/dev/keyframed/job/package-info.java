/**
 * The life of a job, as one pure and total function. Nothing here knows a clock, a network or a
 * store: {@link dev.keyframed.job.Machine#apply} gets the moment and gives a decision; whoever
 * asked stores the next job first and carries out the effects after. An effect that a crash
 * swallows follows again from the stored job, by its {@code due} moment.
 *
 * <pre>
 *           claim              created              success               saved
 *   queued ───────► submitting ───────► generating ─────────► downloading ───────► succeeded
 *     ▲                │   │ lost after  ▲   │                    ▲  │
 *     │  surely no     │   │ the vote    │   │ failed,            │  │ attempts
 *     ├────────────────┘   ▼             │   │ no patience left   │  │ used up
 *     │                uncertain ────────┘   │                    │  │
 *     │                    │     callback    │       late success │  │
 *     │ retry              │ none came       ▼                    │  │
 *     └────────────────────┴────────────► failed ─────────────────┘◄─┘
 *
 *   queued       cancelled; failed (expired); generating (a task of an attempt left behind turns up)
 *   submitting   cancelled; failed (refused for good); queued (refused for now, or surely no task);
 *                generating (the answer, or it was lost and a push has named the task)
 *   uncertain    cancelled; failed or queued (by policy); queued (an operator: no task);
 *                generating (a push, an operator or the late answer names the task)
 *   generating   cancelled; queued (failed, attempts left); uncertain (no query knows the task that a push named)
 *   downloading  cancelled; generating (the creation's answer names another task than the push did, or the provider
 *                does not know the file: its task is asked again)
 *   failed       downloading (a late success, or a retry of the download); generating (a retry looks again for a
 *                task whose end is not known, or an operator names it); queued (a retry)
 *   rejected     from nowhere and to nowhere: refused at admission
 * </pre>
 *
 * What each event leads to. Where nothing stands the job stays; so does it for an event of an
 * attempt that is not the current one, but for a task of an attempt left behind (below).
 *
 * <pre>
 *                 queued      submitting          uncertain    generating           downloading  failed         cancelled
 *  Claimed        submitting
 *                 or failed (1)
 *  Challenged                 vote (2)
 *  Created                    generating          generating   names the task (3)   (3)          look (4)       its cost
 *  Refused, now               queued              queued
 *  Refused, untried           queued, failed (18) queued, failed
 *  Refused, good              failed              failed
 *  Faulted                    as AnswerLost (5)
 *  AnswerLost                 queued (6),
 *                             uncertain,
 *                             generating (7)
 *  AnswerUnreadable           uncertain,
 *                             generating (7)
 *  Pushed                     notes the task      generating   due now, or later                 look (4)
 *  Queried
 *    running                                                   next look, failed (8)             next look
 *    succeeded                                                 downloading                       downloading
 *    failed                                                    queued, failed (9), (17)          ends the look (17)
 *    unknown                                                   next look, failed (8),            next look
 *                                                              uncertain (10), failed (15)
 *  Disowned                   forgets the task                 uncertain (10)                    (16)
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
 *  (1) expires_at has passed           (2) once, for the current attempt only: the one place that grants the echo
 *  (3) the answer has the last word: another task than a push or an operator named is looked for anew
 *  (4) while it is open how its task ends: the job stays failed, and the scanner looks; only a success revives it
 *  (5) final at once where no task can have come of it and it is not passing
 *  (6) surely no task: no vote stored, by the Redis of the claim, for an account whose creations are challenged,
 *      unless two waves of voided attempts without a challenge between them put that in doubt
 *  (7) a push has named the task       (8) poll.give_up_after has passed
 *  (9) the input refused, or no attempt left            (10) only a push has named it: it may be mistaken
 *  (11) download.attempts by the file's own fault; by that of others, poll.give_up_after since it was there
 *  (12) by submit.on_uncertain, after submit.uncertain_wait
 *  (13) the cheapest step that failed: download again; else look again for a task whose end is not known; else queued
 *  (14) where it failed for being uncertain
 *  (15) only an operator has named it, and ten queries do not know it: a slip. It fails for being uncertain, so that
 *       another may be named, and not by submit.on_uncertain: nothing is paid because of a slip
 *  (16) it fails for being uncertain: what was looked at is another job's
 *  (17) where a push has named it, only if the store holds it for this job's: else as Disowned. Unless the creation's
 *       answer has named it, its attempt is left behind
 *  (18) of forty claims no request could be made: it must not take others' turns for good
 *  (19) the file is unknown to the provider: its task is asked which it is, with growing pauses; after that no failure
 *       of the task pays for another, it ends as a failed download, and a retry asks again
 * </pre>
 *
 * An attempt left behind (voided, given up, taken for a task that failed by a push or an operator,
 * or forgotten by a Redis that was set back) is known by its URL. Should it turn out to be a task
 * after all, or another one, a queued job takes it up, and so does a submitting one that has not
 * voted; a failed job looks for it. Elsewhere it is let be, for another task is under way.
 *
 * <p>Money: while an attempt is under way its price stands in {@code open} or in {@code spent},
 * exactly once. It is spent by a success and by giving up on what may have been charged, taken back
 * by a refusal or a failure.
 */
package dev.keyframed.job;
