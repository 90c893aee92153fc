package io.github.fleetmigrate.repo;

/**
 * Something that nothing could be learned of without evaluation, because it is not written out.
 *
 * @param what an attribute path such as {@code deploy.nodes.web.hostname}
 * @param host the host or node it is about; null where it is about all of them
 * @param where {@code file:line} of what makes it so; null where it has no place
 * @param why for a person, to stand behind a colon
 */
public record NotRead(String what, String host, String where, String why) {}
