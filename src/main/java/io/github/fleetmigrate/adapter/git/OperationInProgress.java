package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What git is in the middle of, told by the files it keeps about it. */
final class OperationInProgress {
  private OperationInProgress() {}

  /** In git's words ({@code merge}, {@code rebase}, …); null where there is none. */
  static String in(Path gitDirectory) throws IOException {
    if (Files.exists(gitDirectory.resolve("rebase-merge"))) {
      return "rebase";
    }
    if (Files.exists(gitDirectory.resolve("rebase-apply"))) {
      return Files.exists(gitDirectory.resolve("rebase-apply/applying")) ? "am" : "rebase";
    }
    if (Files.exists(gitDirectory.resolve("MERGE_HEAD"))) {
      return "merge";
    }
    if (Files.exists(gitDirectory.resolve("CHERRY_PICK_HEAD"))) {
      return "cherry-pick";
    }
    if (Files.exists(gitDirectory.resolve("REVERT_HEAD"))) {
      return "revert";
    }
    Path sequence = gitDirectory.resolve("sequencer/todo");
    if (Files.exists(sequence)) {
      return Files.readString(sequence).startsWith("revert") ? "revert" : "cherry-pick";
    }
    return Files.exists(gitDirectory.resolve("BISECT_LOG")) ? "bisect" : null;
  }

  /** Why no commit of some paths can be made now; null where it can. Git itself refuses it in these cases. */
  static String whyNoCommit(Path gitDirectory) throws IOException {
    String operation = in(gitDirectory);
    if (operation == null || operation.equals("bisect")) {
      return null;
    }
    return "A "
        + operation
        + " is in progress. Finish it (git "
        + (operation.equals("merge") ? "commit" : operation + " --continue")
        + ") or give it up (git "
        + operation
        + " --abort), then try again.";
  }
}
