/**
 * The only owner of job state. Whatever happens to a job is told here, decided by the machine,
 * stored by compare-and-set, and only then answered and published; so that two parts, or two
 * daemons, can never both be right.
 *
 * <p>A change that another one overtook is decided anew from the job as it then is. A change whose
 * storing failed is unknown: who told of it tells it again, and the machine answers a repeat by
 * staying put.
 */
package dev.keyframed.store;
