package io.github.fleetmigrate.port;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file's content as it stands in the work tree, and whether it may be executed. A file that does not exist is
 * represented by null wherever a version is optional, and by {@link #ABSENT_HASH} where only the hash is kept.
 */
public record FileVersion(byte[] content, boolean executable) {
  /** Stands for "no such file" in journals. */
  public static final String ABSENT_HASH = "absent";

  public FileVersion {
    Objects.requireNonNull(content);
  }

  public static FileVersion of(String utf8) {
    return new FileVersion(utf8.getBytes(StandardCharsets.UTF_8), false);
  }

  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** SHA-256 over the mode and the bytes, in hex; the same for equal versions, whatever git's object format is. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) (executable ? 'x' : '-'));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The hash of a version that may be null. */
  public static String hashOf(FileVersion version) {
    return version == null ? ABSENT_HASH : version.hash();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FileVersion v && executable == v.executable && Arrays.equals(content, v.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content) * 31 + Boolean.hashCode(executable);
  }

  @Override
  public String toString() {
    return "FileVersion[" + content.length + " bytes" + (executable ? ", executable" : "") + "]";
  }
}
