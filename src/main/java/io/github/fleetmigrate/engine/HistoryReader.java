package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads from the branch's own history which phases are done: the truth that a clone shares. */
final class HistoryReader {
  /** How far back checkpoints are looked for. */
  static final int LIMIT = 5000;

  private final Checkpoints checkpoints;

  HistoryReader(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * @param run the newest run that the history knows; null if there is none
   * @param done phase to its checkpoint, for phases that were not rolled back since
   * @param rolledBack phases that were done once and undone by a commit
   */
  record Recorded(Trailers.Run run, Map<Integer, Commit> done, List<Integer> rolledBack) {
    static final Recorded NOTHING = new Recorded(null, Map.of(), List.of());

    int last() {
      return done.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
  }

  /** What the first-parent history of a commit records; nothing for null. */
  Recorded read(String head) throws IOException {
    if (head == null) {
      return Recorded.NOTHING;
    }
    List<Commit> commits = new ArrayList<>(checkpoints.history(head, LIMIT));
    Optional<Trailers.Run> newest = commits.stream().map(Trailers::run).flatMap(Optional::stream).findFirst();
    if (newest.isEmpty()) {
      return Recorded.NOTHING;
    }
    String run = newest.get().id();
    Collections.reverse(commits);
    Map<Integer, Commit> done = new TreeMap<>();
    List<Integer> rolledBack = new ArrayList<>();
    for (Commit commit : commits) {
      if (!run.equals(commit.trailers().get(Trailers.RUN))) {
        continue;
      }
      Optional<Integer> back = Trailers.number(commit, Trailers.ROLLED_BACK_TO);
      Optional<Integer> phase = Trailers.number(commit, Trailers.PHASE);
      if (back.isPresent()) {
        List<Integer> undone = done.keySet().stream().filter(n -> n > back.get()).toList();
        undone.forEach(done::remove);
        rolledBack.addAll(undone);
      } else if (phase.isPresent()) {
        done.put(phase.get(), commit);
        rolledBack.remove(phase.get());
      }
    }
    return new Recorded(newest.get(), done, rolledBack);
  }
}
