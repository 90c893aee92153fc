package io.github.fleetmigrate.edit.script;

/**
 * A piece of shell in a file.
 *
 * @param lines whether each line, with its continuations, is a shell of its own
 */
record ScriptPart(ScriptText text, boolean lines) {}
