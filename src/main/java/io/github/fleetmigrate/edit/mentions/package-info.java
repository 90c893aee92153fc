/** Finds what still mentions a tool, and says what kind of file it stands in. */
package io.github.fleetmigrate.edit.mentions;
