/**
 * What a host was and is: baselines, verdicts, derivation files and their differences. May import {@code text},
 * {@code port} and {@code nixeval}.
 */
package io.github.fleetmigrate.proof;
