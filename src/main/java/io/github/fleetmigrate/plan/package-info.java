/**
 * Pure planning: from a snapshot, facts and answers to exact changes. Touches no disk and starts no process. May import
 * {@code text}, {@code nix}, {@code edit}, {@code port} (values only), {@code repo} and {@code migration}.
 */
package io.github.fleetmigrate.plan;
