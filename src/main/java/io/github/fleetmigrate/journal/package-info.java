/**
 * The append-only record of a run, and the state that is a pure fold over it. May import {@code text}, {@code port},
 * {@code proof}, {@code health}, {@code migration} and {@code plan} (values only).
 */
package io.github.fleetmigrate.journal;
