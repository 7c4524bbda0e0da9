/**
 * Reads and checks the configuration, which is immutable afterwards.
 *
 * <p>{@link dev.keyframed.config.ConfigKeys} is the one table of all keys. The loader, the printed
 * configuration, the comparison after a reload, {@code conf/keyframed.yaml} and {@code
 * conf/keyframed.schema.json} all follow it. Tests hold the two files to it, so a key is added in
 * one place.
 *
 * <p>SmallRye Config provides the layers (defaults, file, environment, {@code --set}) and their
 * precedence. The file is read as SnakeYAML's tree of nodes and not as values, for two reasons. A
 * node knows its line. Its text is what the operator wrote ({@code 0.10} stays {@code 0.10}, {@code
 * on} stays {@code on}).
 *
 * <p>A wrong configuration is refused as a whole, and every mistake is named at once. An operator
 * who fixes one mistake per restart loses a restart for each. Unknown keys are mistakes too,
 * because a misspelt limit that is silently ignored costs money here.
 *
 * <p>Secrets are never in the file or on the command line, where other users can read them.
 */
package dev.keyframed.config;
