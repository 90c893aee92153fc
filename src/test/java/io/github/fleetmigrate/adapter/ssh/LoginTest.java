package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted keys, the agent, certificates, and keys that the ssh program has to use. */
@Timeout(60)
class LoginTest {
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

  /** An encrypted key that the machines of these names let in, and that is the only one tried there. */
  private Path encrypted(String... machines) throws IOException {
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "quite secret");
    for (String machine : machines) {
      fleet.machine(machine).authorizes(Path.of(key + ".pub"));
    }
    replaceKey(key);
    return key;
  }

  private void replaceKey(Path key) throws IOException {
    Files.writeString(fleet.config(), Files.readString(fleet.config()).replace(fleet.key().toString(), key.toString()));
  }

  @Test
  void thePassphraseOfAKeyThatLeadsNowhereIsNotAskedFor() throws Exception {
    Path key = encrypted();
    logins.person.passphrase = "quite secret";
    assertFalse(logins.refuses("axon", Stage.LOGIN).getMessage().contains("encrypted"));
    Files.delete(Path.of(key + ".pub"));
    logins.refuses("axon", Stage.LOGIN);
    assertEquals(List.of(), logins.person.asked);
  }

  @Test
  void aPassphraseIsAskedForOnceForAllHostsAndWiped() throws Exception {
    Path key = encrypted("axon", "nexus");
    logins.person.passphrase = "quite secret";
    Set<String> opened = ConcurrentHashMap.newKeySet();
    try (SshHosts hosts = logins.hosts()) {
      List<FutureTask<Boolean>> all = new ArrayList<>();
      for (String host : List.of("axon", "nexus", "axon", "nexus")) {
        all.add(
            new FutureTask<>(
                () -> {
                  try (RemoteSession session = hosts.open(Logins.to(host), Logins.SHORT, new Cancellation())) {
                    opened.addAll(session.opened());
                    return session.opened().size() == 1;
                  }
                }));
      }
      all.forEach(each -> new Thread(each).start());
      for (FutureTask<Boolean> each : all) {
        assertTrue(each.get());
      }
    }
    assertEquals(List.of(key.toString()), logins.person.asked);
    assertEquals(Set.of(key.toString()), opened);
    assertArrayEquals(new char["quite secret".length()], wiped(logins.person.typed.get(0)));
  }

  /** sshj wipes with blanks of its own choosing; what counts is that nothing of the word is left. */
  private static char[] wiped(char[] typed) {
    char[] out = new char[typed.length];
    for (int i = 0; i < typed.length; i++) {
      out[i] = "quite secret".charAt(i) == typed[i] && typed[i] != ' ' ? typed[i] : '\0';
    }
    return out;
  }

  @Test
  void aWrongPassphraseIsAskedForThreeTimesAndSaidNowhere() throws Exception {
    encrypted("axon");
    logins.person.passphrase = "not the one";
    RemoteFailure failure = logins.refuses("axon", Stage.LOGIN);
    assertEquals(3, logins.person.asked.size());
    assertFalse((failure.getMessage() + failure.remedy() + failure.getCause()).contains("not the one"));
    logins.person.typed.forEach(typed -> assertFalse(new String(typed).contains("one")));
  }

  @Test
  void aPersonWhoTypesAPassphraseMayTakeHerTimeAndMayStop() throws Exception {
    encrypted("axon");
    fleet.machine("axon").configured("LoginGraceTime 2");
    CountDownLatch asked = new CountDownLatch(1);
    logins.person.first =
        () -> {
          asked.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    logins.stops("axon", asked);
    logins.person.passphrase = "quite secret";
    logins.person.first =
        () -> {
          assertFalse(new CountDownLatch(1).await(3, java.util.concurrent.TimeUnit.SECONDS));
          return null;
        };
    logins.lets("axon");
  }

  @Test
  void aKeyThatOthersCanReadIsNotTakenAsWithSsh() throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "");
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    replaceKey(key);
    logins.lets("axon");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    RemoteFailure failure = logins.refuses("axon", Stage.LOGIN);
    assertTrue(failure.getMessage().contains("others can read it: " + key), failure.getMessage());
    assertTrue(failure.remedy().contains("chmod 600 " + key), failure.remedy());
  }

  @Test
  void anEncryptedKeyThatTheAgentHoldsIsNotAskedForThoughItsPublicHalfIsInItAlone() throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "");
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    replaceKey(key);
    Path socket = temp.resolve("agent");
    Process agent = SshFleet.agent(socket);
    try {
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertEquals(0, add.start().onExit().join().exitValue());
      SshFleet.run("ssh-keygen", "-q", "-p", "-P", "", "-N", "quite secret", "-f", key.toString());
      Files.delete(Path.of(key + ".pub"));
      fleet.configure("axon", "IdentityAgent SSH_AUTH_SOCK");
      logins.environment.put("SSH_AUTH_SOCK", socket.toString());
      logins.lets("axon");
      assertEquals(List.of(), logins.person.asked);
    } finally {
      agent.destroy();
    }
  }

  @Test
  void anAgentThatSaysNothingIsGivenUpInTimeAndStoppedAtOnce() throws Exception {
    Path socket = temp.resolve("silent");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      fleet.configure("axon", "IdentityAgent " + socket);
      long start = System.nanoTime();
      RemoteFailure failure = logins.refuses("axon", Stage.LOGIN);
      assertTrue(failure.getMessage().contains("the ssh agent at " + socket), failure.getMessage());
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 9500);
      silent.accept().close();
      CountDownLatch asked = new CountDownLatch(1);
      Thread waiting =
          new Thread(
              () -> {
                try {
                  silent.accept();
                  asked.countDown();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      waiting.start();
      logins.stops("axon", asked);
      waiting.join();
    }
  }

  @Test
  void aUserCertificateLogsIn() throws Exception {
    Path authority = fleet.keygen(temp.resolve("ca"), "ed25519", "");
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "");
    SshFleet.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", SshFleet.user(), key + ".pub");
    fleet.machine("axon").configured("TrustedUserCAKeys " + authority + ".pub");
    replaceKey(key);
    assertNull(logins.lets("axon"));
    // One that has ended does not stand in the way of the key itself.
    SshFleet.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", SshFleet.user(), "-V", "20200101:20210101", key + ".pub");
    fleet.machine("nexus").authorizes(Path.of(key + ".pub"));
    assertNull(logins.lets("nexus"));
    assertTrue(logins.refuses("axon", Stage.LOGIN).getMessage().contains("the certificate of " + key));
  }

  @Test
  void aCertificateNamedInTheConfigurationIsLeftToTheSshProgram() throws Exception {
    Path authority = fleet.keygen(temp.resolve("ca"), "ed25519", "");
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "");
    SshFleet.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", SshFleet.user(), key + ".pub");
    Path elsewhere = Files.move(Path.of(key + "-cert.pub"), temp.resolve("certificate"));
    fleet.machine("axon").configured("TrustedUserCAKeys " + authority + ".pub");
    replaceKey(key);
    fleet.configure("axon", "CertificateFile " + elsewhere);
    assertTrue(logins.lets("axon").contains("CertificateFile"));
  }

  /** A key of a security key's kind, whose hardware is not there: the ssh program tries, with the other keys it has. */
  @Test
  void aHardwareKeyIsLeftToTheSshProgram() throws Exception {
    Path key = temp.resolve("id_sk");
    Buffer.PlainBuffer half = new Buffer.PlainBuffer().putString("sk-ssh-ed25519@openssh.com").putString(new byte[32]).putString("ssh:");
    Files.writeString(Path.of(key + ".pub"), "sk-ssh-ed25519@openssh.com " + Base64.getEncoder().encodeToString(half.getCompactData()) + " me\n");
    Files.writeString(key, "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    replaceKey(key);
    RemoteFailure failure = logins.refuses("axon", Stage.LOGIN);
    assertTrue(failure.getMessage().contains("because of the hardware key " + key), failure.getMessage());
    assertTrue(failure.getMessage().contains("Permission denied"), failure.getMessage());
  }

  @Test
  void aConnectionThatTheSshProgramSharesIsTaken() throws Exception {
    Path control = Path.of("/tmp/fm-" + ProcessHandle.current().pid());
    fleet.configure("axon", "ControlPath " + control);
    SshFleet.run("ssh", "-F", fleet.config().toString(), "-o", "ControlMaster=yes", "-o", "ControlPersist=60", "-f", "-N", "axon");
    try {
      fleet.machine("axon").authorizes(Path.of(fleet.keygen(temp.resolve("other"), "ed25519", "") + ".pub"));
      assertTrue(logins.lets("axon").contains("shared connection"));
    } finally {
      SshFleet.run("ssh", "-F", fleet.config().toString(), "-O", "exit", "axon");
    }
  }

  @Test
  void tooManyKeysAreSaid() throws Exception {
    fleet.machine("axon").configured("MaxAuthTries 2");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      many.append("IdentityFile ").append(fleet.keygen(temp.resolve("key" + i), "ed25519", "")).append('\n');
    }
    fleet.configure("axon", many.toString());
    RemoteFailure failure = logins.refuses("axon", Stage.LOGIN);
    assertTrue(failure.remedy().contains("IdentitiesOnly"), failure.getMessage());
  }
}
