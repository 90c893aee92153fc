/**
 * Sessions on machines over sshj, configured as the user's own ssh: {@code ssh -G}, the agent, keys, known hosts, jumps.
 * What sshj cannot do is done by the {@code ssh} program. May import {@code port}.
 */
package io.github.fleetmigrate.adapter.ssh;
