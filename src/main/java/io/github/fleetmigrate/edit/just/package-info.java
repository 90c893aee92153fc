/**
 * The structure of a justfile, lossless, and edits of its recipes (the just manual, "Syntax", 1.57). May import {@code
 * text}, {@code edit} and {@code edit.command}.
 */
package io.github.fleetmigrate.edit.just;
