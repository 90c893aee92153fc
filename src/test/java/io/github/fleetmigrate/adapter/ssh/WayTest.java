package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a host: names, jumps, the configuration, and whatever on it does not answer. */
@Timeout(90)
class WayTest {
  @TempDir Path temp;
  private Logins logins;
  private SshFleet fleet;

  @BeforeEach
  void start() throws IOException {
    logins = new Logins(temp, "axon", "nexus", "cortex");
    fleet = logins.fleet;
  }

  @AfterEach
  void stop() {
    logins.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=touch", "a b", "axon\nproxycommand touch", "$(touch x)", "axon;touch x", "`x`", "a|b", "", " ", "a\u0000b", "'a'", "a\\b", "axon\u0085"
      })
  void whatIsNoNameIsNotHandedToSsh(String host) {
    assertTrue(logins.refuses(host, Stage.CONFIGURATION).getMessage().contains("is no host"));
  }

  @Test
  void usersAndOptionsThatCouldBeReadOtherwiseAreNotHandedToSshEither() {
    try (SshHosts hosts = logins.hosts()) {
      for (RemoteHosts.Target odd :
          List.of(
              new RemoteHosts.Target("axon", "-l", null, List.of()),
              new RemoteHosts.Target("axon", "a\nhostname b", null, List.of()),
              new RemoteHosts.Target("axon", "$(x)", null, List.of()),
              new RemoteHosts.Target("axon", null, null, List.of("-o", "User=a\nhostname b")))) {
        RemoteFailure failure = assertThrows(RemoteFailure.class, () -> hosts.open(odd, Logins.SHORT, new Cancellation()));
        assertEquals(Stage.CONFIGURATION, failure.stage());
      }
    }
  }

  @Test
  void aNameThatOnlyLooksOddGoesThrough() throws Exception {
    fleet.configure("axon%x", "HostName " + fleet.machine("axon").address() + "\nPort " + fleet.machine("axon").port());
    try (SshHosts hosts = logins.hosts();
        RemoteSession session = hosts.open(Logins.to("axon%x"), Logins.SHORT, new Cancellation())) {
      assertEquals("127.0.0.2", session.address().host());
    }
  }

  @Test
  void chainsAreFollowedAlsoWhereTheFirstJumpHasOneOfItsOwn() throws Exception {
    fleet.configure("cortex", "ProxyJump axon,nexus");
    logins.lets("cortex");
    fleet.configure("cortex", "ProxyJump nexus").configure("nexus", "ProxyJump axon");
    logins.lets("cortex");
    // The one in the middle must be gone through: without it the last one is not reached.
    fleet.machine("axon").configured("AllowTcpForwarding no");
    RemoteFailure failure = logins.refuses("cortex", Stage.REACH);
    assertTrue(failure.getMessage().contains("jump host nexus"), failure.getMessage());
    assertTrue(failure.remedy().contains("AllowTcpForwarding"), failure.remedy());
  }

  @Test
  void jumpsThatLeadInACircleEnd() throws Exception {
    fleet.configure("axon", "ProxyJump nexus").configure("nexus", "ProxyJump cortex").configure("cortex", "ProxyJump axon");
    assertTrue(logins.refuses("axon", Stage.CONFIGURATION).remedy().contains("circle"));
  }

  @Test
  void aJumpHostWhoseKeyIsAnotherOneStopsTheWay() throws Exception {
    fleet.configure("nexus", "ProxyJump axon");
    fleet.machine("axon").installedAnew();
    assertTrue(logins.refuses("nexus", Stage.HOST_KEY).getMessage().contains("(jump host axon)"));
  }

  @Test
  void aJumpHostThatSshjCannotReachIsLeftToTheSshProgram() throws Exception {
    fleet.configure("nexus", "ProxyJump axon");
    fleet.configure("axon", "ProxyCommand ssh -F " + fleet.config() + " -W %h:%p cortex");
    assertTrue(logins.lets("nexus").contains("ProxyCommand (jump host axon)"));
  }

  @Test
  void algorithmsThatSshjLacksAreLeftToTheSshProgram() throws Exception {
    fleet.machine("axon").configured("Ciphers aes128-ctr\nMACs umac-64@openssh.com");
    assertTrue(logins.lets("axon").contains("algorithms"));
  }

  /** As OpenSSH since 8.8: a signature by SHA-1 proves nothing. */
  @Test
  void aHostThatOffersOldAlgorithmsAloneIsNotTaken() throws Exception {
    Path rsa = fleet.keygen(fleet.machine("axon").hostKey().resolveSibling("rsa"), "rsa", "");
    String[] key = Files.readString(Path.of(rsa + ".pub")).split(" ");
    Files.writeString(fleet.knownHosts(), "[127.0.0.2]:" + fleet.machine("axon").port() + " " + key[0] + " " + key[1] + "\n");
    Path config = fleet.machine("axon").hostKey().resolveSibling("sshd_config");
    Files.writeString(config, Files.readString(config).replace("HostKey " + fleet.machine("axon").hostKey(), "HostKey " + rsa));
    fleet.machine("axon").configured("HostKeyAlgorithms ssh-rsa");
    RemoteFailure failure = logins.refuses("axon", Stage.REACH);
    assertTrue(failure.getMessage().contains("no matching host key type"), failure.getMessage());
    fleet.machine("axon").configured("HostKeyAlgorithms rsa-sha2-256");
    // sshd takes the first value: the old line goes.
    Files.writeString(config, Files.readString(config).replace("HostKeyAlgorithms ssh-rsa\n", ""));
    fleet.machine("axon").configured("");
    logins.lets("axon");
  }

  /** sshd drops whoever comes while ten others log in; a fleet behind one jump host would lose most of its machines. */
  @Test
  void aJumpHostIsNotOverrunByAWholeFleet() throws Exception {
    SshFleet.Machine axon = fleet.machine("axon");
    Path config = axon.hostKey().resolveSibling("sshd_config");
    Files.writeString(config, Files.readString(config).replace("MaxStartups 200", "MaxStartups 10:100:10"));
    axon.configured("");
    List<FutureTask<Boolean>> all = new ArrayList<>();
    try (ServerSocket far = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.62"));
        SshHosts hosts = logins.hosts()) {
      fleet.configure("nexus", "ProxyJump axon").configure("axon", "HostName 127.0.0.62\nPort " + far.getLocalPort() + "\nHostKeyAlias the-axon");
      Files.writeString(fleet.knownHosts(), "the-axon " + Files.readString(Path.of(axon.hostKey() + ".pub")) + Files.readString(fleet.knownHosts()));
      Thread line = new Thread(() -> farAway(far, axon));
      line.start();
      for (int i = 0; i < 40; i++) {
        FutureTask<Boolean> each =
            new FutureTask<>(
                () -> {
                  hosts.open(Logins.to("nexus"), RemoteHosts.Limits.USUAL, new Cancellation()).close();
                  return true;
                });
        all.add(each);
        new Thread(each).start();
      }
      for (FutureTask<Boolean> each : all) {
        assertTrue(each.get());
      }
    }
  }

  @Test
  void whoWaitsBeforeAJumpHostIsStoppedAtOnceToo() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.61"))) {
      fleet.configure("nexus", "ProxyJump axon").configure("axon", "HostName 127.0.0.61\nPort " + silent.getLocalPort());
      Cancellation cancellation = new Cancellation();
      List<FutureTask<RemoteSession>> all = new ArrayList<>();
      try (SshHosts hosts = logins.hosts()) {
        for (int i = 0; i < 12; i++) {
          FutureTask<RemoteSession> each = new FutureTask<>(() -> hosts.open(Logins.to("nexus"), RemoteHosts.Limits.USUAL, cancellation));
          all.add(each);
          new Thread(each).start();
        }
        for (int i = 0; i < 8; i++) {
          silent.accept();
        }
        long start = System.nanoTime();
        cancellation.cancel();
        for (FutureTask<RemoteSession> each : all) {
          Exception ended = assertThrows(java.util.concurrent.ExecutionException.class, each::get);
          assertEquals(Stage.CANCELLED, ((RemoteFailure) ended.getCause()).stage());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(RemoteHosts.Limits.USUAL.connect().dividedBy(2)) < 0);
      }
    }
  }

  @Test
  void settingsThatWouldStopACommandAreSetAsideInTheSshProgram() throws Exception {
    fleet.configure(
        "axon",
        "ProxyCommand ssh -F " + fleet.config() + " -W %h:%p cortex\nRemoteCommand top\nExitOnForwardFailure yes\nLogLevel QUIET\nLocalForward "
            + fleet.machine("nexus").address() + ":" + fleet.machine("nexus").port() + " 127.0.0.1:1");
    assertTrue(logins.lets("axon").contains("ProxyCommand"));
    fleet.machine("axon").stop();
    assertFalse(logins.refuses("axon", Stage.REACH).getMessage().contains("no word"));
  }

  @Test
  void aSessionOfTheSshProgramBreaksAsAnyOther() throws Exception {
    fleet.configure("axon", "ProxyCommand ssh -F " + fleet.config() + " -W %h:%p cortex");
    try (SshHosts hosts = logins.hosts()) {
      RemoteSession session = hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation());
      fleet.machine("axon").stop();
      assertThrows(IOException.class, () -> session.run(List.of("true"), Logins.SOON, new Cancellation()));
      session.close();
      assertThrows(IOException.class, () -> session.run(List.of("true"), Logins.SOON, new Cancellation()));
    }
  }

  @Test
  void anAddressFamilyIsKept() throws Exception {
    fleet.configure("axon", "AddressFamily inet6");
    assertTrue(logins.refuses("axon", Stage.REACH).getMessage().contains("the name is not known"));
  }

  @Test
  void anAddressThatIsOffLeavesTheOthers() throws Exception {
    logins.resolver = name -> new InetAddress[] {InetAddress.getByName("127.0.0.77"), InetAddress.getByName("127.0.0.2")};
    logins.lets("axon");
  }

  @Test
  void aLookUpThatHangsIsGivenUpInTimeAndStoppedAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    logins.resolver =
        name -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new InetAddress[0];
        };
    logins.stops("axon", asked);
    long start = System.nanoTime();
    assertTrue(logins.refuses("axon", Stage.REACH).getMessage().contains("no answer within 5 s"));
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 9500);
  }

  /** {@code Match exec} runs a program of the user's, which may hang and may not want to end. */
  @Test
  void aConfigurationThatHangsIsGivenUpInTimeAndStoppedAtOnce() throws Exception {
    Path begun = temp.resolve("begun");
    Path script = Files.writeString(temp.resolve("hang"), "#!/bin/sh\ntrap '' TERM\necho x >" + begun + "\nwhile :; do sleep 1; done\n");
    assertTrue(script.toFile().setExecutable(true));
    String usual = Files.readString(fleet.config());
    Files.writeString(fleet.config(), "Match exec \"" + script + "\"\n  User nobody\n" + usual);
    CountDownLatch there = new CountDownLatch(1);
    Thread looking =
        new Thread(
            () -> {
              while (!Files.exists(begun)) {
                Thread.onSpinWait();
              }
              there.countDown();
            });
    looking.start();
    logins.stops("axon", there);
    RemoteFailure failure = logins.refuses("axon", Stage.CONFIGURATION);
    assertTrue(failure.getMessage().contains("does not end within 5 s") && failure.remedy().contains("Match exec"), failure.getMessage());
    Files.writeString(fleet.config(), "Match exec \"test %h = axon\"\n  User nobody-of-that-name\n" + usual);
    assertTrue(logins.refuses("axon", Stage.LOGIN).getMessage().contains("nobody-of-that-name"));
  }

  @Test
  void theSshProgramIsStoppedAtOnceToo() throws Exception {
    Path begun = temp.resolve("begun");
    fleet.configure("axon", "ProxyCommand echo x >" + begun + "; exec sleep 600");
    CountDownLatch there = new CountDownLatch(1);
    Thread looking =
        new Thread(
            () -> {
              while (!Files.exists(begun)) {
                Thread.onSpinWait();
              }
              there.countDown();
            });
    looking.start();
    logins.stops("axon", there);
    long start = System.nanoTime();
    logins.refuses("axon", Stage.REACH);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 9500);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommandThatRunsIsStoppedAtOnce(boolean program) throws Exception {
    if (program) {
      fleet.configure("axon", "ProxyCommand ssh -F " + fleet.config() + " -W %h:%p cortex");
    }
    Path begun = temp.resolve("begun");
    fleet.machine("axon").answers("hang", "echo x >" + begun + "; exec sleep 600");
    Cancellation cancellation = new Cancellation();
    try (SshHosts hosts = logins.hosts();
        RemoteSession session = hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation())) {
      FutureTask<CommandRunner.Result> running = new FutureTask<>(() -> session.run(List.of("hang"), Duration.ofSeconds(60), cancellation));
      new Thread(running).start();
      while (!Files.exists(begun)) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      cancellation.cancel();
      assertEquals(CommandRunner.End.CANCELLED, running.get().end());
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    }
  }

  /** The line goes dead after the login, and nobody says so: a cable pulled, a router that forgot the connection. */
  @Test
  void aHalfOpenConnectionIsNoticedWhileACommandRuns() throws Exception {
    SshFleet.Machine axon = fleet.machine("axon");
    AtomicBoolean dead = new AtomicBoolean();
    try (ServerSocket between = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.60"))) {
      fleet.configure("axon", "HostName 127.0.0.60\nPort " + between.getLocalPort() + "\nHostKeyAlias the-axon");
      String[] key = Files.readString(Path.of(axon.hostKey() + ".pub")).split(" ");
      Files.writeString(fleet.knownHosts(), "the-axon " + key[0] + " " + key[1] + "\n");
      List<Socket> sockets = new ArrayList<>();
      Thread line =
          new Thread(
              () -> {
                try {
                  Socket here = between.accept();
                  Socket there = new Socket(axon.address(), axon.port());
                  sockets.addAll(List.of(here, there));
                  Thread back = new Thread(() -> carry(there, here, dead));
                  back.start();
                  carry(here, there, dead);
                } catch (IOException closed) {
                  return;
                }
              });
      line.start();
      try (SshHosts hosts = logins.hosts();
          RemoteSession session = hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation())) {
        assertEquals("axon\n", session.run(List.of("uname", "-n"), Logins.SOON, new Cancellation()).output());
        dead.set(true);
        long start = System.nanoTime();
        IOException broken =
            assertThrows(IOException.class, () -> session.run(List.of("sleep", "600"), Duration.ofSeconds(80), new Cancellation()));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(broken.getMessage().contains("broke"), broken.getMessage());
        assertTrue(seconds < 30, seconds + " s");
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  /** A line to a machine on which the first byte takes 0.4 s. */
  private static void farAway(ServerSocket here, SshFleet.Machine machine) {
    try {
      while (true) {
        Socket from = here.accept();
        Socket to = new Socket(machine.address(), machine.port());
        new Thread(() -> carry(to, from, new AtomicBoolean())).start();
        new Thread(
                () -> {
                  java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                  carry(from, to, new AtomicBoolean());
                })
            .start();
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void carry(Socket from, Socket to, AtomicBoolean dead) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!dead.get()) {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Test
  void sessionsThatAreClosedLeaveNoThreadBehind() throws Exception {
    try (SshHosts hosts = logins.hosts()) {
      Path key = fleet.keygen(temp.resolve("other"), "ed25519", "");
      fleet.machine("nexus").authorizes(Path.of(key + ".pub"));
      for (int i = 0; i < 4; i++) {
        hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation()).close();
        assertThrows(RemoteFailure.class, () -> hosts.open(Logins.to("nexus"), Logins.SHORT, new Cancellation()));
      }
      List<Thread> left = threads();
      for (Thread thread : left) {
        thread.join(20_000);
      }
      assertEquals(List.of(), threads());
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream().filter(t -> t.isAlive() && t.getName().startsWith("sshj-")).toList();
  }

  @Test
  void withoutAnyKnownHostsFileAKeyIsUnknown() throws Exception {
    Files.delete(fleet.knownHosts());
    assertTrue(logins.refuses("axon", Stage.HOST_KEY).getMessage().contains("is not known"));
    assertFalse(Files.exists(fleet.knownHosts()));
  }
}
