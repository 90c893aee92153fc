package io.github.fleetmigrate.adapter.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Ends a program together with everything it started. */
final class ProcessTree {
  private static final Duration GRACE = Duration.ofMillis(400);
  private static final Duration STEP = Duration.ofMillis(10);

  private ProcessTree() {}

  /**
   * Asks the whole tree to end (TERM), and after a grace of 0.4 s makes it (KILL). The tree is taken down before the
   * first signal is sent, because a child whose parent has died is nobody's descendant any more; what members of the
   * tree start meanwhile is added as it appears.
   */
  static void end(ProcessHandle root) {
    Set<ProcessHandle> tree = new LinkedHashSet<>();
    tree.add(root);
    root.descendants().forEach(tree::add);
    tree.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (anyAlive(tree) && System.nanoTime() < deadline && pause()) {
      for (ProcessHandle newcomer : newcomers(tree)) {
        tree.add(newcomer);
        newcomer.destroy();
      }
    }
    for (Set<ProcessHandle> rest = tree; !rest.isEmpty(); rest = newcomers(tree)) {
      tree.addAll(rest);
      rest.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static Set<ProcessHandle> newcomers(Set<ProcessHandle> tree) {
    Set<ProcessHandle> found = new LinkedHashSet<>();
    for (ProcessHandle member : tree) {
      if (member.isAlive()) {
        member.descendants().filter(child -> !tree.contains(child)).forEach(found::add);
      }
    }
    return found;
  }

  private static boolean anyAlive(Set<ProcessHandle> tree) {
    return tree.stream().anyMatch(ProcessHandle::isAlive);
  }

  /** False where the thread was interrupted: then there is no grace. */
  private static boolean pause() {
    try {
      Thread.sleep(STEP.toMillis());
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
