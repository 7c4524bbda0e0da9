/**
 * Calls the daemon's own public URL from outside in, so that a broken name, proxy or certificate is
 * known before the provider meets it (src/docs/operations.md).
 */
package dev.keyframed.service.selfcheck;
