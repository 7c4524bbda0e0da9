/**
 * Holds the documents to the truth: their language, their links, and the references to them from
 * code. Lists that only one package can see are compared by a test of that package, which reads
 * them with {@link dev.keyframed.docs.Page}.
 */
package dev.keyframed.docs;
