/** Runs real programs. May import {@code port}. */
package io.github.fleetmigrate.adapter.process;
