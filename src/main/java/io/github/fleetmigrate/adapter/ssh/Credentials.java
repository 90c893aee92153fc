package io.github.fleetmigrate.adapter.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.github.fleetmigrate.port.SshQuestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** The user's keys for one host, in the order in which ssh offers them: the agent's that are named, its others, files. */
final class Credentials {
  private final List<AuthMethod> ready = new ArrayList<>();
  private final List<Path> encrypted = new ArrayList<>();
  /** Keys that sshj cannot use. */
  private final List<String> foreign = new ArrayList<>();

  Credentials(SSHClient client, SshSettings settings, Map<String, String> environment) {
    List<Path> files = settings.identityFiles().stream().map(Path::of).filter(Files::isRegularFile).toList();
    List<byte[]> named = new ArrayList<>();
    List<AuthMethod> fromFiles = new ArrayList<>();
    for (Path file : files) {
      byte[] half = publicHalf(file);
      if (half != null) {
        named.add(half);
      }
      file(client, file, half, fromFiles);
    }
    agent(settings.agentSocket(environment), settings.identitiesOnly(), named);
    ready.addAll(fromFiles);
  }

  List<AuthMethod> ready() {
    return ready;
  }

  List<Path> encrypted() {
    return encrypted;
  }

  List<String> foreign() {
    return foreign;
  }

  private void agent(String socket, boolean onlyNamed, List<byte[]> named) {
    if (socket == null || socket.isEmpty()) {
      return;
    }
    try {
      AgentClient agent = new AgentClient(Path.of(socket));
      List<AuthMethod> others = new ArrayList<>();
      for (byte[] key : agent.keys()) {
        boolean isNamed = named.stream().anyMatch(n -> Arrays.equals(n, key));
        if (isNamed) {
          ready.add(new AgentAuth(agent, key));
        } else if (!onlyNamed) {
          others.add(new AgentAuth(agent, key));
        }
      }
      ready.addAll(others);
    } catch (IOException | RuntimeException noAgent) {
      // As ssh does: an agent that is not there is passed over.
      return;
    }
  }

  private void file(SSHClient client, Path file, byte[] half, List<AuthMethod> out) {
    if (Files.exists(Path.of(file + "-cert.pub"))) {
      foreign.add("the certificate of " + file);
    }
    try {
      if (half != null && new Buffer.PlainBuffer(half).readString().startsWith("sk-")) {
        foreign.add("the hardware key " + file);
        return;
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!text.contains("PRIVATE KEY")) {
        return;
      }
      KeyProvider key = load(client, file, null);
      key.getPublic();
      key.getPrivate();
      out.add(new AuthPublickey(key));
    } catch (IOException | RuntimeException unread) {
      if (isEncrypted(file)) {
        encrypted.add(file);
      } else {
        foreign.add("the key " + file);
      }
    }
  }

  /** Decrypts a key with what the person types; null where nobody is there or the passphrase is wrong. */
  static AuthMethod unlock(SSHClient client, Path file, SshQuestions questions) {
    char[] typed = questions.passphrase(file.toString()).orElse(null);
    if (typed == null) {
      return null;
    }
    try {
      KeyProvider key = load(client, file, typed);
      key.getPrivate();
      return new AuthPublickey(key);
    } catch (IOException | RuntimeException wrong) {
      return null;
    } finally {
      PasswordUtils.blankOut(typed);
    }
  }

  private static KeyProvider load(SSHClient client, Path file, char[] passphrase) throws IOException {
    if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("BEGIN OPENSSH PRIVATE KEY")) {
      OpenSSHKeyV1KeyFile key = new OpenSSHKeyV1KeyFile();
      key.init(file.toFile(), passphrase == null ? null : PasswordUtils.createOneOff(passphrase.clone()));
      return key;
    }
    return passphrase == null ? client.loadKeys(file.toString()) : client.loadKeys(file.toString(), passphrase.clone());
  }

  /** Whether a private key's own text says that it is encrypted. */
  private static boolean isEncrypted(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
        return true;
      }
      if (!text.contains("BEGIN OPENSSH PRIVATE KEY")) {
        return false;
      }
      byte[] body =
          Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "").strip());
      Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(body);
      buffer.readRawBytes(new byte["openssh-key-v1\0".length()]);
      return !buffer.readString().equals("none");
    } catch (IOException | RuntimeException unread) {
      return false;
    }
  }

  /** The public key beside a private one, or the file itself where it is one; null where there is none. */
  private static byte[] publicHalf(Path file) {
    for (Path candidate : List.of(Path.of(file + ".pub"), file)) {
      try {
        if (Files.isRegularFile(candidate) && Files.size(candidate) < 64 * 1024) {
          String[] words = Files.readString(candidate, StandardCharsets.ISO_8859_1).strip().split("\\s+");
          if (words.length >= 2 && words[0].matches("(ssh|ecdsa|sk)-.*")) {
            return Base64.getDecoder().decode(words[1]);
          }
        }
      } catch (IOException | IllegalArgumentException noKey) {
        continue;
      }
    }
    return null;
  }
}
