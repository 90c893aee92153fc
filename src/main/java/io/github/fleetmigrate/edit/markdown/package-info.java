/** Edits of Markdown through commonmark's source positions. May import {@code text}, {@code edit.command}. */
package io.github.fleetmigrate.edit.markdown;
