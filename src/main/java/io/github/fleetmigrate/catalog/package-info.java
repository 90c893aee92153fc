/**
 * Loads and checks migrations from the bytes of a folder such as {@code migration-steps/}, reporting every problem at
 * once. May import {@code edit}, {@code port} and {@code migration}.
 */
package io.github.fleetmigrate.catalog;
