/**
 * Edits of source files: they answer what would change and never write. May import {@code text}, {@code nix.syntax}
 * and {@code nix.ast}.
 */
package io.github.fleetmigrate.edit;
