package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.JournalStore;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.ScratchFolders;
import io.github.fleetmigrate.port.WorkTree;
import java.time.Clock;

/** Everything with effects that an engine works through. */
public record EnginePorts(
    WorkTree tree,
    Checkpoints checkpoints,
    JournalStore journals,
    CommandRunner commands,
    ScratchFolders scratch,
    Evaluation evaluation,
    RemoteHosts remote,
    Clock clock) {}
