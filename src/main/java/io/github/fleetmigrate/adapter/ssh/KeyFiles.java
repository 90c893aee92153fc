package io.github.fleetmigrate.adapter.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** Reads private keys' files, and what can be told of them without opening them. */
final class KeyFiles {
  private static final long MOST = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

  private KeyFiles() {}

  /**
   * The key itself, in memory; with a certificate beside it the public half is that certificate.
   *
   * @param passphrase null where the key is not encrypted; the caller wipes it
   * @throws IOException where it cannot be read, or the passphrase is not its own; so does a RuntimeException of sshj's
   */
  static KeyProvider read(Path file, char[] passphrase) throws IOException {
    char[] copy = passphrase == null ? null : passphrase.clone();
    try {
      FileKeyProvider key = text(file).contains("BEGIN OPENSSH PRIVATE KEY") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
      key.init(file.toFile(), copy == null ? null : PasswordUtils.createOneOff(copy));
      return new KeyPairWrapper(key.getPublic(), key.getPrivate());
    } finally {
      if (copy != null) {
        Arrays.fill(copy, '\0');
      }
    }
  }

  static boolean isPrivate(Path file) throws IOException {
    return text(file).contains("PRIVATE KEY");
  }

  /** Whether others could read it: ssh takes no such key. Another user's file is not ours to judge. */
  static boolean isExposed(Path file) throws IOException {
    try {
      return Files.getOwner(file).getName().equals(System.getProperty("user.name"))
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException notPosix) {
      return false;
    }
  }

  /** Whether a private key's own text says that it is encrypted. */
  static boolean isEncrypted(Path file) {
    try {
      String text = text(file);
      if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
        return true;
      }
      Buffer.PlainBuffer header = header(text);
      return header != null && !header.readString().equals("none");
    } catch (IOException | RuntimeException unread) {
      return false;
    }
  }

  /** The public key beside a private one, in its own unencrypted part, or the file itself where it is one; else null. */
  static byte[] publicHalf(Path file) {
    for (Path candidate : List.of(Path.of(file + ".pub"), file)) {
      try {
        if (Files.isRegularFile(candidate) && Files.size(candidate) < MOST) {
          String text = text(candidate);
          String[] words = text.strip().split("\\s+");
          if (words.length >= 2 && words[0].matches("(ssh|ecdsa|sk)-.*")) {
            return Base64.getDecoder().decode(words[1]);
          }
          Buffer.PlainBuffer header = header(text);
          if (header != null) {
            header.readString();
            header.readString();
            header.readStringAsBytes();
            header.readUInt32();
            return header.readStringAsBytes();
          }
        }
      } catch (IOException | IllegalArgumentException noKey) {
        continue;
      }
    }
    return null;
  }

  /** What follows the magic word of OpenSSH's own format: cipher, its parameters, the public key; null for other formats. */
  private static Buffer.PlainBuffer header(String text) throws IOException {
    if (!text.contains("BEGIN OPENSSH PRIVATE KEY")) {
      return null;
    }
    byte[] body = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "").strip());
    Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(body);
    buffer.readRawBytes(new byte["openssh-key-v1\0".length()]);
    return buffer;
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MOST) {
      throw new IOException(file + " is too large for a key");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
