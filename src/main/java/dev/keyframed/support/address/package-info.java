/**
 * Decides which addresses and hosts of URLs belong to the public internet. The package imports
 * nothing of keyframed. The checks of the configuration and the daemon's connections therefore
 * share one definition.
 */
package dev.keyframed.support.address;
