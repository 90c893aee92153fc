package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Host keys that are known in other ways than by one plain line, certificates, and a person who is asked. */
@Timeout(60)
class HostKeysTest {
  @TempDir Path temp;
  private Logins logins;
  private SshFleet fleet;

  @BeforeEach
  void start() throws IOException {
    logins = new Logins(temp, "axon", "nexus");
    fleet = logins.fleet;
  }

  @AfterEach
  void stop() {
    logins.close();
  }

  private String name(String machine) {
    return "[" + fleet.machine(machine).address() + "]:" + fleet.machine(machine).port();
  }

  private static String key(Path publicKey) throws IOException {
    String[] words = Files.readString(publicKey).split(" ");
    return words[0] + " " + words[1];
  }

  private void knows(String... lines) throws IOException {
    Files.writeString(fleet.knownHosts(), String.join("\n", lines) + "\n");
  }

  /** A host certificate by a new authority, which sshd shows; returns the authority's public key. */
  private String certified(String... more) throws IOException {
    Path authority = fleet.keygen(temp.resolve("ca"), "ed25519", "");
    SshFleet.Machine axon = fleet.machine("axon");
    List<String> call = new ArrayList<>(List.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "axon"));
    call.addAll(List.of(more));
    call.add(axon.hostKey() + ".pub");
    SshFleet.run(call.toArray(String[]::new));
    axon.configured("HostCertificate " + axon.hostKey() + "-cert.pub");
    return key(Path.of(authority + ".pub"));
  }

  @ParameterizedTest
  @CsvSource({"rsa", "ecdsa"})
  void theKindThatIsKnownIsAskedForThoughTheHostHasOthers(String type) throws Exception {
    Path other = fleet.keygen(fleet.machine("axon").hostKey().resolveSibling("other_key"), type, "");
    fleet.machine("axon").configured("HostKey " + other);
    knows(name("axon") + " " + key(Path.of(other + ".pub")));
    logins.lets("axon");
  }

  @Test
  void aKeyOfAnotherKindThanTheKnownOneIsAChange() throws Exception {
    Path other = fleet.keygen(temp.resolve("other"), "rsa", "");
    knows(name("axon") + " " + key(Path.of(other + ".pub")));
    logins.person.trusting = true;
    assertTrue(logins.refuses("axon", Stage.HOST_KEY).getMessage().contains("another one than"));
    assertEquals(List.of(), logins.person.asked);
  }

  @Test
  void aHostOnAPortOfItsOwnMayBeKnownByItsNameAlone() throws Exception {
    knows("127.0.0.2 " + key(Path.of(fleet.machine("axon").hostKey() + ".pub")));
    logins.lets("axon");
    knows("127.0.0.2 " + key(Path.of(fleet.machine("nexus").hostKey() + ".pub")));
    assertTrue(logins.refuses("axon", Stage.HOST_KEY).getMessage().contains("is not known"));
  }

  @Test
  void everyFileOfTheUsersIsRead() throws Exception {
    Path second = Files.move(fleet.knownHosts(), temp.resolve("second"));
    fleet.configure("*", "UserKnownHostsFile " + fleet.knownHosts() + " " + second);
    logins.lets("axon");
  }

  @Test
  void aRevokedKeyInAnyFileCounts() throws Exception {
    Path list = Files.writeString(temp.resolve("revoked"), key(Path.of(fleet.machine("axon").hostKey() + ".pub")) + "\n");
    fleet.configure("axon", "RevokedHostKeys " + list);
    assertTrue(logins.refuses("axon", Stage.HOST_KEY).getMessage().contains("revoked by " + list));
    fleet.configure("axon", "RevokedHostKeys " + temp.resolve("not-there"));
    logins.refuses("axon", Stage.HOST_KEY);
  }

  @Test
  void aKeyRevocationListIsLeftToTheSshProgram() throws Exception {
    Path list = temp.resolve("krl");
    SshFleet.run("ssh-keygen", "-q", "-k", "-f", list.toString(), fleet.machine("axon").hostKey() + ".pub");
    fleet.configure("*", "RevokedHostKeys " + list);
    assertTrue(logins.lets("nexus").contains("RevokedHostKeys"));
    logins.refuses("axon", Stage.HOST_KEY);
  }

  @Test
  void aCertificateHoldsForTheHostKeyAlias() throws Exception {
    String authority = certified("-h", "-n", "the-axon");
    knows("@cert-authority the-* " + authority);
    fleet.configure("axon", "HostKeyAlias the-axon");
    logins.lets("axon");
  }

  @ParameterizedTest
  @CsvSource({"'-h -n other-host'", "'-h -V 20200101:20210101'", "'-n 127.0.0.2'"})
  void aCertificateForAnotherNameAnotherTimeOrAUserProvesNothing(String how) throws Exception {
    String authority = certified(how.split(" "));
    knows("@cert-authority * " + authority);
    logins.refuses("axon", Stage.HOST_KEY);
  }

  @Test
  void aCertificateByARevokedAuthorityIsRefused() throws Exception {
    String authority = certified("-h");
    knows("@cert-authority * " + authority, "@revoked * " + authority);
    assertTrue(logins.refuses("axon", Stage.HOST_KEY).getMessage().contains("revoked"));
  }

  @Test
  void aKeyThatIsKnownIsSoInsideAStrangersCertificateToo() throws Exception {
    certified("-h");
    Path mine = fleet.keygen(temp.resolve("mine"), "ed25519", "");
    knows("@cert-authority * " + key(Path.of(mine + ".pub")), name("axon") + " " + key(Path.of(fleet.machine("axon").hostKey() + ".pub")));
    logins.lets("axon");
  }

  @Test
  void aYesIsWrittenAsSshWouldAndOnlyAYes() throws Exception {
    Path file = temp.resolve("home/.ssh/known_hosts");
    Files.delete(fleet.knownHosts());
    fleet.configure("*", "UserKnownHostsFile " + file + "\nHashKnownHosts yes");
    logins.refuses("axon", Stage.HOST_KEY);
    assertFalse(Files.exists(file));
    logins.person.trusting = true;
    logins.lets("axon");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    assertTrue(Files.readString(file).startsWith("|1|"), Files.readString(file));
    SshFleet.run("ssh-keygen", "-F", name("axon"), "-f", file.toString());
    SshFleet.run("ssh", "-F", fleet.config().toString(), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "axon", "true");
    assertEquals(2, logins.person.asked.size());
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndTheKeyCountsForThisRun() throws Exception {
    Files.delete(fleet.knownHosts());
    Files.writeString(temp.resolve("plain"), "");
    fleet.configure("*", "UserKnownHostsFile " + temp.resolve("plain/known_hosts"));
    logins.person.trusting = true;
    try (SshHosts hosts = logins.hosts();
        var session = hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation())) {
      assertTrue(session.hostKey().contains("could not be written to " + temp), session.hostKey());
      hosts.open(Logins.to("axon"), Logins.SHORT, new Cancellation()).close();
    }
    assertEquals(1, logins.person.asked.size());
  }

  @Test
  void aPersonMayTakeLongerThanAMachineWouldWait() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    fleet.machine("axon").configured("LoginGraceTime 2");
    CountDownLatch tooLong = new CountDownLatch(1);
    logins.person.trusting = true;
    logins.person.first = () -> {
      assertFalse(tooLong.await(Logins.SHORT.connect().toMillis() + 1500, java.util.concurrent.TimeUnit.MILLISECONDS));
      return null;
    };
    logins.lets("axon");
  }

  @Test
  void aPersonWhoIsAskedStopsItAll() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    logins.person.first =
        () -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return null;
        };
    logins.stops("axon", asked);
    interrupted.await();
    assertEquals("", Files.readString(fleet.knownHosts()));
  }

  /** Both connect to one host at the same time; whoever asks first asks for both. */
  @ParameterizedTest
  @CsvSource({"true, 1", "false, 1"})
  void oneQuestionIsAskedOnceForManyConnections(boolean trusting, int questions) throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    fleet.configure("*", "UserKnownHostsFile none");
    logins.person.trusting = trusting;
    CountDownLatch both = new CountDownLatch(2);
    fleet.configure("nexus", "ProxyJump axon\nUserKnownHostsFile " + Files.writeString(temp.resolve("nexus"), name("nexus") + " " + key(Path.of(fleet.machine("nexus").hostKey() + ".pub"))));
    try (SshHosts hosts = logins.hosts()) {
      List<FutureTask<String>> all = new ArrayList<>();
      logins.person.first = () -> {
        both.await();
        return null;
      };
      for (String host : List.of("axon", "nexus")) {
        FutureTask<String> each =
            new FutureTask<>(
                () -> {
                  both.countDown();
                  try {
                    hosts.open(Logins.to(host), Logins.SHORT, new Cancellation()).close();
                    return "in";
                  } catch (RemoteFailure failure) {
                    return failure.stage().name();
                  }
                });
        all.add(each);
        new Thread(each).start();
      }
      for (FutureTask<String> each : all) {
        assertEquals(trusting ? "in" : "HOST_KEY", each.get());
      }
    }
    assertEquals(questions, logins.person.asked.size(), logins.person.asked.toString());
  }
}
