/**
 * Sends creations. Each costs money and is sent once: a claim is stored before, the outcome after,
 * and what an outcome means for the job is the machine's to say.
 *
 * <p>A claim is good for its lease. Who was paused in between (a stopped process, a long
 * collection) may wake up when the job is another's already, and the provider cannot check that; so
 * nothing is sent once the rest of the lease would not cover the request and its outcome. The lease
 * is made of these parts, so that no creation that still runs is ever taken for a lost one.
 */
package dev.keyframed.submit;
