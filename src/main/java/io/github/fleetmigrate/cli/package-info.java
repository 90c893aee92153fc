/** Options, wiring and exit codes; the only package that may import the adapters. */
package io.github.fleetmigrate.cli;
