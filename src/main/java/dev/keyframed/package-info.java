/**
 * The daemon as a whole: its parts, made from the configuration, brought up in order and taken down
 * in reverse.
 */
package dev.keyframed;
