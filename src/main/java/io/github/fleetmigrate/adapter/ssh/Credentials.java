package io.github.fleetmigrate.adapter.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/**
 * The user's ways into one host, in the order in which ssh takes them: none at all, the agent's keys that are named, its
 * others, files.
 */
final class Credentials {
  private final Person person;
  private final List<AuthMethod> ready = new ArrayList<>();
  /** Keys that are not opened yet, each with its public half; null where that cannot be told. */
  private final Map<Path, byte[]> encrypted = new LinkedHashMap<>();
  /** Keys that sshj cannot use. */
  private final List<String> foreign = new ArrayList<>();
  private final List<Path> exposed = new ArrayList<>();
  /** Ways in with a key that a person opened. */
  private final Map<AuthMethod, Path> opened = new IdentityHashMap<>();
  private String agent;
  private boolean cutOff;

  Credentials(SshSettings settings, Person person, Hops hops) {
    this.person = person;
    ready.add(new AuthNone());
    List<byte[]> named = new ArrayList<>();
    List<AuthMethod> fromFiles = new ArrayList<>();
    for (String name : settings.identityFiles()) {
      Path file = Path.of(name);
      if (Files.isRegularFile(file)) {
        byte[] half = KeyFiles.publicHalf(file);
        if (half != null) {
          named.add(half);
        }
        file(file, half, fromFiles);
      } else if (Files.isRegularFile(Path.of(name + ".pub"))) {
        // A key whose public half alone is here: the agent has the rest.
        byte[] half = KeyFiles.publicHalf(file);
        if (half != null) {
          named.add(half);
        }
      }
    }
    agent(settings.agentSocket(), settings.identitiesOnly(), named, hops);
    ready.addAll(fromFiles);
  }

  List<AuthMethod> ready() {
    return ready;
  }

  Map<Path, byte[]> encrypted() {
    return encrypted;
  }

  List<String> foreign() {
    return foreign;
  }

  /** The key's file, where a way in is one that a person opened. */
  Optional<Path> opened(AuthMethod way) {
    return Optional.ofNullable(opened.get(way));
  }

  /** Private keys that ssh does not take because others can read them. */
  List<Path> exposed() {
    return exposed;
  }

  /** The agent's socket while it is waited for; null where it is not. */
  String waitingForAgent() {
    boolean signing = ready.stream().anyMatch(m -> m instanceof OfferedKey key && key.signing());
    return signing || cutOff ? agent : null;
  }

  private void agent(String socket, boolean onlyNamed, List<byte[]> named, Hops hops) {
    if (socket == null || socket.isEmpty()) {
      return;
    }
    try {
      agent = socket;
      AgentClient client = new AgentClient(Path.of(socket), hops);
      List<AuthMethod> others = new ArrayList<>();
      for (byte[] key : client.keys()) {
        if (named.stream().anyMatch(n -> Arrays.equals(n, key))) {
          ready.add(new OfferedKey(client, key));
        } else if (!onlyNamed) {
          others.add(new OfferedKey(client, key));
        }
      }
      ready.addAll(others);
    } catch (AsynchronousCloseException waited) {
      cutOff = true;
    } catch (IOException | RuntimeException noAgent) {
      // As ssh does: an agent that is not there is passed over.
      return;
    }
  }

  private void file(Path file, byte[] half, List<AuthMethod> out) {
    try {
      if (half != null && new Buffer.PlainBuffer(half).readString().startsWith("sk-")) {
        foreign.add("the hardware key " + file);
        return;
      }
      if (!KeyFiles.isPrivate(file)) {
        return;
      }
      if (KeyFiles.isExposed(file)) {
        exposed.add(file);
        return;
      }
      if (Files.exists(Path.of(file + "-cert.pub"))) {
        foreign.add("the certificate of " + file);
      }
      KeyProvider key = person.opened(file);
      if (key == null && KeyFiles.isEncrypted(file)) {
        encrypted.put(file, half);
        return;
      }
      List<AuthMethod> ways = ways(key == null ? KeyFiles.read(file, null) : key);
      if (key != null) {
        ways.forEach(way -> opened.put(way, file));
      }
      out.addAll(ways);
    } catch (IOException | RuntimeException unread) {
      foreign.add("the key " + file);
    }
  }

  /** A certificate goes before the key in it, as with ssh. */
  private static List<AuthMethod> ways(KeyProvider key) throws IOException {
    List<AuthMethod> out = new ArrayList<>();
    out.add(new AuthPublickey(key));
    if (key.getPublic() instanceof Certificate<?> certificate) {
      out.add(new AuthPublickey(new KeyPairWrapper(certificate.getKey(), key.getPrivate())));
    }
    return out;
  }
}
