package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A fleet of real sshds, and logins on them as the program makes them. */
final class Logins implements AutoCloseable {
  static final RemoteHosts.Limits SHORT = new RemoteHosts.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));
  static final Duration SOON = Duration.ofSeconds(20);

  final SshFleet fleet;
  final Path temp;
  final Person person = new Person();
  final Map<String, String> environment = new HashMap<>();
  Resolver resolver = InetAddress::getAllByName;
  private final ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());

  Logins(Path temp, String... names) throws IOException {
    this.temp = temp;
    this.fleet = SshFleet.of(temp.resolve("fleet"), names);
    environment.put("HOME", temp.toString());
  }

  /** Somebody who answers, and remembers what was asked. */
  static final class Person implements SshQuestions {
    final List<String> asked = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    final List<char[]> typed = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    volatile String passphrase;
    volatile boolean trusting;
    /** What the person does before the answer. */
    volatile Callable<Void> first = () -> null;

    @Override
    public java.util.Optional<char[]> passphrase(String keyFile) {
      asked.add(keyFile);
      wait(first);
      if (passphrase == null) {
        return java.util.Optional.empty();
      }
      typed.add(passphrase.toCharArray());
      return java.util.Optional.of(typed.get(typed.size() - 1));
    }

    @Override
    public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
      asked.add(host.host() + " " + keyType + " " + fingerprint);
      wait(first);
      return trusting;
    }

    private static void wait(Callable<Void> first) {
      try {
        first.call();
      } catch (Exception interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  SshHosts hosts() {
    return new SshHosts(commands, fleet.config(), environment, person, resolver);
  }

  static RemoteHosts.Target to(String host) {
    return new RemoteHosts.Target(host, null, null, List.of());
  }

  /** Logs in and runs a command; returns what is remarked of the session. */
  String lets(String host) throws Exception {
    try (SshHosts hosts = hosts();
        RemoteSession session = hosts.open(to(host), SHORT, new Cancellation())) {
      assertEquals(host, session.run(List.of("uname", "-n"), SOON, new Cancellation()).output().strip());
      return session.remark();
    }
  }

  RemoteFailure refuses(String host, Stage stage) {
    try (SshHosts hosts = hosts()) {
      RemoteFailure failure = assertThrows(RemoteFailure.class, () -> hosts.open(to(host), SHORT, new Cancellation()));
      assertEquals(stage, failure.stage(), failure.getMessage());
      assertFalse(failure.remedy().isBlank());
      return failure;
    }
  }

  /** Opens a session, is stopped by a person once the latch is down, and must end long before the machine's time is over. */
  void stops(String host, CountDownLatch there) throws Exception {
    try (SshHosts hosts = hosts()) {
      Cancellation cancellation = new Cancellation();
      FutureTask<RemoteSession> opening = new FutureTask<>(() -> hosts.open(to(host), RemoteHosts.Limits.USUAL, cancellation));
      Thread thread = new Thread(opening, "opening");
      thread.start();
      there.await();
      long start = System.nanoTime();
      cancellation.cancel();
      thread.join();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      Exception ended = assertThrows(java.util.concurrent.ExecutionException.class, opening::get);
      assertTrue(ended.getCause() instanceof RemoteFailure, String.valueOf(ended.getCause()));
      assertEquals(Stage.CANCELLED, ((RemoteFailure) ended.getCause()).stage());
      assertTrue(millis < RemoteHosts.Limits.USUAL.connect().toMillis() / 2, millis + " ms after the stop");
    }
  }

  @Override
  public void close() {
    fleet.close();
    commands.close();
  }
}
