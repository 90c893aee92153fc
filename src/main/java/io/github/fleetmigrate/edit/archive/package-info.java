/** Where files go that are out of use. */
package io.github.fleetmigrate.edit.archive;
