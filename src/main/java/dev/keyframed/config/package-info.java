/**
 * The configuration: read once, checked whole, immutable from then on.
 *
 * <p>{@link dev.keyframed.config.Keys} is the one table of all keys. The loader, the printed
 * configuration, the comparison after a reload, {@code conf/keyframed.yaml} and {@code
 * conf/keyframed.schema.json} all follow it, and tests hold the two files to it, so a key is added
 * in one place.
 *
 * <p>The layers (defaults, file, environment, {@code --set}) and their precedence are SmallRye
 * Config's. The file is read as SnakeYAML's tree of nodes and not as values, for two reasons: a
 * node knows its line, and its text is what the operator wrote ({@code 0.10} stays {@code 0.10},
 * {@code on} stays {@code on}).
 *
 * <p>A wrong configuration is refused as a whole and every mistake is named at once: an operator
 * who fixes one mistake per restart loses a restart for each. Unknown keys are mistakes too, since
 * a misspelt limit that is silently ignored costs money here.
 *
 * <p>Secrets never stand in the file or on the command line, where others can read them.
 */
package dev.keyframed.config;
