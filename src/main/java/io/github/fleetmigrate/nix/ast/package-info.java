/**
 * Thin typed views over the syntax tree. A view can stand on a tree with errors, so each accessor may find nothing.
 * May import {@code text} and {@code nix.syntax}.
 */
package io.github.fleetmigrate.nix.ast;
