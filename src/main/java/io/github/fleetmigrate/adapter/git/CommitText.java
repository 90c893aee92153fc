package io.github.fleetmigrate.adapter.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A commit message's subject and trailers, told apart as {@code git interpret-trailers} does. */
final class CommitText {
  private static final Pattern TRAILER = Pattern.compile("([A-Za-z0-9-]+)[ \\t]*:(.*)", Pattern.DOTALL);
  private static final Pattern OF_GIT = Pattern.compile("(Signed-off-by: |\\(cherry picked from commit ).*", Pattern.DOTALL);

  private CommitText() {}

  /** The first paragraph on one line. */
  static String subject(String message) {
    List<String> lines = new ArrayList<>();
    for (String line : message.stripLeading().split("\n", -1)) {
      if (line.isBlank()) {
        break;
      }
      lines.add(line.strip());
    }
    return String.join(" ", lines);
  }

  /** The trailers in order; of a key that comes twice the last value. */
  static Map<String, String> trailers(String message) {
    Map<String, String> trailers = new LinkedHashMap<>();
    List<String> block = lastParagraph(message);
    if (isTrailerBlock(block)) {
      String key = null;
      for (String line : block) {
        Matcher trailer = TRAILER.matcher(line);
        if (isContinuation(line) && key != null) {
          trailers.merge(key, line.strip(), (value, more) -> (value + " " + more).strip());
        } else if (trailer.matches()) {
          key = trailer.group(1);
          trailers.put(key, trailer.group(2).strip());
        } else {
          key = null;
        }
      }
    }
    return trailers;
  }

  /** The last paragraph without comments; empty where it is also the first, which is the title. */
  private static List<String> lastParagraph(String message) {
    List<String> block = new ArrayList<>();
    boolean titleBefore = false;
    List<String> lines = message.strip().lines().toList();
    for (String line : lines) {
      if (line.isBlank()) {
        titleBefore = true;
        block.clear();
      } else if (!line.startsWith("#")) {
        block.add(line);
      }
    }
    return titleBefore ? block : List.of();
  }

  /** All lines are trailers, or git wrote one of them and they are at least a quarter of it. */
  private static boolean isTrailerBlock(List<String> block) {
    int trailers = 0;
    int others = 0;
    boolean ofGit = false;
    boolean afterTrailer = false;
    for (String line : block) {
      if (isContinuation(line)) {
        if (!afterTrailer) {
          others++;
        }
        continue;
      }
      boolean known = OF_GIT.matcher(line).matches();
      ofGit |= known;
      afterTrailer = known || TRAILER.matcher(line).matches();
      if (afterTrailer) {
        trailers++;
      } else {
        others++;
      }
    }
    return trailers > 0 && (others == 0 || ofGit && trailers * 3 >= others);
  }

  private static boolean isContinuation(String line) {
    return Character.isWhitespace(line.charAt(0));
  }
}
