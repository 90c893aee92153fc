package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import org.eclipse.jgit.lib.CommitConfig;
import org.eclipse.jgit.lib.CommitConfig.CleanupMode;

/** A message on its way through the hooks into a commit. */
final class CommitMessage {
  private String text;

  CommitMessage(String text) {
    this.text = text;
  }

  void replace(String newText) {
    text = newText;
  }

  /** Tidies the text as {@code git commit -F} does: by {@code commit.cleanup}, else blanks alone, no comments. */
  String clean(CommitConfig config) throws CommitRefused {
    CleanupMode mode = config.resolve(CleanupMode.DEFAULT, false);
    text = CommitConfig.cleanText(text, mode, config.getCommentChar(text));
    if (text.isBlank()) {
      throw new CommitRefused("The commit's message is empty.");
    }
    return text;
  }

  String cleaned() {
    return text;
  }
}
