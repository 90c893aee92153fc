/**
 * What a machine's health is: checks, and how they follow from what fixed commands print. Pure; opens no connection. May
 * import {@code port} for its records.
 */
package io.github.fleetmigrate.health;
