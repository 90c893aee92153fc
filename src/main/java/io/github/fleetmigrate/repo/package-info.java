/**
 * What a repository holds: hosts, deploy nodes, inventory and findings, each with where it was learned. May import
 * {@code text}, {@code nix}, {@code edit} and {@code port}.
 */
package io.github.fleetmigrate.repo;
