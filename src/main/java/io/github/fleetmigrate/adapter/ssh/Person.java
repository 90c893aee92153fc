package io.github.fleetmigrate.adapter.ssh;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.Address;
import io.github.fleetmigrate.port.SshQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * Asks the person, one question at a time however many connections are made, and each question once for all of them.
 * Nothing is connected meanwhile: a machine does not wait for a person. Opened keys are kept in memory until this is
 * closed, passphrases not at all.
 */
final class Person implements AutoCloseable {
  private static final int TRIES = 3;
  private final SshQuestions questions;
  private final ExecutorService turn = Executors.newSingleThreadExecutor(SshHosts::daemon);
  private final Map<Path, KeyProvider> keys = new ConcurrentHashMap<>();
  /** Host keys by name and fingerprint, each with what a person should know of it, or nothing. */
  private final Map<String, String> trusted = new ConcurrentHashMap<>();
  /** What was refused, until nobody connects any more: the next time it is asked again. */
  private final Set<Object> refused = ConcurrentHashMap.newKeySet();
  private int connecting;

  Person(SshQuestions questions) {
    this.questions = questions;
  }

  synchronized void connecting() {
    connecting++;
  }

  synchronized void connected() {
    connecting--;
    if (connecting == 0) {
      refused.clear();
    }
  }

  /** A key that was opened; null where it was not. */
  KeyProvider opened(Path file) {
    return keys.get(file);
  }

  /** What is to be told of a trusted host key, empty where nothing is; null where it was not trusted. */
  String trusted(String name, String fingerprint) {
    return trusted.get(name + " " + fingerprint);
  }

  /** Whether the key is open now: the person typed its passphrase, for this connection or another one. */
  boolean opens(Path file, Cancellation cancellation) {
    return ask(() -> keys.containsKey(file) || (!refused.contains(file) && typed(file)), cancellation);
  }

  private boolean typed(Path file) {
    for (int i = 0; i < TRIES; i++) {
      Optional<char[]> answer = i == 0 ? questions.passphrase(file.toString()) : questions.passphraseAgain(file.toString());
      if (answer.isEmpty()) {
        break;
      }
      char[] passphrase = answer.get();
      try {
        keys.put(file, KeyFiles.read(file, passphrase));
        return true;
      } catch (IOException | RuntimeException wrong) {
        continue;
      } finally {
        PasswordUtils.blankOut(passphrase);
      }
    }
    refused.add(file);
    return false;
  }

  /** Whether the person trusts a host key that is not known; a yes is written to the user's known_hosts. */
  boolean trusts(SshSettings settings, Address address, HostKeyCheck.Shown key, Cancellation cancellation) {
    String name = KnownHosts.name(settings.keyName(), settings.keyPort()) + " " + key.fingerprint();
    return ask(
        () -> {
          if (trusted.containsKey(name)) {
            return true;
          }
          if (refused.contains(name) || !questions.trust(address, key.type(), key.fingerprint())) {
            refused.add(name);
            return false;
          }
          trusted.put(name, KnownHostsFile.remember(settings, key));
          return true;
        },
        cancellation);
  }

  /** The answer; a no where the person stops it all. The thread that asks is interrupted then. */
  private boolean ask(Callable<Boolean> question, Cancellation cancellation) {
    Future<Boolean> answer = turn.submit(question);
    Cancellation.Registration registration = cancellation.onCancel(() -> answer.cancel(true));
    try {
      return answer.get();
    } catch (CancellationException stopped) {
      return false;
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the question could not be asked", e.getCause());
    } finally {
      registration.close();
    }
  }

  @Override
  public void close() {
    turn.shutdownNow();
    keys.clear();
  }
}
