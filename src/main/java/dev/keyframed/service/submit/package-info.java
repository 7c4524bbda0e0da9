/**
 * Sends creations. Each costs money and is sent once.
 *
 * <p>A claim is stored before, and the outcome after. The machine decides the meaning of an outcome
 * for the job.
 *
 * <p>A claim is good for its lease. A daemon that was paused meanwhile (a stopped process, a long
 * collection) may wake up when the job is another's, and the provider cannot check that. So nothing
 * is sent once the rest of the lease would not cover the request and its outcome. The lease is made
 * of these parts, so a creation that still runs is never taken for a lost one.
 */
package dev.keyframed.service.submit;
