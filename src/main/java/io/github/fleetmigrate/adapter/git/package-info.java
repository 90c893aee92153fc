/**
 * The repository's history, through JGit or, where the repository uses what JGit does not honour, through the
 * {@code git} program. May import {@code port} only.
 */
package io.github.fleetmigrate.adapter.git;
