package io.github.fleetmigrate.adapter.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A commit object's bytes: header lines, an empty line, the message. */
final class RawCommit {
  private RawCommit() {}

  /** The same commit with another tree; signatures, which would be wrong now, and merged tags go. */
  static byte[] withTree(byte[] raw, String tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    boolean keeping = true;
    int at = 0;
    while (at < raw.length && raw[at] != '\n') {
      int end = at;
      while (end < raw.length && raw[end] != '\n') {
        end++;
      }
      if (raw[at] != ' ') {
        String line = new String(raw, at, end - at, StandardCharsets.ISO_8859_1);
        String key = line.substring(0, Math.max(0, line.indexOf(' ')));
        keeping =
            switch (key) {
              case "parent", "author", "committer", "encoding" -> true;
              default -> false;
            };
        if (key.equals("tree")) {
          out.writeBytes(("tree " + tree + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (keeping) {
        out.write(raw, at, end - at);
        out.write('\n');
      }
      at = end + 1;
    }
    out.write(raw, at, raw.length - at);
    return out.toByteArray();
  }
}
