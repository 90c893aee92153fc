package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.plan.FileChange;
import java.util.List;

/**
 * A change of files that ends in a commit or in a move of the branch: a phase or a rollback, ready to be carried out.
 *
 * @param phase the phase, or for a rollback the phase that is gone back to
 * @param base the commit that HEAD is at
 * @param target a commit whose tree holds the result; it need not be on any branch
 * @param moveTo for a rollback that moves the branch; else null
 * @param message of the commit to be made; null where the branch moves
 */
record Transition(
    JournalEntry.Kind kind,
    int phase,
    String base,
    String target,
    List<FileChange> changes,
    boolean partial,
    String moveTo,
    String message) {}
