/** Tests the daemon end to end: with a real Redis, real HTTP and the provider's simulator. */
package dev.keyframed.e2e;
