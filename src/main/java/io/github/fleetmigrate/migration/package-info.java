/**
 * A migration as data: phases, steps, questions, answers and the closed set of actions. May import {@code text},
 * {@code edit}, {@code repo} and {@code proof}.
 */
package io.github.fleetmigrate.migration;
