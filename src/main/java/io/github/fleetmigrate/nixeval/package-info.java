/**
 * Asks the real nix: values of a flake, its hosts' derivations and builds, its lock file; nix's errors put into words.
 * Every call has its standard input closed, never accepts a flake's {@code nixConfig} and never writes a lock file but
 * where that is what was asked for. May import {@code port}.
 */
package io.github.fleetmigrate.nixeval;
