/**
 * Tells what belongs to the public internet: addresses, and the hosts of URLs. Plain Java with no
 * imports of ours, so that the check of a configuration and the connections of the daemon share one
 * definition.
 */
package dev.keyframed.address;
