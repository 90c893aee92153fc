/**
 * The one place that orders effects: commands in, events out. The wizard and the command line both drive it. May import
 * everything but the adapters, {@code tui} and {@code cli}.
 */
package io.github.fleetmigrate.engine;
