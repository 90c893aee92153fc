package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Adds a host key to the user's known_hosts as ssh does: hashed where HashKnownHosts says so, readable by the user alone. */
final class KnownHostsFile {
  private static final int SALT = 20;

  private KnownHostsFile() {}

  /** What a person should know: that it could not be written; empty where all is well. Not for several threads at a time. */
  static String remember(SshSettings settings, HostKeyCheck.Shown key) {
    if (settings.files("userknownhostsfile").isEmpty()) {
      return "";
    }
    Path file = Path.of(settings.files("userknownhostsfile").get(0)).toAbsolutePath();
    String name = KnownHosts.name(settings.keyName(), settings.keyPort());
    try {
      String line = (settings.hashesKnownHosts() ? hashed(name) : name) + " " + key.type() + " " + Base64.getEncoder().encodeToString(key.blob()) + "\n";
      if (!Files.isDirectory(file.getParent())) {
        Files.createDirectories(file.getParent().getParent());
        Files.createDirectory(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!Files.exists(file)) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      boolean open = Files.isRegularFile(file) && Files.size(file) > 0 && !Files.readString(file, StandardCharsets.ISO_8859_1).endsWith("\n");
      Files.writeString(file, (open ? "\n" : "") + line, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
      return "";
    } catch (IOException | GeneralSecurityException notWritten) {
      // Trusted for this run; the person is asked again at the next one, as ssh does.
      return " (could not be written to " + file + ")";
    }
  }

  private static String hashed(String name) throws GeneralSecurityException {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder encoder = Base64.getEncoder();
    return "|1|" + encoder.encodeToString(salt) + "|" + encoder.encodeToString(hash(salt, name));
  }

  /** The name of a hashed line. */
  static byte[] hash(byte[] salt, String name) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(salt, "HmacSHA1"));
    return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
  }
}
