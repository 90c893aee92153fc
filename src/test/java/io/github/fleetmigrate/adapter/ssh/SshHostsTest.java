package io.github.fleetmigrate.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteHosts.Stage;
import io.github.fleetmigrate.port.RemoteSession;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions on real sshds, configured as the user's own ssh. */
@Timeout(60)
class SshHostsTest {
  private static final RemoteHosts.Limits SHORT =
      new RemoteHosts.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));

  @TempDir Path temp;
  private SshFleet fleet;
  private final ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());

  @BeforeEach
  void start() throws IOException {
    fleet = SshFleet.of(temp.resolve("fleet"), "axon", "nexus");
  }

  @AfterEach
  void stop() {
    fleet.close();
    commands.close();
  }

  private RemoteSession open(String host, SshQuestions questions, Cancellation cancellation) throws RemoteFailure {
    try (SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), questions)) {
      return hosts.open(new RemoteHosts.Target(host, null, null, List.of()), SHORT, cancellation);
    }
  }

  private void lets(String host) throws Exception {
    lets(host, SshQuestions.NOBODY);
  }

  private void lets(String host, SshQuestions questions) throws Exception {
    try (SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), questions);
        RemoteSession session = hosts.open(new RemoteHosts.Target(host, null, null, List.of()), SHORT, new Cancellation())) {
      assertEquals(host, session.run(List.of("uname", "-n"), Duration.ofSeconds(20), new Cancellation()).output().strip());
    }
  }

  private RemoteFailure refuses(String host, Stage stage) {
    RemoteFailure failure =
        assertThrows(RemoteFailure.class, () -> open(host, SshQuestions.NOBODY, new Cancellation()));
    assertEquals(stage, failure.stage(), failure.getMessage());
    assertFalse(failure.remedy().isBlank());
    return failure;
  }

  @Test
  void argumentsArriveAsTheyAreWhateverIsInThem() throws Exception {
    List<String> odd = List.of("a b", "$(touch /tmp/x)", "it's", "back\\slash", "\"q\"", "", "*", ";", "line\nend", "ü", "!x");
    try (SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), SshQuestions.NOBODY);
        RemoteSession session = hosts.open(new RemoteHosts.Target("axon", null, null, List.of()), SHORT, new Cancellation())) {
      List<String> call = new java.util.ArrayList<>(List.of("printf", "%s\\0"));
      call.addAll(odd);
      CommandRunner.Result result = session.run(call, Duration.ofSeconds(20), new Cancellation());
      assertEquals(String.join("\0", odd) + "\0", result.output());
      CommandRunner.Result failing = session.run(List.of("sh", "-c", "echo no >&2; exit 7"), Duration.ofSeconds(20), new Cancellation());
      assertEquals(7, failing.exitCode());
      assertEquals("no\n", failing.errors());
    }
  }

  @Test
  void anUnknownKeyIsRefusedWithItsFingerprint() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    String print = SshFleet.run("ssh-keygen", "-lf", fleet.machine("axon").hostKey() + ".pub").split(" ")[1];
    RemoteFailure failure = refuses("axon", Stage.HOST_KEY);
    assertTrue(failure.getMessage().contains(print), failure.getMessage());
    assertEquals("", Files.readString(fleet.knownHosts()));
  }

  @Test
  void anUnknownKeyThatAPersonTrustsIsKnownFromThenOn() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    lets("axon", answering("", true));
    lets("axon");
    SshFleet.run("ssh-keygen", "-F", "[127.0.0.2]:" + fleet.machine("axon").port(), "-f", fleet.knownHosts().toString());
  }

  @Test
  void aChangedKeyIsRefusedThoughAPersonWouldTrustIt() throws Exception {
    fleet.machine("axon").installedAnew();
    RemoteFailure failure =
        assertThrows(RemoteFailure.class, () -> open("axon", answering("", true), new Cancellation()));
    assertEquals(Stage.HOST_KEY, failure.stage());
    assertTrue(failure.getMessage().contains("another one than " + fleet.knownHosts() + ":1"), failure.getMessage());
    String remedy = failure.remedy().replaceFirst(".*`ssh-keygen (.*)`.*", "$1");
    SshFleet.run("sh", "-c", "ssh-keygen -q " + remedy);
    lets("axon", answering("", true));
    lets("nexus");
  }

  @Test
  void aRevokedKeyIsRefusedThoughItIsKnown() throws Exception {
    String known = Files.readString(fleet.knownHosts());
    Files.writeString(fleet.knownHosts(), known + "@revoked * " + known.lines().findFirst().orElseThrow().split(" ", 2)[1] + "\n");
    assertTrue(refuses("axon", Stage.HOST_KEY).getMessage().contains("revoked"));
    lets("nexus");
  }

  @Test
  void hashedLinesAreKnown() throws Exception {
    SshFleet.run("ssh-keygen", "-q", "-H", "-f", fleet.knownHosts().toString());
    assertFalse(Files.readString(fleet.knownHosts()).contains("127.0.0"));
    lets("axon");
  }

  @Test
  void aGlobalKnownHostsFileIsRead() throws Exception {
    Path global = Files.move(fleet.knownHosts(), temp.resolve("global"));
    fleet.configure("*", "GlobalKnownHostsFile " + global);
    lets("axon");
  }

  @Test
  void aHostKeyAliasIsLookedUpInPlaceOfTheAddress() throws Exception {
    String known = Files.readString(fleet.knownHosts());
    Files.writeString(fleet.knownHosts(), known.replaceFirst("\\S+ ", "the-axon "));
    refuses("axon", Stage.HOST_KEY);
    fleet.configure("axon", "HostKeyAlias the-axon");
    lets("axon");
  }

  @Test
  void aCertificateOfAKnownAuthorityIsTrusted() throws Exception {
    Path authority = fleet.keygen(temp.resolve("ca"), "ed25519", "");
    Path other = fleet.keygen(temp.resolve("other-ca"), "ed25519", "");
    SshFleet.Machine axon = fleet.machine("axon");
    SshFleet.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "axon", "-h", "-n", "127.0.0.2", axon.hostKey() + ".pub");
    axon.configured("HostCertificate " + axon.hostKey() + "-cert.pub");
    Files.writeString(fleet.knownHosts(), "@cert-authority * " + Files.readString(Path.of(other + ".pub")));
    refuses("axon", Stage.HOST_KEY);
    Files.writeString(fleet.knownHosts(), "@cert-authority * " + Files.readString(Path.of(authority + ".pub")));
    lets("axon");
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, ''", "ecdsa, ''", "rsa, ''", "'rsa', '-m PEM'", "'ecdsa', '-m PEM'", "'rsa', '-m PKCS8'"
  })
  void keysOfEveryKindLogIn(String type, String more) throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), type, "", more.isEmpty() ? new String[0] : more.split(" "));
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    fleet.configure("axon", "IdentityFile " + key);
    lets("axon");
  }

  @ParameterizedTest
  @CsvSource({"ed25519, ''", "rsa, ''", "rsa, '-m PEM'"})
  void anEncryptedKeyIsOpenedByAPersonAlone(String type, String more) throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), type, "quite secret", more.isEmpty() ? new String[0] : more.split(" "));
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    fleet.configure("axon", "IdentityFile " + key);
    RemoteFailure failure = refuses("axon", Stage.LOGIN);
    assertTrue(failure.getMessage().contains("encrypted") && failure.remedy().contains("ssh-add " + key), failure.getMessage());
    assertThrows(RemoteFailure.class, () -> open("axon", answering("wrong", false), new Cancellation()));
    lets("axon", answering("quite secret", false));
  }

  @ParameterizedTest
  @CsvSource({"ed25519", "ecdsa", "rsa"})
  void theAgentSignsForKeysThatAreNotThere(String type) throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), type, "");
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    Path socket = temp.resolve("agent");
    Process agent = SshFleet.agent(socket);
    try {
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertEquals(0, add.start().onExit().join().exitValue());
      Files.delete(key);
      Path half = Files.move(Path.of(key + ".pub"), temp.resolve("half"));
      fleet.configure("axon", "IdentityAgent " + socket + "\nIdentityFile " + key);
      refuses("axon", Stage.LOGIN);
      Files.move(half, Path.of(key + ".pub"));
      lets("axon");
      Files.delete(Path.of(key + ".pub"));
      fleet.configure("axon", "IdentitiesOnly no");
      lets("axon");
    } finally {
      agent.destroy();
    }
  }

  @Test
  void aWrongKeyAndAWrongUserAreNotLetIn() throws Exception {
    Path key = fleet.keygen(temp.resolve("key"), "ed25519", "");
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    assertTrue(refuses("axon", Stage.LOGIN).getMessage().contains(SshFleet.user()));
    fleet.configure("nexus", "User nobody-of-that-name");
    assertTrue(refuses("nexus", Stage.LOGIN).getMessage().contains("nobody-of-that-name"));
  }

  @Test
  void aJumpThatWorksAndJumpsThatDoNot() throws Exception {
    fleet.configure("nexus", "ProxyJump axon");
    lets("nexus");
    fleet.machine("axon").configured("AllowTcpForwarding no");
    refuses("nexus", Stage.REACH);
    fleet.machine("axon").stop();
    RemoteFailure failure = refuses("nexus", Stage.REACH);
    assertTrue(failure.getMessage().contains("jump host axon"), failure.getMessage());
  }

  @Test
  void whatSshjCannotDoIsDoneByTheSshProgramAndSaid() throws Exception {
    fleet.configure("axon", "ProxyCommand ssh -F " + fleet.config() + " -W 127.0.0.2:" + fleet.machine("axon").port() + " nexus");
    try (RemoteSession session = open("axon", SshQuestions.NOBODY, new Cancellation())) {
      assertTrue(session.remark().contains("ProxyCommand"));
      assertEquals("axon\n", session.run(List.of("uname", "-n"), Duration.ofSeconds(20), new Cancellation()).output());
    }
    fleet.machine("axon").installedAnew();
    refuses("axon", Stage.HOST_KEY);
  }

  @Test
  void aMachineThatIsOffOrNotThereIsNotReached() {
    fleet.machine("axon").stop();
    refuses("axon", Stage.REACH);
    refuses("no-such-host.invalid", Stage.REACH);
    refuses("-oProxyCommand=touch", Stage.CONFIGURATION);
  }

  @Test
  void aMachineThatTakesTheConnectionAndSaysNothingIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"))) {
      fleet.configure("axon", "Port " + silent.getLocalPort());
      long start = System.nanoTime();
      assertTrue(refuses("axon", Stage.REACH).getMessage().contains("no answer within 5 s"));
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 9500);
    }
  }

  @Test
  void aPersonStopsAConnectionThatWaitsAtOnce() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"))) {
      fleet.configure("axon", "Port " + silent.getLocalPort());
      Cancellation cancellation = new Cancellation();
      long[] stopped = new long[1];
      Socket[] accepted = new Socket[1];
      Thread person =
          new Thread(
              () -> {
                try {
                  accepted[0] = silent.accept();
                  stopped[0] = System.nanoTime();
                  cancellation.cancel();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      person.start();
      RemoteFailure failure = assertThrows(RemoteFailure.class, () -> open("axon", SshQuestions.NOBODY, cancellation));
      assertEquals(Stage.CANCELLED, failure.stage());
      assertTrue(System.nanoTime() - stopped[0] < SHORT.connect().toNanos() * 4 / 5);
      person.join();
      accepted[0].close();
    }
  }

  @Test
  void aCommandThatDoesNotEndIsCutOffAndWhatItSaidIsKept() throws Exception {
    fleet.machine("axon").answers("hang", "echo begun; exec sleep 600");
    try (SshHosts hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), SshQuestions.NOBODY);
        RemoteSession session = hosts.open(new RemoteHosts.Target("axon", null, null, List.of()), SHORT, new Cancellation())) {
      CommandRunner.Result result = session.run(List.of("hang"), Duration.ofSeconds(4), new Cancellation());
      assertEquals(CommandRunner.End.TIMED_OUT, result.end());
      assertEquals("begun\n", result.output());
    }
  }

  private static SshQuestions answering(String passphrase, boolean trust) {
    return new SshQuestions() {
      @Override
      public Optional<char[]> passphrase(String keyFile) {
        return Optional.of(passphrase.toCharArray());
      }

      @Override
      public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
        return trust;
      }
    };
  }
}
