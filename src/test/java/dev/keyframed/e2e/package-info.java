/** The daemon from end to end: a real Redis, real HTTP, the provider's simulator. */
package dev.keyframed.e2e;
