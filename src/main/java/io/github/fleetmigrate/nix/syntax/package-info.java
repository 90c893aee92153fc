/**
 * A lossless syntax tree of the Nix language: every character of a file is in it, errors stand beside it. May import
 * {@code text}.
 */
package io.github.fleetmigrate.nix.syntax;
