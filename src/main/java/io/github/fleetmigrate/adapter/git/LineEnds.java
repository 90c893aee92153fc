package io.github.fleetmigrate.adapter.git;

import java.io.ByteArrayOutputStream;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.lib.Config;

/**
 * How the line ends of one file change between the work tree and git's objects: the rules of git's {@code convert.c}
 * (git 2.39), of which JGit's own differ for files with mixed line ends.
 */
final class LineEnds {
  private enum Rule {
    /** Nothing changes. */
    NONE,
    /** A text: LF in objects, and in the work tree too. */
    TEXT_LF,
    /** A text: LF in objects, CRLF in the work tree. */
    TEXT_CRLF,
    /** LF in objects if it looks like a text that was never committed with CRLF. */
    GUESS_LF,
    /** The same, and CRLF in the work tree. */
    GUESS_CRLF
  }

  private final Rule rule;

  private LineEnds(Rule rule) {
    this.rule = rule;
  }

  /** The rule that attributes and configuration make for a file. */
  static LineEnds of(Attributes attributes, Config config) {
    String auto = config.getString("core", null, "autocrlf");
    boolean input = "input".equalsIgnoreCase(auto);
    boolean always = !input && config.getBoolean("core", "autocrlf", false);
    String eol = config.getString("core", null, "eol");
    boolean crlf = always || !input && "crlf".equalsIgnoreCase(eol);
    String kind = kind(attributes, "text");
    if (kind == null) {
      kind = kind(attributes, "crlf");
    }
    if ("binary".equals(kind)) {
      return new LineEnds(Rule.NONE);
    }
    String wanted = attributes.getValue("eol");
    if ("lf".equals(wanted) || "crlf".equals(wanted)) {
      crlf = wanted.equals("crlf");
      return new LineEnds("auto".equals(kind) ? guess(crlf) : text(crlf));
    }
    if (kind == null) {
      return new LineEnds(always || input ? guess(always) : Rule.NONE);
    }
    return switch (kind) {
      case "auto" -> new LineEnds(guess(crlf));
      case "input" -> new LineEnds(Rule.TEXT_LF);
      default -> new LineEnds(text(crlf));
    };
  }

  private static String kind(Attributes attributes, String key) {
    if (attributes.isSet(key)) {
      return "text";
    }
    if (attributes.isUnset(key)) {
      return "binary";
    }
    String value = attributes.getValue(key);
    return "auto".equals(value) || "input".equals(value) ? value : null;
  }

  private static Rule text(boolean crlf) {
    return crlf ? Rule.TEXT_CRLF : Rule.TEXT_LF;
  }

  private static Rule guess(boolean crlf) {
    return crlf ? Rule.GUESS_CRLF : Rule.GUESS_LF;
  }

  private boolean guesses() {
    return rule == Rule.GUESS_LF || rule == Rule.GUESS_CRLF;
  }

  /** Whether {@link #toGit} needs to know what is committed under the path. */
  boolean asksForCommitted() {
    return guesses();
  }

  /**
   * What git stores for these bytes of the work tree.
   *
   * @param committed the blob that the index has for the path; null where there is none
   */
  byte[] toGit(byte[] bytes, byte[] committed) {
    if (rule == Rule.NONE) {
      return bytes;
    }
    Count count = new Count(bytes);
    if (count.crlf == 0) {
      return bytes;
    }
    if (guesses() && (count.isBinary() || committed != null && new Count(committed).isTextWithCrlf())) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
        out.write(bytes[i]);
      }
    }
    return out.toByteArray();
  }

  /** What a checkout writes for this blob. */
  byte[] toWorkTree(byte[] blob) {
    if (rule != Rule.TEXT_CRLF && rule != Rule.GUESS_CRLF) {
      return blob;
    }
    Count count = new Count(blob);
    if (count.loneLf == 0 || guesses() && (count.crlf > 0 || count.isBinary())) {
      return blob;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(blob.length + count.loneLf);
    for (int i = 0; i < blob.length; i++) {
      if (blob[i] == '\n' && (i == 0 || blob[i - 1] != '\r')) {
        out.write('\r');
      }
      out.write(blob[i]);
    }
    return out.toByteArray();
  }

  /** What git counts to tell a text from other data. */
  private static final class Count {
    private int nul;
    private int loneCr;
    private int loneLf;
    private int crlf;
    private int printable;
    private int others;

    Count(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        int b = bytes[i] & 0xff;
        if (b == '\r') {
          if (i + 1 < bytes.length && bytes[i + 1] == '\n') {
            crlf++;
            i++;
          } else {
            loneCr++;
          }
        } else if (b == '\n') {
          loneLf++;
        } else if (b == 127) {
          others++;
        } else if (b < 32) {
          countControl(b);
        } else {
          printable++;
        }
      }
      if (bytes.length > 0 && bytes[bytes.length - 1] == 26) {
        others--;
      }
    }

    private void countControl(int b) {
      switch (b) {
        case '\b', '\t', 27, '\f' -> printable++;
        case 0 -> {
          nul++;
          others++;
        }
        default -> others++;
      }
    }

    boolean isBinary() {
      return loneCr > 0 || nul > 0 || (printable >> 7) < others;
    }

    boolean isTextWithCrlf() {
      return crlf > 0 && !isBinary();
    }
  }
}
