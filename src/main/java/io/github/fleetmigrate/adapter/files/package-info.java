/**
 * The work tree's files and the journal on a disk: durable, atomic, and never outside the repository. May import
 * {@code port} only.
 */
package io.github.fleetmigrate.adapter.files;
