/** Commands of one tool rewritten into another's, word by word, by rules that are data. May import {@code text}. */
package io.github.fleetmigrate.edit.command;
