package io.github.fleetmigrate.edit;

import java.util.List;

/**
 * What came of taking an output out of a file.
 *
 * @param empty whether the file gives nothing any more
 * @param givers relative paths, as they are written, of files that give a part of the outputs
 * @param named relative paths, as they are written, that stand in what goes
 */
public record RemovedOutput(EditOutcome outcome, boolean empty, List<String> givers, List<String> named) {}
