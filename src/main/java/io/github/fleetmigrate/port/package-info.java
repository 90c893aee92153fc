/** What the program needs from the world, as interfaces. Imports no other package of the project but {@code text}. */
package io.github.fleetmigrate.port;
