/**
 * Reads hosts, deploy nodes and inventories from the files as they are written, for where nix cannot evaluate them; each
 * fact with its place, and what is not written out with the reason. May import {@code text}, {@code nix}, {@code edit},
 * {@code port}, {@code repo} and {@code repo.literal}.
 */
package io.github.fleetmigrate.repo.statics;
